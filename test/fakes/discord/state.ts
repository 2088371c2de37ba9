import type { Json, UploadedFile } from './types.ts';

export type User = {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly locale: string;
  readonly bot: boolean;
  dms: 'open' | 'closed';
};

export type Member = {
  readonly user: string;
  readonly roles: Set<string>;
  readonly nick: string | null;
  /** Timed out till then, in milliseconds since 1970. */
  silentUntil: number | null;
  /** Has not agreed to the rules of the server yet. */
  readonly pending: boolean;
};

export type Role = {
  readonly id: string;
  readonly name: string;
  readonly permissions: bigint;
  readonly mentionable: boolean;
};

export type Guild = {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly members: Map<string, Member>;
  readonly bans: Set<string>;
  /** @everyone, whose id is the guild's, is the first. */
  readonly roles: Role[];
  commands: readonly Json[];
  /** Whether the bot is in it. */
  here: boolean;
  available: boolean;
};

export type Overwrite = {
  readonly id: string;
  /** 0: of a role, 1: of a member. */
  readonly type: 0 | 1;
  readonly allow: bigint;
  readonly deny: bigint;
};

export type Channel = {
  readonly id: string;
  /** Null: a private chat with `recipient`. */
  readonly guild: string | null;
  readonly recipient: string | null;
  readonly name: string;
  /** Channel types of Discord: 0 text, 1 private chat, 11 and 12 threads, 15 forum. */
  readonly type: 0 | 1 | 11 | 12 | 15;
  readonly parent: string | null;
  readonly overwrites: readonly Overwrite[];
  /** Who is in a private thread. */
  readonly people: Set<string>;
};

export type StoredMessage = {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  readonly at: number;
  edited: number | null;
  content: string;
  components: readonly Json[];
  flags: number;
  readonly nonce: string | null;
  /** Whom it rang when it was posted. */
  readonly pings: readonly string[];
  /** Who alone sees it; null: everybody there. */
  readonly only: string | null;
  /** The interaction that it answers. */
  readonly interaction: Interaction | null;
};

/** What Discord knows of an interaction. */
export type Interaction = {
  readonly id: string;
  readonly token: string;
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  readonly type: 2 | 3 | 4 | 5;
  readonly user: string;
  readonly channel: string;
  readonly guild: string | null;
  readonly at: number;
  readonly payload: Json;
  /** What was pressed in. */
  readonly source: StoredMessage | null;
  /** Type of the first answer; null: none yet. */
  answered: number | null;
  /** @original; the message pressed in, where the first answer updates it. */
  original: StoredMessage | null;
  /** Whether its first answer came too late. */
  late: boolean;
  /** Set from a deferred answer until its first edit. */
  loading: boolean;
  /** Whether it was brought more than once, so that a second first answer is no mistake. */
  repeated: boolean;
};

/** The first second of Discord's time (discord.com/developers/docs/reference#snowflakes). */
const EPOCH = 1_420_070_400_000;

/** Answers an interaction for so long, in milliseconds. */
const TOKEN_LIFE = 15 * 60_000;

/** What Discord remembers. */
export class DiscordState {
  readonly now: () => number;
  readonly applicationId: string;
  readonly botUser: string;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly interactions = new Map<string, Interaction>();
  commands: readonly Json[] = [];
  /** Of the request that is being answered. */
  uploaded: readonly UploadedFile[] = [];
  readonly #messages = new Map<string, StoredMessage>();
  readonly #byChannel = new Map<string, Set<StoredMessage>>();
  readonly #byInteraction = new Map<Interaction, Set<StoredMessage>>();
  readonly #dms = new Map<string, Channel>();
  #count = 0n;

  constructor(now: () => number) {
    this.now = now;
    this.applicationId = this.id();
    this.botUser = this.id();
    this.users.set(this.botUser, {
      id: this.botUser,
      name: 'Latchkey',
      username: 'latchkey',
      locale: 'en-US',
      bot: true,
      dms: 'open',
    });
  }

  /** An id that Discord has not used before; a later one is greater. */
  id(): string {
    this.#count += 1n;
    // The count takes more than its 12 bits, so that ids rise where the clock stands still.
    return String((BigInt(this.now() - EPOCH) << 22n) + this.#count);
  }

  user(id: string): User {
    return found(this.users.get(id), `nobody is ${id}`);
  }

  guild(id: string): Guild {
    return found(this.guilds.get(id), `no guild is ${id}`);
  }

  channel(id: string): Channel {
    return found(this.channels.get(id), `no channel is ${id}`);
  }

  member(guild: string, user: string): Member {
    return found(this.guild(guild).members.get(user), `${user} is not in ${guild}`);
  }

  /** The private chat with the bot, if it was ever opened. */
  dmOf(user: string): Channel | null {
    return this.#dms.get(user) ?? null;
  }

  openDm(user: string): Channel {
    const open = this.dmOf(user);
    if (open) return open;
    const channel: Channel = {
      id: this.id(),
      guild: null,
      recipient: user,
      name: '',
      type: 1,
      parent: null,
      overwrites: [],
      people: new Set(),
    };
    this.channels.set(channel.id, channel);
    this.#dms.set(user, channel);
    return channel;
  }

  messagesIn(channel: string): StoredMessage[] {
    return [...(this.#byChannel.get(channel) ?? [])].filter(({ only }) => only === null);
  }

  /** What only this person sees, in all channels. */
  ephemeralsOf(user: string): StoredMessage[] {
    return [...this.#messages.values()].filter(({ only }) => only === user);
  }

  messagesOf(interaction: Interaction): StoredMessage[] {
    return [...(this.#byInteraction.get(interaction) ?? [])];
  }

  message(id: string): StoredMessage | null {
    return this.#messages.get(id) ?? null;
  }

  put(message: Omit<StoredMessage, 'id' | 'at' | 'edited'>): StoredMessage {
    const stored = { ...message, id: this.id(), at: this.now(), edited: null };
    this.#messages.set(stored.id, stored);
    keep(this.#byChannel, stored.channel, stored);
    if (stored.interaction) keep(this.#byInteraction, stored.interaction, stored);
    return stored;
  }

  remove(message: StoredMessage): void {
    this.#messages.delete(message.id);
    this.#byChannel.get(message.channel)?.delete(message);
    if (message.interaction) this.#byInteraction.get(message.interaction)?.delete(message);
  }

  /** The interaction whose token still answers. */
  byToken(token: string): Interaction | null {
    const interaction = this.interactions.get(token);
    return interaction && this.now() - interaction.at < TOKEN_LIFE ? interaction : null;
  }
}

function keep<K>(map: Map<K, Set<StoredMessage>>, key: K, message: StoredMessage): void {
  map.set(key, (map.get(key) ?? new Set()).add(message));
}

function found<T>(value: T | undefined, why: string): T {
  if (value === undefined) throw new Error(why);
  return value;
}
