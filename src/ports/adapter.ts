import type { Clock } from '../clock.ts';
import type { Platform, ProviderName, WorkspaceId } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Catalogue } from '../messages/catalogue.ts';
import type { RandomBytes } from '../random.ts';
import type { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';
import type { Attendance } from './attendance.ts';
import type { CallNews } from './call-news.ts';
import type { Abilities, ConferenceProvider } from './conference.ts';
import type { Credentials } from './credentials.ts';
import type { Directory } from './directory.ts';
import type { Inbox } from './inbox.ts';
import type { Messenger, Pace } from './messenger.ts';

/** A part of the one web server that an adapter answers: webhooks, the playground, the room. */
export type Route = {
  /** First part of the path, such as `/playground`: everything below it is the adapter's too. */
  readonly path: string;
  handle(request: Request, peer: Peer): Promise<Response>;
};

/** Where a request came from. */
export type Peer = {
  /** Address of the socket. */
  readonly socket: string;
  /** The client's address: the socket's, or what a listed proxy says. */
  readonly client: string;
};

/** What every adapter is given. */
export type AdapterParts = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
  readonly vault: Vault;
  /** The adapter's own: it sees none of another's. */
  readonly credentials: Credentials;
  /** Base of every link that people get, without a slash at the end. */
  readonly publicUrl: string;
  /** An existing directory where the adapter may keep files of its own. */
  readonly dataDir: string;
};

/** A chat platform: one folder in `adapters/chat` and one line in the registry. */
export type ChatAdapter = {
  readonly inbox: Inbox;
  readonly messenger: Messenger;
  readonly directory: Directory;
  readonly pace: Pace;
  readonly routes: readonly Route[];
};

export type ConferenceAdapter = {
  readonly provider: ConferenceProvider;
  readonly routes: readonly Route[];
  /** Left out: calls run in the operator's account alone. */
  readonly accounts?: OwnAccounts;
};

/** Workspaces may bring an account of their own. The core keeps it as the adapter's credentials, by the workspace's id. */
export type OwnAccounts = {
  /** What an admin types, and what it is called. */
  readonly fields: readonly { readonly name: string; label(text: Catalogue): string }[];
  /** Where the provider tells of the workspace's calls. */
  webhookPath(workspace: WorkspaceId): string;
  /** Asks the provider, with a bound in time; what is to be kept. Throws ConferenceError when it does not take it. */
  check(typed: ReadonlyMap<string, Secret>): Promise<Secret>;
  /** Whether what is kept of both is of one account there, so that either reaches the calls in it. */
  isSame(kept: Secret, other: Secret): boolean;
  /** What the provider's own ids of calls in the workspace's account begin with, and no others. */
  callsBegin(workspace: WorkspaceId): string;
  /** Removes a call there by what was kept of the account, which is not any more. Throws ConferenceError. */
  remove(kept: Secret, foreignId: string, signal: AbortSignal): Promise<void>;
};

/** The environment, as a parameter: only the composition roots read `process.env`. */
export type Env = Readonly<Record<string, string | undefined>>;

/** Whether an adapter is configured. Nothing of it is loaded before a function of `On` is called. */
export type Configured<On> =
  | { readonly kind: 'off' }
  /** One line each: what is wrong and how to fix it. */
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }
  | ({ readonly kind: 'on' } & On);

/** One thing that `doctor` looked at, and how to mend it; null: it is right. */
export type Finding = { readonly what: string; readonly fix: string | null };

export type ChatOn = {
  load(parts: AdapterParts): Promise<ChatAdapter>;
  /**
   * Asks the platform about each setting, and about what it gave for each workspace, with a bound in time. Sends no
   * message and takes no event. `credentials`: the adapter's own; null: they cannot be read.
   */
  examine(publicUrl: string, credentials: Credentials | null): Promise<readonly Finding[]>;
};

export type ChatEntry = {
  readonly name: Platform;
  configure(env: Env): Configured<ChatOn>;
};

/** Mail: messages to people who are addresses. It takes none. */
export type MailOn = {
  load(
    parts: Pick<AdapterParts, 'publicUrl'>,
  ): Promise<{ readonly messenger: Messenger; readonly pace: Pace }>;
  /** Asks the server, with a bound in time. Sends no message. */
  examine(): Promise<readonly Finding[]>;
};

export type MailEntry = { configure(env: Env): Configured<MailOn> };

/**
 * A provider also gets a way to say what happens in its calls: the attendance where the calls run in this program,
 * the news where a provider tells by webhooks.
 */
export type ConferenceParts = AdapterParts & { readonly attendance: Attendance; readonly news: CallNews };

export type ConferenceOn = {
  load(parts: ConferenceParts): Promise<ConferenceAdapter>;
  /** Asks the provider about each setting, with a bound in time. Makes no call and changes nothing. */
  examine(publicUrl: string): Promise<readonly Finding[]>;
  /** A call's address opens it for whoever has it, so the slips say so. Unless told, each person is checked there. */
  readonly openLinks?: boolean;
  /** The operator has no account there, so that a workspace must bring one. */
  readonly needsAccount?: boolean;
};

export type ConferenceEntry = {
  readonly name: ProviderName;
  /** What people read when they choose it. */
  label(text: Catalogue): string;
  /** Known before it is loaded, because rules depend on it. */
  readonly abilities: Abilities;
  configure(env: Env): Configured<ConferenceOn>;
};
