import type { Block } from './blocks.ts';
import type { View } from './view.ts';

export type Team = {
  readonly id: string;
  readonly name: string;
  readonly botToken: string;
  readonly botUser: string;
  /** The error that its token gets, once it was revoked. */
  revoked: string | null;
};

export type User = {
  readonly id: string;
  readonly team: string;
  name: string;
  admin: boolean;
  owner: boolean;
  guest: boolean;
  /** A guest of one channel alone. */
  singleChannel: boolean;
  bot: boolean;
  deleted: boolean;
  /** Refuses direct messages of the bot. */
  dmClosed: boolean;
  tz: string;
  locale: string;
  /** What Slack has confirmed; null: the app is told none. */
  email: string | null;
};

export type Channel = {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'dm';
  readonly members: Set<string>;
  archived: boolean;
};

export type Group = {
  readonly id: string;
  readonly team: string;
  readonly handle: string;
  members: string[];
};

export type Message = {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Those of the blocks that came in attachments, of which no notification is made. */
  readonly attached?: readonly Block[];
  readonly metadata: unknown;
  readonly thread: string | null;
  readonly edited: boolean;
  readonly files?: readonly UploadedFile[];
};

/** A file that was announced, and what was brought of it; null: nothing yet. */
export type UploadedFile = {
  readonly id: string;
  readonly team: string;
  readonly name: string;
  readonly length: number;
  content: string | null;
};

/** A message only `to` sees. */
export type Ephemeral = Message & { readonly to: string };

/** A link by which an interaction is answered: five times in half an hour. */
export type ResponseUrl = {
  readonly user: string;
  readonly channel: string;
  /** The message that was pressed in. */
  readonly ts: string | null;
  readonly expires: number;
  left: number;
};

export type Trigger = {
  readonly user: string;
  readonly view: string | null;
  readonly expires: number;
  used: boolean;
};

/** What Slack remembers. */
export class SlackState {
  readonly now: () => number;
  readonly teams = new Map<string, Team>();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly groups = new Map<string, Group>();
  readonly messages: Message[] = [];
  readonly ephemerals: Ephemeral[] = [];
  /** Open modals by user, the topmost last. */
  readonly views = new Map<string, View[]>();
  readonly homes = new Map<string, View>();
  readonly uploads = new Map<string, UploadedFile>();
  readonly triggers = new Map<string, Trigger>();
  readonly responses = new Map<string, ResponseUrl>();
  /** Codes of OAuth that were not redeemed yet, with their team. */
  readonly codes = new Map<string, string>();
  #count = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  /** An id that Slack has not used before. */
  id(prefix: string): string {
    this.#count += 1;
    return `${prefix}${String(this.#count).padStart(8, '0')}`;
  }

  /** A message's time and name. */
  ts(): string {
    this.#count += 1;
    return `${Math.floor(this.now() / 1000)}.${String(this.#count).padStart(6, '0')}`;
  }

  user(id: string): User {
    const user = this.users.get(id);
    if (!user) throw new Error(`nobody is ${id}`);
    return user;
  }

  team(id: string): Team {
    const team = this.teams.get(id);
    if (!team) throw new Error(`no team is ${id}`);
    return team;
  }

  /** The conversation of a user and the bot. */
  dm(user: User): Channel {
    const bot = this.team(user.team).botUser;
    const open = [...this.channels.values()].find(
      ({ kind, members }) => kind === 'dm' && members.has(user.id),
    );
    const dm: Channel = open ?? {
      id: this.id('D'),
      team: user.team,
      name: 'directmessage',
      kind: 'dm',
      members: new Set([user.id, bot]),
      archived: false,
    };
    this.channels.set(dm.id, dm);
    return dm;
  }

  /** Puts the message in the place of an older one with its ts, or at the end. */
  put(message: Message): Message {
    const at = this.messages.findIndex(({ ts, channel }) => ts === message.ts && channel === message.channel);
    if (at < 0) this.messages.push(message);
    else this.messages[at] = message;
    return message;
  }

  /** Good once, for three seconds. */
  trigger(user: string, view: string | null = null): string {
    const id = this.id('1234.5678.');
    this.triggers.set(id, { user, view, expires: this.now() + 3000, used: false });
    return id;
  }

  /** Good five times in half an hour. */
  response(user: string, channel: string, ts: string | null): string {
    const id = this.id('R');
    this.responses.set(id, { user, channel, ts, expires: this.now() + 30 * 60_000, left: 5 });
    return id;
  }
}
