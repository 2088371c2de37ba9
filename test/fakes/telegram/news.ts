import type { Group, Status, Stored, TelegramState } from './state.ts';
import type { Json } from './types.ts';
import type { Updates } from './updates.ts';
import { wireChat, wireGroup, wireMember, wireMessage, wireUser } from './wire.ts';
import { groupId } from './world.ts';

/** What happens in groups, as Telegram tells the bot. */
export class News {
  readonly #state: TelegramState;
  readonly #updates: Updates;

  constructor(state: TelegramState, updates: Updates) {
    this.#state = state;
    this.#updates = updates;
  }

  /** The id of the update; null: the bot gets none. */
  message(message: Stored): number | null {
    return this.#updates.push('message', wireMessage(this.#state, message));
  }

  /** Somebody is something else in a group from now on. */
  status(group: Group, id: number, to: Status, by: number): void {
    const user = this.#state.user(id);
    const from = group.members.get(id) ?? 'left';
    group.members.set(id, to);
    if (from === to) return;
    const bot = id === this.#state.botId;
    const there = this.#state.isIn(group, this.#state.botId);
    if (there) user.met = true;
    if (bot || this.#state.botIsAdminOf(group)) {
      this.#updates.push(bot ? 'my_chat_member' : 'chat_member', {
        chat: wireGroup(group),
        from: wireUser(this.#state.user(by)),
        date: this.#state.seconds(),
        old_chat_member: wireMember(user, from),
        new_chat_member: wireMember(user, to),
      });
    }
    const was = ['left', 'kicked'].includes(from);
    const is = ['left', 'kicked'].includes(to);
    if (was === is) return;
    const about: Json = is ? { left_chat_member: wireUser(user) } : { new_chat_members: [wireUser(user)] };
    this.#service(group, by, about);
  }

  /** The bot is in somebody's private chat from now on, or is not. */
  privateStatus(user: number, to: 'member' | 'kicked'): number | null {
    const bot = this.#state.user(this.#state.botId);
    return this.#updates.push('my_chat_member', {
      chat: wireChat(this.#state, user),
      from: wireUser(this.#state.user(user)),
      date: this.#state.seconds(),
      old_chat_member: wireMember(bot, to === 'kicked' ? 'member' : 'kicked'),
      new_chat_member: wireMember(bot, to),
    });
  }

  /** A new topic: its first message gives it its id. */
  topic(group: Group, name: string): number {
    if (!group.forum) throw new Error(`${group.title} has no topics`);
    const id = this.#state.next();
    group.topics.set(id, name);
    const rest = { forum_topic_created: { name, icon_color: 7322096 } };
    this.#state.write({ id, chat: group.id, from: ownerOf(group), text: '', topic: id, rest });
    return id;
  }

  /** A basic group becomes a supergroup. */
  upgrade(old: Group): Group {
    if (old.kind === 'supergroup' || old.upgradedTo !== null) throw new Error(`${old.id} is no basic group`);
    const state = this.#state;
    const id = groupId(state, 'supergroup');
    const group: Group = { ...old, id, kind: 'supergroup', members: new Map(old.members), topics: new Map() };
    state.groups.set(id, group);
    old.upgradedTo = id;
    const by = ownerOf(old);
    this.#service(old, by, { migrate_to_chat_id: id });
    this.#service(group, by, { migrate_from_chat_id: old.id });
    return group;
  }

  #service(group: Group, from: number, rest: Json): void {
    const message = this.#state.write({ chat: group.id, from, text: '', rest });
    if (this.#state.isIn(group, this.#state.botId)) this.message(message);
  }
}

/** Whoever is at the top. */
export function ownerOf(group: Group): number {
  const [first] = group.members.keys();
  const [owner = first] = [...group.members].find(([, status]) => status === 'creator') ?? [];
  if (owner === undefined) throw new Error(`nobody is in ${group.title}`);
  return owner;
}
