/** JSON as it is on the wire. */
export type Json = Record<string, unknown>;

export type TelegramOptions = {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Which limits are enforced from the start; none unless told. See `enforce`. */
  readonly limits?: Limits | null;
  /** Whether BotFather's privacy mode is off, so that the bot gets all that is written in groups; it is on unless told. */
  readonly readsAll?: boolean;
};

/**
 * Messages that go through, each in any window of milliseconds. Edits count as well; deletions and answers to presses do
 * not: https://github.com/tdlib/td/issues/2592, https://github.com/tdlib/telegram-bot-api/issues/648. Telegram lets short
 * bursts through; here nothing goes beyond.
 */
export type Limits = {
  readonly overall: Window;
  readonly chat: Window;
  readonly group: Window;
};

export type Window = { readonly messages: number; readonly window: number };

export type NewUser = {
  readonly name: string;
  readonly lastName?: string;
  readonly username?: string;
  /** As Telegram names it: `en`, `de`, `pt-br`; `en` unless told, null: Telegram does not say. */
  readonly language?: string | null;
  /** Whether the private chat with the bot is open; it is not unless told. */
  readonly started?: boolean;
  readonly bot?: boolean;
};

export type NewGroup = {
  readonly title: string;
  readonly members: readonly number[];
  /** Of the members. The first is the owner. */
  readonly admins?: readonly number[];
  /** Makes it a public supergroup. */
  readonly username?: string;
  /** Makes it a supergroup with topics. */
  readonly forum?: boolean;
  /** `group`: a basic one, which can be upgraded; that is what it is unless told, or public, or a forum. */
  readonly kind?: 'group' | 'supergroup';
  /** What the bot is there; a member unless told. */
  readonly bot?: 'member' | 'admin' | 'absent';
};

export type Button = {
  readonly label: string;
  readonly data: string | null;
  readonly url: string | null;
  /** What it copies. */
  readonly copy: string | null;
};

/** A key of the keyboard that stands instead of the letters, in a private chat. */
type Key = {
  readonly label: string;
  /** Whom it asks for; null: it types its label. */
  readonly asks: { readonly requestId: number; readonly most: number } | null;
};

/** What is not plain in a text. Offsets count UTF-16 code units. */
export type Entity = {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  /** Of a `text_link`. */
  readonly url?: string;
  /** Of a `text_mention`. */
  readonly user?: Json;
  /** Of a `date_time`. */
  readonly unix_time?: number;
  readonly date_time_format?: string;
  /** Of a `pre`. */
  readonly language?: string;
};

/** A message as it stood when it was asked for. */
export type Message = {
  /** In its chat; of an ephemeral one, its ephemeral_message_id. */
  readonly id: number;
  readonly chat: number;
  /** The bot's id, or a person's. */
  readonly from: number;
  /** As people see it, without markup; a date as the text that stands in for it. */
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly buttons: readonly Button[];
  /** The same buttons, as they stand in rows. */
  readonly rows: readonly (readonly Button[])[];
  readonly keys: readonly Key[];
  /** Of a forum; null: none, or the general one. */
  readonly topic: number | null;
  readonly replyTo: number | null;
  readonly edited: boolean;
  readonly deleted: boolean;
  /** The one who sees it, of an ephemeral one. */
  readonly ephemeralFor: number | null;
  /** Cannot be forwarded or saved. */
  readonly protected: boolean;
  /** Whether Telegram would show a preview of a link in it. */
  readonly preview: boolean;
};

export type Typed = {
  /** Chosen from the list while typing, for `@` and the name: those without a username are mentioned by id. */
  readonly mentions?: readonly number[];
  /** Of a forum. */
  readonly topic?: number;
  readonly replyTo?: Message;
  /** Instead of as themselves: as the group (an anonymous administrator), or as a channel of this title. */
  readonly behalf?: 'group' | { readonly channel: string };
};

/** What a person sees of what they did, once the bot is done with it. */
export type Seen = {
  /** Null: the bot was told nothing of it (the privacy mode). */
  readonly update: number | null;
  /** The bot's new messages that this person can see, in whatever chat. */
  readonly messages: readonly Message[];
  /** The bot's older messages that changed before their eyes, as they are now. */
  readonly edited: readonly Message[];
  readonly deleted: readonly Message[];
  /** Of a press: what pops up and has to be closed. */
  readonly alert: string | null;
  /** Of a press: what shows for a moment. */
  readonly toast: string | null;
  /** Of a press: what opens. Hand it to `openUrl`. */
  readonly url: string | null;
  /** Of a press: whether the button stopped waiting. */
  readonly answered: boolean;
};

/**
 * What one person does in Telegram. Each act resolves with what they see, or rejects with what Telegram would not let
 * them. It resolves once the bot confirmed the update (or took the post) and is quiet; what it does later, a delivery
 * for one, is to be waited for in `privateOf` or `messagesIn`.
 */
