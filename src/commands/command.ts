import type { z } from 'zod';
import type { Time } from '../clock.ts';
import type { Door } from '../door/door.ts';
import type { EventId, ProviderName } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Refused } from '../meeting/refusal.ts';
import type { Right } from '../meeting/rights.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { Answer } from '../messages/answer.ts';
import type { Catalogue } from '../messages/catalogue.ts';
import type { FieldValue } from '../messages/form.ts';
import type { PrivateMessage, Reader } from '../messages/message.ts';
import type { Abilities } from '../ports/conference.ts';
import type { Role } from '../ports/directory.ts';
import type { Acknowledgement, Conversation } from '../ports/inbox.ts';
import type { Change, Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import type { Vault } from '../vault/vault.ts';

/** What a provider is, as far as rules and texts depend on it. */
export type ProviderInfo = { readonly label: string; readonly abilities: Abilities };

/** People named in the input, looked up on the platform. */
export type People = {
  readonly accounts: readonly Account[];
  /** Telegram names that nobody has been met under. */
  readonly usernames: readonly string[];
  /** Who cannot be invited, and why: named in the answer while the others are invited (SPEC.md §8). */
  readonly problems: readonly PersonProblem[];
};

export type PersonProblem = {
  readonly name: string;
  readonly why:
    | 'unknown'
    | 'bot'
    | 'twice'
    | 'group-refused'
    | 'group-unknown'
    | 'no-mail'
    | 'muted-you'
    | 'not-here';
};

/** Everything a command decides on. It calls no provider and no platform. */
export type Context = {
  readonly now: Time;
  readonly event: EventId;
  readonly actor: Account;
  /** The actor's role in the meeting's workspace, else in the event's, read from the platform just now. */
  readonly role: Role;
  readonly workspace: Workspace;
  readonly conversation: Conversation;
  readonly confidential: boolean;
  /** The actor's zone; null: not known yet, yield `ask-zone` when it is needed. */
  readonly zone: string | null;
  readonly people: People;
  /** The actor pressed the button that the command's question offered. */
  readonly confirmed: boolean;
  readonly store: Omit<Store, 'commit' | 'close'>;
  readonly vault: Vault;
  readonly random: RandomBytes;
  readonly door: Door;
  readonly providers: ReadonlyMap<ProviderName, ProviderInfo>;
  readonly publicUrl: string;
};

export type MeetingContext = Context & { readonly record: MeetingRecord };

/** What can come of running a command. `Data` is a union of its own outcomes, shown by `answer`. */
export type Outcome<Data> =
  | { readonly kind: 'done'; readonly data: Data; readonly change: Change | null }
  /** Nothing happens until the asker presses *yes*: then the command runs again with `values`. */
  | { readonly kind: 'confirm'; readonly data: Data; readonly values: Values }
  | { readonly kind: 'ask-zone' }
  | Refused;

export type Values = Readonly<Record<string, FieldValue>>;

/** What a command answers; a question gets its two buttons from the dispatcher. */
export type Reply =
  | Answer
  | {
      readonly kind: 'question';
      readonly message: PrivateMessage;
      readonly yes: string;
      readonly danger: boolean;
    };

/** What people see of a command before they run it. Texts come from the catalogue, or stand right here. */
type Description<Input> = {
  /** The word after `/meeting`. */
  readonly name: string;
  /** In menus and help; `false`: reached by buttons only. */
  readonly listed: boolean;
  summary(text: Catalogue): string;
  /** A whole command line that works. */
  readonly example: string;
  /** Its fields with their kinds and labels (see fields.ts): the parser, menus and forms follow from it. */
  readonly input: z.ZodType<Input>;
  readonly acknowledge: Acknowledgement;
  /** Shown as a form when it is called without input. */
  readonly form: FormDescription | null;
};

export type FormDescription = {
  /** Names of the fields per step, at most five. */
  readonly steps: readonly (readonly string[])[];
  title(text: Catalogue): string;
  /** What the fields start with, and the choices that depend on the workspace. */
  prefill(context: Context): Promise<Values>;
  /** What is wrong with a step's values, by field. Pure: it runs before the acknowledgement. */
  check(
    step: number,
    values: Values,
    reader: Reader & { readonly now: Time },
  ): Readonly<Record<string, string>>;
  /** Lines above a step that say how what was entered so far is understood (times in full). */
  echo(step: number, values: Values, reader: Reader & { readonly now: Time }): string | null;
};

/** A command about no meeting yet. */
export type PlainCommand<Input, Data> = Description<Input> & {
  readonly about: 'nothing';
  readonly who: 'anyone' | 'creator' | 'admin';
  run(context: Context, input: Input): Promise<Outcome<Data>>;
  answer(data: Data, reader: Reader): Reply;
};

/** A command about one meeting: the dispatcher finds it, or lets the asker pick, and checks the right. */
export type MeetingCommand<Input, Data> = Description<Input> & {
  readonly about: 'meeting';
  readonly may: Right;
  run(context: MeetingContext, input: Input): Promise<Outcome<Data>>;
  answer(data: Data, reader: Reader): Reply;
};
