import type { EventId, ForeignId, Platform } from '../ids.ts';
import type { Answer } from '../messages/answer.ts';
import type { FieldValue } from '../messages/form.ts';
import type { Person } from './directory.ts';
import type { MessageRef } from './messenger.ts';

/** Somebody named in a command, as the platform's own event names them. Text is never guessed into an id. */
export type PersonRef =
  | {
      readonly kind: 'person';
      readonly foreignId: ForeignId;
      /** What the event says of somebody whom the platform may not describe a second time. */
      readonly told?: Pick<Person, 'name' | 'handle'>;
    }
  | { readonly kind: 'handle'; readonly handle: string }
  /** A role, user group or channel, to be expanded into its people. */
  | { readonly kind: 'group'; readonly foreignId: ForeignId; readonly name: string }
  | { readonly kind: 'email'; readonly address: string };

/** Typed words, with what the platform marked as a mention kept apart. */
export type Token = string | PersonRef;

export type Conversation = {
  readonly foreignId: ForeignId;
  readonly name: string;
  /** `direct`: only the asker and the bot. */
  readonly visibility: 'public' | 'private' | 'direct';
};

/** Input by field, before it is checked: what was typed, chosen or pressed. */
export type Values = Readonly<Record<string, FieldValue | undefined>>;

/** One event of a chat platform, verified, in the core's words. */
export type Invocation = {
  readonly event: EventId;
  readonly platform: Platform;
  /** A private chat is a workspace of its own where the platform names none for it (SPEC.md §1). */
  readonly workspace: { readonly foreignId: ForeignId; readonly name: string };
  readonly conversation: Conversation;
  readonly actor: Person;
  /** Whether only the asker and the bot can see what was typed: a passcode may be typed only there (SPEC.md §4). */
  readonly confidential: boolean;
  readonly request:
    | { readonly kind: 'words'; readonly words: readonly Token[] }
    /** Subcommand and fields already apart (Discord's typed subcommands). */
    | {
        readonly kind: 'call';
        readonly command: string;
        readonly values: Values;
      }
    /** A pressed button's `press`. */
    | { readonly kind: 'press'; readonly press: string }
    /** A form step's `submit` and what was filled in. */
    | {
        readonly kind: 'submit';
        readonly submit: string;
        readonly values: Values;
      }
    /** Some fields of a form step as they are chosen one by one: they are kept, and the same step is shown again. */
    | { readonly kind: 'fill'; readonly submit: string; readonly values: Values }
    /** Plain text in a private chat: what the asker's newest form asks for (`Form.asking`). */
    | { readonly kind: 'said'; readonly text: string; readonly people: readonly PersonRef[] };
};

/** Somebody left a workspace, was banned or deactivated: the platform's event of it. */
export type Departure = {
  readonly platform: Platform;
  readonly workspace: ForeignId;
  readonly person: ForeignId;
};

/** A workspace and its conversations have another id from now on (a Telegram group became a supergroup). */
export type Migration = { readonly platform: Platform; readonly from: ForeignId; readonly to: ForeignId };

/** Somebody can be written to from now on: they started the bot, or unblocked it. */
export type Contact = { readonly platform: Platform; readonly person: ForeignId };

/**
 * How to acknowledge before the work is done: Discord fixes it at once, and a form must be the first answer. `answer`:
 * private too, but little is done for it, so that the answer itself may be the acknowledgement.
 */
export type Acknowledgement = 'private' | 'public' | 'form' | 'answer';

/** An answer that holds a slip (`Answer.slip`) and stands where it can be edited. */
export type Kept = { readonly slip: string; readonly ref: MessageRef };

/** What an inbox hands its events to. */
export type Dispatcher = {
  /** Pure and immediate. */
  acknowledgement(invocation: Invocation): Acknowledgement;
  /** Never rejects: what goes wrong becomes an answer in the asker's language. */
  handle(invocation: Invocation): Promise<Answer>;
  /** Takes their links and rights back. The same departure told twice has one effect. */
  left(departure: Departure): Promise<void>;
  /** Meetings and cards follow to the new id. Told twice it has one effect. */
  migrated(migration: Migration): Promise<void>;
  /** What could not be brought to them is owed again at once. */
  reachable(contact: Contact): Promise<void>;
  /** It is edited when its code or link dies. Told twice it has one effect. Never rejects. */
  kept(kept: Kept): Promise<void>;
  /**
   * Completions while typing: commands, then the asker's own meetings; at most `limit`. Of a `call`: of the one field
   * that it holds, each `value` being what that field would hold.
   */
  suggest(invocation: Invocation, limit: number): Promise<readonly Suggestion[]>;
};

export type Suggestion = { readonly value: string; readonly label: string; readonly hint: string };

/** Receives a platform's events. */
export type Inbox = {
  /** Resolves once events flow. Throws ConfigError when the platform refuses the credentials. */
  start(dispatcher: Dispatcher): Promise<void>;
  /** Resolves when no event is being handled any more. */
  stop(): Promise<void>;
  ready(): boolean;
};
