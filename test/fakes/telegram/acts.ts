import type { News } from './news.ts';
import { type Group, type Stored, shown, type TelegramState, type User } from './state.ts';
import { typedText } from './typed-text.ts';
import type { Button, Message, Person, Seen, Typed } from './types.ts';
import type { Updates } from './updates.ts';
import { wireGroup, wireMessage, wireUser } from './wire.ts';

/** Who writes for an anonymous administrator and for a channel, and what stands there. */
const BEHALF = {
  group: { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' },
  channel: { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' },
};

export type Settle = {
  /** Once the bot is done with an update. */
  update(id: number): Promise<void>;
  /** Once the bot answered a press, or took too long. */
  query(id: string): Promise<void>;
};

/** What people do in Telegram, as it tells it to the bot. */
export class Acts {
  readonly #state: TelegramState;
  readonly #updates: Updates;
  readonly #news: News;
  readonly #settle: Settle;

  constructor(state: TelegramState, updates: Updates, news: News, settle: Settle) {
    this.#state = state;
    this.#updates = updates;
    this.#news = news;
    this.#settle = settle;
  }

  as(id: number): Person {
    const user = this.#state.user(id);
    return {
      id,
      types: (chat, text, typed = {}) => this.#seeing(id, () => this.#types(user, chat, text, typed)),
      press: (message, button) => this.#press(user, message, button),
      forges: (message, data) => this.#query(user, this.#seen(user, message), data),
      start: (payload) => this.#seeing(id, () => this.#start(user, payload)),
      openUrl: (link) => this.#seeing(id, () => this.#start(user, this.#payloadOf(link))),
      sharesUsers: (users) => this.#seeing(id, () => this.#shares(user, users)),
      blocks: () =>
        this.#seeing(id, () => {
          if (user.chat !== 'open') throw new Error(`${user.name} has no chat with the bot`);
          user.chat = 'blocked';
          return this.#news.privateStatus(id, 'kicked');
        }),
      unblocks: () => this.#seeing(id, () => this.#unblocks(user)),
    };
  }

  #types(user: User, where: number | 'private', written: string, typed: Typed): number | null {
    const chat = where === 'private' ? user.id : where;
    if (chat > 0) {
      if (chat !== user.id) throw new Error('a private chat is with the bot');
      if (user.chat !== 'open') throw new Error(`${user.name} must press Start first`);
    }
    const group = chat < 0 ? this.#groupOf(user, chat) : null;
    if (typed.topic !== undefined && !group?.topics.has(typed.topic))
      throw new Error('there is no such topic');
    const mentioned = (typed.mentions ?? []).map((id) => this.#state.user(id));
    const { text, entities } = typedText(written, mentioned);
    const ephemeral = group !== null && this.#isEphemeral(text, user);
    const message = this.#state.write({
      chat,
      from: user.id,
      text,
      entities,
      topic: typed.topic ?? null,
      replyTo: typed.replyTo?.id ?? null,
      ephemeralFor: ephemeral ? this.#state.botId : null,
      rest: group ? this.#behalf(group, typed.behalf) : {},
    });
    if (group && !this.#isHeard(group, message)) return null;
    user.met = true;
    return this.#news.message(message);
  }

  #groupOf(user: User, chat: number): Group {
    const group = this.#state.group(chat);
    if (group.upgradedTo !== null) throw new Error(`${group.title} is now ${group.upgradedTo}`);
    if (!this.#state.isIn(group, user.id)) throw new Error(`${user.name} is not in ${group.title}`);
    return group;
  }

  #behalf(group: Group, behalf: Typed['behalf']) {
    if (behalf === undefined) return {};
    if (behalf === 'group') return { from: BEHALF.group, sender_chat: wireGroup(group) };
    const channel = { id: -1_001_000_000_001, type: 'channel', title: behalf.channel };
    return { from: BEHALF.channel, sender_chat: channel };
  }

  /** https://core.telegram.org/bots/features#privacy-mode */
  #isHeard(group: Group, { text, replyTo, chat }: Stored): boolean {
    const { botId, botUsername } = this.#state;
    if (!this.#state.isIn(group, botId)) return false;
    if (this.#state.readsAll || this.#state.botIsAdminOf(group)) return true;
    if (replyTo !== null && this.#state.find(chat, replyTo)?.from === botId) return true;
    const [, bot] = /^\/\w+(?:@(\w+))?/.exec(text) ?? [null, 'nobody'];
    return bot === undefined || new RegExp(`@${botUsername}\\b`, 'i').test(text);
  }

  /** Whether the text is a command that only its sender and the bot see: by the menu in their language, if there is one. */
  #isEphemeral(text: string, { language }: User): boolean {
    const [, command] = /^\/(\w+)/.exec(text) ?? [];
    const menus = [...this.#state.commands].filter(([scope]) => !scope.startsWith('all_private'));
    const own = menus.filter(([scope]) => language !== null && scope.endsWith(` ${language}`));
    return (own.length > 0 ? own : menus.filter(([scope]) => scope.endsWith(' '))).some(([, list]) =>
      list.some((one) => one.command === command && one.is_ephemeral === true),
    );
  }

  #seen(user: User, { chat, id, ephemeralFor }: Message): Stored {
    const message = this.#state.find(chat, id, ephemeralFor !== null);
    if (message && !message.deleted && this.#state.sees(user.id, message)) return message;
    throw new Error(`${user.name} does not see this message`);
  }

  async #press(user: User, pressed: Message, label: string): Promise<Seen> {
    const message = this.#seen(user, pressed);
    const { buttons } = shown(message);
    const button = buttons.find((one) => one.label === label) ?? buttons.find((one) => one.data === label);
    if (!button) {
      const all = buttons.map((one) => one.label).join(', ');
      throw new Error(`there is no button ${label}, only ${all}`);
    }
    return button.data === null ? { ...NOTHING, url: button.url } : this.#query(user, message, button.data);
  }

  async #query(user: User, message: Stored, data: string): Promise<Seen> {
    const id = String(9_000_000_000 + this.#state.next());
    const query = { id, user: user.id, chat: message.chat, at: this.#state.now(), message, answer: null };
    this.#state.queries.set(id, query);
    user.met = true;
    const update = () =>
      this.#updates.push('callback_query', {
        id,
        from: wireUser(user),
        message: wireMessage(this.#state, message),
        chat_instance: String(message.chat),
        data,
      });
    const seen = await this.#seeing(user.id, update, id);
    const answer = this.#state.queries.get(id)?.answer;
    if (!answer) return seen;
    const text = answer.text || null;
    const { modal, url } = answer;
    return { ...seen, answered: true, url, alert: modal ? text : null, toast: modal ? null : text };
  }

  #start(user: User, payload?: string): number | null {
    if (payload !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(payload)) {
      this.#state.violations.push(`a link to the bot cannot carry ${payload}`);
      throw new Error(`Telegram drops the payload ${payload}`);
    }
    this.#unblocks(user);
    user.chat = 'open';
    return this.#types(user, 'private', payload === undefined ? '/start' : `/start ${payload}`, {});
  }

  #unblocks(user: User): number | null {
    if (user.chat !== 'blocked') return null;
    user.chat = 'open';
    return this.#news.privateStatus(user.id, 'member');
  }

  #payloadOf(link: string | Button | Seen): string | undefined {
    const url = typeof link === 'string' ? link : link.url;
    if (url === null || !URL.canParse(url)) throw new Error('there is no link to open');
    const { hostname, pathname, searchParams } = new URL(url);
    if (hostname !== 't.me' || pathname.slice(1).toLowerCase() !== this.#state.botUsername.toLowerCase())
      throw new Error(`${url} does not lead to the bot`);
    return searchParams.get('start') ?? undefined;
  }

  #shares(user: User, users: readonly number[]): number | null {
    const asking = this.#state
      .latestIn(user.id)
      .findLast((one) => one.markup?.['keyboard'] || one.markup?.['remove_keyboard']);
    const asks = asking && !asking.deleted ? shown(asking).keys.find((key) => key.asks)?.asks : null;
    if (!asks) throw new Error(`no key asks ${user.name} for people`);
    if (users.length < 1 || users.length > asks.most)
      throw new Error(`the key asks for up to ${asks.most} people`);
    const shared = users.map((id) => {
      const { name, username } = this.#state.user(id);
      return { user_id: id, first_name: name, ...(username ? { username } : {}) };
    });
    const rest = { users_shared: { request_id: asks.requestId, users: shared } };
    return this.#news.message(this.#state.write({ chat: user.id, from: user.id, text: '', rest }));
  }

  /** Does something and looks at what changed for this person. */
  async #seeing(user: number, act: () => number | null, query?: string): Promise<Seen> {
    const since = this.#state.versions.length;
    const update = act();
    if (update !== null) await this.#settle.update(update);
    if (query !== undefined) await this.#settle.query(query);
    const news = this.#state.versions.slice(since);
    const fresh = new Set(news.filter((one) => one.edited === null && !one.deleted).map(keyOf));
    const changed = [...new Map(news.map((one) => [keyOf(one), one])).values()]
      .map(({ chat, id }) => this.#state.at(chat, id))
      .filter((one) => one !== null)
      .filter((one) => this.#state.sees(user, one));
    const mine = changed.filter((one) => one.from === this.#state.botId && !one.deleted);
    return {
      ...NOTHING,
      update,
      messages: mine.filter((one) => fresh.has(keyOf(one))).map(shown),
      edited: mine.filter((one) => !fresh.has(keyOf(one))).map(shown),
      deleted: changed.filter((one) => one.deleted && !fresh.has(keyOf(one))).map(shown),
    };
  }
}

const keyOf = ({ chat, id }: Stored) => `${chat} ${id}`;

const NOTHING: Seen = {
  update: null,
  messages: [],
  edited: [],
  deleted: [],
  alert: null,
  toast: null,
  url: null,
  answered: false,
};
