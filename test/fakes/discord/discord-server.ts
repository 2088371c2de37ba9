import type {
  DiscordOptions,
  Fault,
  Json,
  Limits,
  Matcher,
  Message,
  NewChannel,
  NewRole,
  NewUser,
  Person,
  Recorded,
} from './types.ts';

/** Discord on this machine: keeps Discord's rules and limits, records every request, fails as it is told to. */
export type FakeDiscord = {
  /** Base of the REST API without a version, as DISCORD_API_URL wants it. */
  readonly url: string;
  readonly token: string;
  readonly applicationId: string;
  /** The bot's user id; as with many apps not the application's id. */
  readonly botUser: string;
  /** The guild that everybody is in who is in no other. */
  readonly guild: string;
  readonly requests: readonly Recorded[];
  /** What the real Discord refuses, or what its own schema (SPECS_DIR) does not know. Tests expect none. */
  readonly violations: readonly string[];
  /** Every limit that was met: a bucket, `global` or `opening`. */
  readonly limited: readonly string[];
  /** Open gateway sockets that are identified. */
  readonly connections: number;
  addGuild(guild: { readonly name: string; readonly owner?: string }): string;
  /** The bot is removed from the guild. */
  removeBot(guild: string): void;
  /** The guild is unavailable for the time being. */
  outage(guild: string): void;
  addUser(user: NewUser): string;
  /** What the person lets the bot do from now on. */
  setDms(user: string, dms: 'open' | 'closed'): void;
  join(
    guild: string,
    user: string,
    as?: { readonly roles?: readonly string[]; readonly nick?: string },
  ): void;
  leave(guild: string, user: string): void;
  ban(guild: string, user: string): void;
  addRole(guild: string, role: NewRole): string;
  giveRole(guild: string, user: string, role: string): void;
  addChannel(guild: string, channel: NewChannel): string;
  removeChannel(channel: string): void;
  /** What is registered, for all guilds or for one. */
  commands(guild?: string): readonly Json[];
  /** Registers commands without a request, for tests that do not care how they got there. */
  register(commands: readonly Json[], guild?: string): void;
  as(user: string): Person;
  dmsOf(user: string): readonly Message[];
  messagesIn(channel: string): readonly Message[];
  /** What only this person sees, all channels, oldest first. */
  ephemeralsOf(user: string): readonly Message[];
  /** Somebody writes a message. */
  say(user: string, channel: string, words: string): Message;
  removeMessage(message: Message): void;
  fail(matcher: Matcher, fault: Fault): void;
  /** Enforces limits (Discord's own unless told), or none with null. `speed`: how many times faster time goes. */
  enforce(limits?: Limits | null, speed?: number): void;
  /** The token is good no more: 401, and 4004 at the gateway. */
  revoke(): void;
  /** Drops the gateway's sockets without a word; what is missed is brought at RESUME. */
  cut(): void;
  /** Op 7. */
  askToReconnect(): void;
  /** Op 9: the session is gone. */
  invalidate(): void;
  /** The last interaction once more, as after a RESUME. Resolves once its first answer was tried again, or not. */
  redeliver(): Promise<void>;
  close(): Promise<void>;
};

export declare function startDiscord(options?: DiscordOptions): Promise<FakeDiscord>;
