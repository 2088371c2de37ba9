import { menuData, resolvedOf, slashData } from './command-data.ts';
import { flatten, isSelect, components as list, TYPE } from './component.ts';
import { fillIn } from './fill-in.ts';
import type { Gateway } from './gateway.ts';
import { BITS, channelPermissions, may } from './permissions.ts';
import type { Replies } from './replies.ts';
import type { Channel, DiscordState, Interaction, StoredMessage } from './state.ts';
import type { Json, Message, Modal, Person, Reply } from './types.ts';
import { channelJson, memberJson, messageJson, userJson } from './wire.ts';

/** What people do in Discord, as Discord tells it to the bot. */
export class Acts {
  readonly #state: DiscordState;
  readonly #gateway: Gateway;
  readonly #replies: Replies;
  #last: Interaction | null = null;

  constructor(state: DiscordState, gateway: Gateway, replies: Replies) {
    this.#state = state;
    this.#gateway = gateway;
    this.#replies = replies;
  }

  person(user: string): Person {
    return {
      id: user,
      slash: async (where, name, options = {}) => {
        const channel = this.#place(user, where);
        const data = slashData(this.#state, { guild: channel.guild, name, options, focused: null });
        return this.#replies.of(this.#interact(user, channel, 2, data));
      },
      completes: async (where, name, option, typed, others = {}) => {
        const channel = this.#place(user, where);
        const options = { ...others, [option]: typed };
        const data = slashData(this.#state, { guild: channel.guild, name, options, focused: option });
        return this.#replies.choicesOf(this.#interact(user, channel, 4, data));
      },
      contextMenu: async (name, target, where) => {
        const channel = where === undefined ? this.#anyPlace(user, target) : this.#place(user, where);
        const data = menuData(this.#state, channel.guild, name, target);
        return this.#replies.of(this.#interact(user, channel, 2, data));
      },
      press: async (seen, label, values) => this.#press(user, seen, label, values),
      forges: async (seen, label, customId) => this.#press(user, seen, label, undefined, customId),
      fillIn: async (modal, filled) => {
        const shown = modalOf(modal);
        const opened = [...this.#state.interactions.values()].find(({ id }) => id === shown.interaction);
        if (!opened || opened.user !== user) throw new Error(`${user} does not see this modal`);
        const { components, named } = fillIn(shown, filled);
        const resolved = resolvedOf(this.#state, opened.guild, named);
        const data = { custom_id: shown.customId, components, ...(named.length > 0 ? { resolved } : {}) };
        const channel = this.#state.channel(opened.channel);
        return this.#replies.of(this.#interact(user, channel, 5, data, opened.source));
      },
    };
  }

  async redeliver(): Promise<void> {
    const last = this.#last;
    if (!last) throw new Error('nothing was delivered');
    last.repeated = true;
    let tried = false;
    const once = this.#replies.until(
      last.id,
      () => {
        const now = tried;
        tried = true; // `until` looks once before anything comes
        return now;
      },
      500, // milliseconds; who has seen it need not try again
    );
    this.#gateway.dispatch('INTERACTION_CREATE', last.payload);
    await once;
  }

  #press(
    user: string,
    seen: Message | Reply,
    label: string,
    values?: readonly string[],
    forged?: string,
  ): Promise<Reply> {
    const message = this.#state.message(messageOf(seen).id);
    if (!message || (message.only !== null && message.only !== user))
      throw new Error(`${user} does not see this message`);
    const parts = flatten(list.parse(message.components));
    const part = parts.find(
      ({ type, custom_id, label: text, placeholder }) =>
        (type === TYPE.button || type < TYPE.section) && [custom_id, text, placeholder].includes(label),
    );
    if (!part?.custom_id) throw new Error(`the message has no button ${label}`);
    if (part.disabled) throw new Error(`${label} is disabled`);
    const channel = this.#place(user, message.channel);
    const chosen = values ?? [];
    const plain = part.type === TYPE.stringSelect || !isSelect(part);
    const resolved = plain ? undefined : resolvedOf(this.#state, channel.guild, chosen);
    const data = {
      component_type: part.type,
      custom_id: forged ?? part.custom_id,
      id: part.id,
      ...(isSelect(part) ? { values: chosen } : {}),
      ...(resolved ? { resolved } : {}),
    };
    return this.#replies.of(this.#interact(user, channel, 3, data, message));
  }

  /** The channel, where the person can see it; `dm`: the private chat with the bot. */
  #place(user: string, where: string): Channel {
    const channel = where === 'dm' ? this.#state.openDm(user) : this.#state.channel(where);
    if (!may(this.#state, channel, user, BITS.viewChannel)) throw new Error(`${user} does not see ${where}`);
    return channel;
  }

  /** A channel of a guild that both are in. */
  #anyPlace(user: string, target: string): Channel {
    for (const channel of this.#state.channels.values()) {
      const guild = channel.guild === null ? null : this.#state.guild(channel.guild);
      if (guild?.here && guild.members.has(target) && may(this.#state, channel, user, BITS.viewChannel))
        return channel;
    }
    throw new Error(`${user} and ${target} share no channel`);
  }

  #interact(
    user: string,
    channel: Channel,
    type: Interaction['type'],
    data: Json,
    source: StoredMessage | null = null,
  ): Interaction {
    const state = this.#state;
    const [id, token] = [state.id(), `aW50ZXJhY3Rpb246${state.id()}`];
    const { locale } = state.user(user);
    const { guild } = channel;
    const permissions = String(channelPermissions(state, channel, user));
    const {
      mute: _,
      deaf: __,
      ...member
    } = guild === null ? {} : memberJson(state, state.member(guild, user));
    const payload: Json = {
      id,
      token,
      type,
      version: 1,
      application_id: state.applicationId,
      data,
      channel_id: channel.id,
      channel: { ...channelJson(state, channel), permissions },
      app_permissions: String(channelPermissions(state, channel, state.botUser)),
      locale,
      entitlements: [],
      attachment_size_limit: 10_485_760,
      authorizing_integration_owners: { '0': guild ?? '0' }, // 0: installed in a guild
      context: guild === null ? 1 : 0,
      ...(guild === null
        ? { user: userJson(state.user(user)) }
        : {
            guild_id: guild,
            guild: { id: guild, locale: 'en-US', features: [] },
            guild_locale: 'en-US',
            member: { ...member, permissions },
          }),
      ...(source ? { message: messageJson(state, source) } : {}),
    };
    const interaction: Interaction = {
      id,
      token,
      type,
      user,
      channel: channel.id,
      guild,
      at: state.now(),
      payload,
      source,
      answered: null,
      late: false,
      original: null,
      loading: false,
      repeated: false,
    };
    state.interactions.set(token, interaction);
    this.#last = interaction;
    this.#gateway.dispatch('INTERACTION_CREATE', payload);
    return interaction;
  }
}

function messageOf(seen: Message | Reply): Message {
  const message = 'kind' in seen ? seen.message : seen;
  if (!message) throw new Error('the answer was no message');
  return message;
}

function modalOf(seen: Modal | Reply): Modal {
  const modal = 'kind' in seen ? seen.modal : seen;
  if (!modal) throw new Error('the answer was no modal');
  return modal;
}