export type Person = {
  readonly id: number;
  types(chat: number | 'private', text: string, typed?: Typed): Promise<Seen>;
  /** By the button's label or its callback_data. A button that opens only says what, one that copies nothing. */
  press(message: Message, button: string): Promise<Seen>;
  /** Sends any data for a message, as somebody can who wrote their own client. */
  forges(message: Message, data: string): Promise<Seen>;
  /** Presses Start, which opens the private chat (and unblocks the bot); with a payload as a link to the bot has it. */
  start(payload?: string): Promise<Seen>;
  /** Follows a link to the bot: `https://t.me/<bot>?start=<payload>`. */
  openUrl(link: string | Button | Seen): Promise<Seen>;
  /** Chooses people with the key that asks for them, in the private chat. */
  sharesUsers(users: readonly number[]): Promise<Seen>;
  blocks(): Promise<Seen>;
  unblocks(): Promise<Seen>;
};

/** A request that reached Telegram. */
export type Recorded = {
  readonly method: string;
  readonly body: Json;
  readonly at: number;
  /** Of the answer; 0: there was none. */
  status: number;
};

export type Fault = {
  /** Telegram's error_code, which is the HTTP status too. */
  readonly code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
  /** Of a proxy that has no JSON. */
  readonly body?: string;
  /** `request`: nothing is done; `answer`: it is done, but the answer gets lost. */
  readonly drop?: 'request' | 'answer';
  /** Meets only requests to this chat. */
  readonly chat?: number;
  /** How many requests it meets; 1 unless told. */
  readonly times?: number;
};

export type CommandScope = {
  readonly type:
    | 'default'
    | 'all_private_chats'
    | 'all_group_chats'
    | 'all_chat_administrators'
    | 'chat'
    | 'chat_administrators'
    | 'chat_member';
  readonly chat_id?: number;
  readonly user_id?: number;
};

export type BotCommand = {
  readonly command: string;
  readonly description: string;
  readonly is_ephemeral?: boolean;
};

/** Telegram on this machine: keeps Telegram's rules and limits, records every request, fails as it is told to. */
export type FakeTelegram = {
  /** Without the token, as TELEGRAM_API_ROOT wants it. */
  readonly apiRoot: string;
  readonly token: string;
  readonly botId: number;
  readonly botUsername: string;
  readonly requests: readonly Recorded[];
  /** What the real Telegram refuses, or what its schema (SPECS_DIR) does not know. Tests expect none. */
  readonly violations: readonly string[];
  /** Every limit that was met: a chat's id, or `overall`. */
  readonly limited: readonly string[];
  /** How many wait in getUpdates. */
  readonly polling: number;
  /** Updates that the bot did not confirm yet. */
  readonly pending: number;
  /** Where updates are posted; null: they are fetched. */
  readonly webhook: { readonly url: string; readonly secret: string | null } | null;
  /** Where the host of a webhook's URL really is, as in `http://127.0.0.1:8080`; null: where the URL says. */
  webhookOrigin: string | null;
  addUser(user: NewUser): number;
  addGroup(group: NewGroup): number;
  addTopic(group: number, name: string): number;
  // What follows tells the bot as Telegram does, and does not wait for it: see `settled`.
  join(group: number, user: number): void;
  leave(group: number, user: number): void;
  ban(group: number, user: number): void;
  promote(group: number, user: number): void;
  demote(group: number, user: number): void;
  /** What the bot is in the group from now on; `absent`: it was thrown out. */
  setBot(group: number, as: 'member' | 'admin' | 'absent'): void;
  /** A basic group becomes a supergroup, whose id it gives back. */
  upgrade(group: number): number;
  rename(user: number, username: string | null): void;
  /** Deletes the account. */
  deactivate(user: number): void;
  as(user: number): Person;
  /** What everybody in the chat can read now, oldest first. */
  messagesIn(chat: number): readonly Message[];
  /** What the person sees in the private chat with the bot now. */
  privateOf(user: number): readonly Message[];
  /** What only this person sees in groups now. */
  ephemeralsOf(user: number): readonly Message[];
  /** Everything that ever stood in the chat: every version of every message, deleted and ephemeral ones too. */
  historyOf(chat: number): readonly Message[];
  /** Deletes a message as a person may: then it cannot be edited. */
  removeMessage(message: Message): void;
  /** What setMyCommands left there. */
  commands(scope?: CommandScope, language?: string): readonly BotCommand[];
  fail(method: string, fault: Fault): void;
  /** Lets the next call of the method wait. */
  slow(method: string, milliseconds: number): void;
  /** Enforces limits (Telegram's own unless told), or none with null. `speed`: how many times faster time goes. */
  enforce(limits?: Limits | null, speed?: number): void;
  /** An update once more, the last unless told, as when its confirmation was lost. Resolves once the bot is done with it. */
  redeliver(update?: number): Promise<void>;
  /** Once the bot is done with all that it was told. */
  settled(): Promise<void>;
  /** The token is good no more: 401. */
  revoke(): void;
  close(): Promise<void>;
};
