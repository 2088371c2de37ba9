import type { z } from 'zod';
import type { Time } from '../clock.ts';
import type { Door } from '../door/door.ts';
import type { EventId, ProviderName, WorkspaceId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import type { Right } from '../meeting/rights.ts';
import type { Scope } from '../meeting/series.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { Answer } from '../messages/answer.ts';
import type { Catalogue } from '../messages/catalogue.ts';
import type { Choice } from '../messages/form.ts';
import type { PrivateMessage, Reader } from '../messages/message.ts';
import type { Abilities } from '../ports/conference.ts';
import type { Role } from '../ports/directory.ts';
import type { Acknowledgement, Conversation, Values } from '../ports/inbox.ts';
import type { Change, Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import type { Vault } from '../vault/vault.ts';

/** What a provider is, as far as rules and texts depend on it. */
export type ProviderInfo = {
  /** Its name; of the built-in room in the reader's language. */
  label(text: Catalogue): string;
  readonly abilities: Abilities;
  /** See ConferenceOn. */
  readonly openLinks?: boolean;
  readonly needsAccount?: boolean;
};

/** People named in the input, looked up on the platform. */
export type People = {
  readonly accounts: readonly Account[];
  /** Named, but not in the workspace: they could not get in, and can only be uninvited. */
  readonly outsiders: readonly Account[];
  /** Handles of people whom the platform names to the bot only once they have met. */
  readonly usernames: readonly string[];
  /** E-mail addresses, where mail is set up. */
  readonly addresses: readonly string[];
  /** Who cannot be invited, and why: named in the answer while the others are invited (SPEC.md §8). */
  readonly problems: readonly PersonProblem[];
};

export type PersonProblem = {
  readonly name: string;
  readonly why:
    | 'unknown'
    | 'bot'
    | 'twice'
    | 'not-invited'
    | 'not-met'
    | 'no-account'
    | 'group-refused'
    | 'group-unavailable'
    | 'group-unknown'
    | 'no-mail'
    | 'muted-you'
    | 'not-a-member';
};

/** Everything a command decides on. It calls no provider and no platform. */
export type Context = {
  readonly now: Time;
  readonly event: EventId;
  readonly actor: Account;
  /** The actor's role in `workspace`, read from the platform just now. */
  readonly role: Role;
  /** The meeting's workspace, else the event's. */
  readonly workspace: Workspace;
  readonly conversation: Conversation;
  /** The workspace that it was asked in. */
  readonly origin: WorkspaceId;
  /** The actor's zone. Where a time is typed it is their own; otherwise the workspace's may stand for it. */
  readonly zone: string;
  /** As the actor reads and writes. BCP 47. */
  readonly locale: string;
  readonly people: People;
  /** The actor answered yes to this command's question. */
  readonly confirmed: boolean;
  /** Which times of what is repeated the yes was for. */
  readonly scope: Scope;
  readonly store: Omit<Store, 'commit' | 'close'>;
  readonly vault: Vault;
  readonly random: RandomBytes;
  readonly door: Door;
  readonly providers: ReadonlyMap<ProviderName, ProviderInfo>;
  readonly commands: readonly Command[];
  readonly publicUrl: string;
};

export type MeetingContext = Context & {
  readonly record: MeetingRecord;
  /** The one that was pressed or named, else the live one, the next, or the last. */
  readonly occurrence: Occurrence;
  /** The actor is in the conversation that shows this occurrence's card. */
  readonly seesCard: boolean;
};

/** What can come of running a command. `Data` is a union of the command's own outcomes. */
export type Outcome<Data> =
  | { readonly kind: 'done'; readonly data: Data; readonly change: Change | null }
  /** Nothing happens until the asker answers yes: then the command runs again, with `values`. */
  | { readonly kind: 'question'; readonly data: Data; readonly values: Values }
  | Refused;

/** What a command answers; a question gets its buttons from the dispatcher. */
export type Reply = Answer | Question;
export type Question = {
  readonly kind: 'question';
  readonly message: PrivateMessage;
  readonly yes: string;
  /** Of what is repeated: yes, and to all that follow; null: there are none. */
  readonly following: string | null;
  readonly danger: boolean;
};

/** What can be known of a command without running it: menus, help, completion and forms are made of it. */
type Description = {
  /** The word after `/meeting`. */
  readonly name: string;
  /** In menus and help; false: reached by buttons only. */
  readonly listed: boolean;
  /** From the catalogue, or right here in the command's own file. */
  summary(text: Catalogue): string;
  /** A whole command line that works. */
  readonly example: string;
  readonly acknowledge: Acknowledgement;
  /** `/meeting lock` stops it: creating, claiming, asking and passcode entry. */
  readonly stoppedByLock: boolean;
  /** Shown when the command is called, with what was typed filled in; null: it needs no form. */
  readonly form: FormDescription | null;
  /** About nothing yet and for whom; or about one meeting, which the dispatcher finds, and with which right. */
  readonly needs: Needs;
};

type Needs =
  | { readonly about: 'nothing'; readonly who: 'anyone' | 'creator' | 'admin' }
  | { readonly about: 'meeting'; readonly right: Right };

type FormDescription = {
  /** Names of the fields per step, at most five (Discord's modals). */
  readonly steps: readonly (readonly string[])[];
  title(text: Catalogue): string;
  /** The label of the last step's button. */
  button(text: Catalogue): string;
  /** What the fields start with, or why there is no use in filling them in. */
  prefill(context: Context): Values | Refused;
  /** Choices that depend on the workspace, by field; the other choices are the field's own. */
  choices(context: Context): Readonly<Record<string, readonly Choice[]>>;
  /** What is wrong with the values so far, by field, in the reader's words. Pure: it runs before the acknowledgement. */
  check(values: Values, reader: FormReader): Readonly<Record<string, string>>;
  /** How what was entered so far is understood (times in full); shown above the next step. */
  echo(values: Values, reader: FormReader): string | null;
};

export type FormReader = Reader & { readonly now: Time };

/** A command as the dispatcher and the menus see it: its types are checked inside. */
export type Command = Description & {
  readonly input: z.ZodObject;
  /** Checks the values against `input`, decides, and answers in words once the decision is committed. */
  run(context: Context, values: Values, meeting: Found | null): Promise<Outcome<Answerer>>;
};

type Found = Pick<MeetingContext, 'record' | 'occurrence' | 'seesCard'>;
type Answerer = (reader: Reader) => Reply;

type Definition<Input extends z.ZodObject, Ctx, Data> = Omit<
  Description,
  'needs' | 'listed' | 'acknowledge' | 'stoppedByLock' | 'form'
> &
  Partial<Pick<Description, 'listed' | 'acknowledge' | 'stoppedByLock' | 'form'>> & {
    readonly input: Input;
    run(context: Ctx, input: z.output<Input>): Promise<Outcome<Data>>;
    answer(data: Data, reader: Reader): Reply;
  };

/** A command about no meeting yet. */
export function plainCommand<Input extends z.ZodObject, Data>(
  definition: Definition<Input, Context, Data> & { readonly who: 'anyone' | 'creator' | 'admin' },
): Command {
  return build(definition, { about: 'nothing', who: definition.who }, (context) => context);
}

/** A command about one meeting. Its input has a field `meeting`, by which the dispatcher finds it. */
export function meetingCommand<Input extends z.ZodObject, Data>(
  definition: Definition<Input, MeetingContext, Data> & { readonly right: Right },
): Command {
  return build(definition, { about: 'meeting', right: definition.right }, (context, meeting) => {
    if (!meeting) throw new Error(`${definition.name} runs on a meeting`);
    return { ...context, ...meeting };
  });
}

function build<Input extends z.ZodObject, Ctx, Data>(
  definition: Definition<Input, Ctx, Data>,
  needs: Needs,
  contextOf: (context: Context, meeting: Found | null) => Ctx,
): Command {
  const { name, summary, example, input, answer } = definition;
  return {
    name,
    summary,
    example,
    input,
    needs,
    listed: definition.listed ?? true,
    acknowledge: definition.acknowledge ?? 'private',
    stoppedByLock: definition.stoppedByLock ?? false,
    form: definition.form ?? null,
    async run(context, values, meeting) {
      const read = input.safeParse(values);
      if (!read.success) return refuse(problemOf(read.error, values, example));
      const outcome = await definition.run(contextOf(context, meeting), read.data);
      if (isRefused(outcome)) return outcome;
      return { ...outcome, data: (reader) => answer(outcome.data, reader) };
    },
  };
}

/** The first thing that is wrong, with an example that would work (SPEC.md §8). */
function problemOf(error: z.ZodError, values: Values, example: string): Refused['refused'] {
  const name = String(error.issues[0]?.path[0] ?? '');
  const typed = values[name];
  return typed === undefined
    ? { why: 'missing', field: name, example }
    : { why: 'not-understood', field: name, typed: typeof typed === 'string' ? typed : '', example };
}
