import type { BotCommand, Button, Entity, Json, Message } from './types.ts';

export type User = {
  readonly id: number;
  readonly name: string;
  readonly lastName: string | null;
  readonly language: string | null;
  readonly bot: boolean;
  username: string | null;
  /** The private chat with the bot. */
  chat: 'closed' | 'open' | 'blocked';
  deleted: boolean;
  /** Whether the bot ever heard of them: it cannot name others. */
  met: boolean;
};

export type Status = 'creator' | 'administrator' | 'member' | 'left' | 'kicked';

export type Group = {
  readonly id: number;
  readonly kind: 'group' | 'supergroup';
  readonly title: string;
  readonly username: string | null;
  readonly forum: boolean;
  /** Everybody who is or was there, the bot too. */
  readonly members: Map<number, Status>;
  readonly topics: Map<number, string>;
  upgradedTo: number | null;
};

/** One version of a message. */
export type Stored = {
  /** In its chat; of an ephemeral one its ephemeral_message_id. */
  readonly id: number;
  readonly chat: number;
  readonly from: number;
  /** Seconds since 1970. */
  readonly date: number;
  readonly edited: number | null;
  readonly text: string;
  readonly entities: readonly Entity[];
  /** The reply_markup. */
  readonly markup: Json | null;
  readonly topic: number | null;
  readonly replyTo: number | null;
  readonly ephemeralFor: number | null;
  readonly protected: boolean;
  readonly preview: boolean;
  readonly deleted: boolean;
  /** What else it holds on the wire: a service message's news, `sender_chat`. */
  readonly rest: Json;
};

/** A press that waits for its answer. */
export type Query = {
  readonly id: string;
  readonly user: number;
  readonly chat: number;
  readonly message: Stored;
  readonly at: number;
  answer: { readonly text: string; readonly modal: boolean; readonly url: string | null } | null;
};

/** What Telegram remembers. */
export class TelegramState {
  readonly now: () => number;
  readonly botId = 7_000_000_001;
  readonly botUsername = 'latchkey_bot';
  readonly users = new Map<number, User>();
  readonly groups = new Map<number, Group>();
  /** Every version of every message, as they came. */
  readonly versions: Stored[] = [];
  readonly queries = new Map<string, Query>();
  /** By scope and language. */
  readonly commands = new Map<string, readonly BotCommand[]>();
  readonly violations: string[] = [];
  /** Whether the bot gets all that is written in groups: BotFather's privacy mode is off. */
  readonly readsAll: boolean;
  /** As they are now, by chat and in the order in which they were written. */
  readonly #current = new Map<number, Map<number, Stored>>();
  #count = 0;

  constructor(now: () => number, readsAll: boolean) {
    this.now = now;
    this.readsAll = readsAll;
  }

  /** A number that was not used before. */
  next(): number {
    this.#count += 1;
    return this.#count;
  }

  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  user(id: number): User {
    const user = this.users.get(id);
    if (!user) throw new Error(`nobody is ${id}`);
    return user;
  }

  group(id: number): Group {
    const group = this.groups.get(id);
    if (!group) throw new Error(`no group is ${id}`);
    return group;
  }

  put(message: Stored): Stored {
    this.versions.push(message);
    const chat = this.#current.get(message.chat) ?? new Map<number, Stored>();
    this.#current.set(message.chat, chat.set(message.id, message));
    return message;
  }

  /** A new message with what is not told left out. */
  write(message: Pick<Stored, 'chat' | 'from' | 'text'> & Partial<Stored>): Stored {
    return this.put({
      id: this.next(),
      date: this.seconds(),
      edited: null,
      entities: [],
      markup: null,
      topic: null,
      replyTo: null,
      ephemeralFor: null,
      protected: false,
      preview: true,
      deleted: false,
      rest: {},
      ...message,
    });
  }

  /** The message as it is now, deleted or not. */
  find(chat: number, id: number, ephemeral = false): Stored | null {
    const found = this.at(chat, id);
    return found && (found.ephemeralFor !== null) === ephemeral ? found : null;
  }

  at(chat: number, id: number): Stored | null {
    return this.#current.get(chat)?.get(id) ?? null;
  }

  /** The messages of a chat as they are now, in the order in which they were written. */
  latestIn(chat: number): readonly Stored[] {
    return [...(this.#current.get(chat)?.values() ?? [])];
  }

  /** What stands anywhere for this person alone. */
  ephemeralsOf(user: number): readonly Stored[] {
    return [...this.#current.values()]
      .flatMap((chat) => [...chat.values()])
      .filter(({ ephemeralFor }) => ephemeralFor === user);
  }

  botIsAdminOf(group: Group): boolean {
    return group.members.get(this.botId) === 'administrator';
  }

  /** Whether the person is in the group. */
  isIn(group: Group, user: number): boolean {
    return ['creator', 'administrator', 'member'].includes(group.members.get(user) ?? 'left');
  }

  /** Whether the person could read it if it were not deleted. */
  sees(user: number, message: Stored): boolean {
    if (message.ephemeralFor !== null && message.ephemeralFor !== user && message.from !== user) return false;
    if (message.chat > 0) return message.chat === user;
    return this.isIn(this.group(message.chat), user);
  }
}

/** As people see it. */
export function shown(message: Stored): Message {
  const rows = rowsOf(message.markup);
  return {
    id: message.id,
    chat: message.chat,
    from: message.from,
    text: message.text,
    entities: message.entities,
    buttons: rows.flat(),
    rows,
    keys: keysOf(message.markup),
    topic: message.topic,
    replyTo: message.replyTo,
    edited: message.edited !== null,
    deleted: message.deleted,
    ephemeralFor: message.ephemeralFor,
    protected: message.protected,
    preview: message.preview,
  };
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands in a keyboard, row by row. */
export const rowsIn = (keyboard: unknown): readonly (readonly Json[])[] =>
  Array.isArray(keyboard) ? keyboard.map((row) => (Array.isArray(row) ? row.filter(isJson) : [])) : [];

const textOr = (value: unknown) => (typeof value === 'string' ? value : null);

function rowsOf(markup: Json | null): readonly (readonly Button[])[] {
  return rowsIn(markup?.['inline_keyboard']).map((row) =>
    row.map((button) => ({
      label: String(button['text']),
      data: textOr(button['callback_data']),
      url: textOr(button['url']),
      copy: isJson(button['copy_text']) ? textOr(button['copy_text']['text']) : null,
    })),
  );
}

function keysOf(markup: Json | null): Message['keys'] {
  return rowsIn(markup?.['keyboard'])
    .flat()
    .map((key) => {
      const asks = key['request_users'];
      return {
        label: String(key['text']),
        asks: isJson(asks)
          ? { requestId: Number(asks['request_id']), most: Number(asks['max_quantity'] ?? 1) }
          : null,
      };
    });
}
