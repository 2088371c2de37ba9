/** JSON as it is on the wire. */
export type Json = Record<string, unknown>;

export type DiscordOptions = {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Which limits are enforced from the start; null enforces none. See `enforce`. */
  readonly limits?: Limits | null;
  /** Whether the operator turned the Server Members Intent on: without it GuildMembers is refused (4014). */
  readonly membersIntent?: boolean;
  /** Milliseconds in which an interaction must get its first answer; Discord gives 3,000. */
  readonly acknowledgeWithin?: number;
};

/** Requests that go through in a window of milliseconds. */
export type Window = { readonly requests: number; readonly window: number };

export type Limits = {
  /** All requests of the bot; those that answer interactions do not count. */
  readonly global: Window;
  /** Messages posted or edited in one channel, each a bucket of its own. */
  readonly channel: Window;
  /** Private channels opened that did not exist; one too many gets 40003. */
  readonly opening: Window;
};

export type NewUser = {
  readonly name: string;
  /** The unique handle; made of the name unless told. */
  readonly username?: string;
  /** As Discord names it: `en-US`, `de`. */
  readonly locale?: string;
  readonly bot?: boolean;
  readonly dms?: 'open' | 'closed';
  /** Guilds to join; the default guild unless told. */
  readonly guilds?: readonly string[];
};

export type NewRole = {
  readonly name: string;
  /** Bits as in Discord's documents; none unless told. */
  readonly permissions?: bigint;
  readonly mentionable?: boolean;
};

export type NewChannel = {
  readonly name: string;
  /** Who can see it, when not everybody can. */
  readonly only?: readonly string[];
  readonly kind?: 'text' | 'forum' | 'thread' | 'private-thread';
  /** Of a thread. */
  readonly parent?: string;
  /** `absent`: the bot cannot see it (50001); `reads`: it cannot write there (50013). */
  readonly bot?: 'writes' | 'reads' | 'absent';
};

export type Button = {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly disabled: boolean;
};

export type Select = {
  readonly customId: string;
  readonly placeholder: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
};

/** A message as people see it. */
export type Message = {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  /** All its text as written, markup and all, a line per text display. */
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly selects: readonly Select[];
  readonly flags: number;
  /** Whom it rang when it was posted: users, roles, `everyone`, `here`. */
  readonly pings: readonly string[];
  readonly edited: boolean;
  /** As the REST API shows it. */
  readonly raw: Json;
};

export type Field = {
  readonly label: string;
  readonly description: string | null;
  readonly customId: string;
  /** Discord's component type: 3 string select, 4 text input, 5 user select, … */
  readonly type: number;
  readonly required: boolean;
  /** What stands in it when it opens. */
  readonly value: string | readonly string[] | boolean | null;
  readonly options: readonly { readonly label: string; readonly value: string }[];
};

export type Modal = {
  /** Of the interaction that it answers. */
  readonly interaction: string;
  readonly customId: string;
  readonly title: string;
  /** Its text displays. */
  readonly text: string;
  readonly fields: readonly Field[];
  readonly raw: Json;
};

/**
 * What a person sees of an answer, once nothing more is to come. `updated`: the message that was pressed in
 * changed; `nothing`: the press was acknowledged, and that was all.
 */
export type Reply = {
  readonly kind: 'message' | 'modal' | 'updated' | 'nothing';
  readonly ephemeral: boolean;
  readonly message?: Message;
  readonly modal?: Modal;
  readonly interaction: string;
};

export type Choice = { readonly name: string; readonly value: string | number };

export type Filled = Readonly<Record<string, string | readonly string[] | boolean>>;

/** Option values of a command by name; people, channels and roles by id. */
export type Options = Readonly<Record<string, string | number | boolean>>;

/** What one person does in Discord. Each act resolves with what they see, or rejects with what Discord's client says. */
export type Person = {
  readonly id: string;
  /** `name`: a subcommand or a whole command; `channel`: its id, or `dm`. */
  slash(channel: string, name: string, options?: Options): Promise<Reply>;
  /** Presses a button by its label or custom_id; with `values`, chooses in a select by its placeholder or custom_id. */
  press(seen: Message | Reply, label: string, values?: readonly string[]): Promise<Reply>;
  /** Presses that button, and says that it has another custom_id. */
  forges(seen: Message | Reply, label: string, customId: string): Promise<Reply>;
  /** A user command's name and on whom. */
  contextMenu(name: string, target: string, channel?: string): Promise<Reply>;
  /** Sends a modal, filled by label or custom_id; what is not named keeps what stood in it. */
  fillIn(modal: Modal | Reply, filled: Filled): Promise<Reply>;
  /** Completions while `option` is being typed. */
  completes(
    channel: string,
    name: string,
    option: string,
    typed: string,
    others?: Options,
  ): Promise<Choice[]>;
};

/** A REST request that reached Discord. */
export type UploadedFile = { readonly name: string; readonly content: string };

export type Recorded = {
  readonly method: string;
  /** After `/api/v10`, without the query: `/channels/1/messages`. */
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  /** What was uploaded with it. */
  readonly files: readonly UploadedFile[];
  readonly at: number;
  /** Of the answer; 0: there was none. */
  status: number;
};

// `POST /channels/*/messages` with `*` for anything up to the next slash, or a pattern for such a line.
export type Matcher = string | RegExp;

export type Fault = {
  readonly status?: number;
  /** Discord's error code. */
  readonly code?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds, of a 429. */
  readonly retryAfter?: number;
  /** Of a 429: `user` unless told. */
  readonly scope?: 'user' | 'global' | 'shared';
  /** `request`: nothing is done; `answer`: it is done, but the answer gets lost. */
  readonly drop?: 'request' | 'answer';
  /** Milliseconds before it is handled. Alone: the request is slow, nothing else. */
  readonly after?: number;
  /** How many requests it meets; 1 unless told. */
  readonly times?: number;
};
