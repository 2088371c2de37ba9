import { bodyOf, type Call, type Context } from './call.ts';
import { EPHEMERAL } from './check-message.ts';
import { type Answer, NO_CONTENT, ok, refusal } from './errors.ts';
import { BITS, may } from './permissions.ts';
import type { Channel, DiscordState, StoredMessage } from './state.ts';
import { channelJson, messageJson, threadMemberJson } from './wire.ts';
import { change, readMessage } from './write-message.ts';

/** For so long the same nonce is the same message: "the past few minutes" (discord.com/developers/docs/resources/message). */
const NONCE_LIFE = 5 * 60_000;

export function openDm(context: Context, call: Call): Answer {
  const { state, limiter } = context;
  const user = state.users.get(String(bodyOf(call)['recipient_id']));
  if (!user || user.id === state.botUser) return refusal(50033);
  if (user.bot) return refusal(50007);
  if (!state.dmOf(user.id) && !limiter.mayOpen()) return refusal(40003);
  return ok(channelJson(state, state.openDm(user.id)));
}

export const getChannel = (context: Context, call: Call): Answer =>
  seen(context.state, call.at(0), (channel) => ok(channelJson(context.state, channel)));

export function postMessage(context: Context, call: Call): Answer {
  const { state } = context;
  return seen(state, call.at(0), (channel) => {
    const barred = barredFrom(state, channel);
    if (barred) return barred;
    const read = readMessage(context, call.body);
    if (!read.ok) return read.answer;
    const { enforce, ...written } = read.message;
    if (written.flags & EPHEMERAL) {
      context.violate('only answers to interactions can be ephemeral');
      written.flags &= ~EPHEMERAL;
    }
    const first = enforce && written.nonce !== null ? recent(state, channel, written.nonce) : null;
    const message =
      first ??
      state.put({ ...written, channel: channel.id, author: state.botUser, only: null, interaction: null });
    return ok({
      ...messageJson(state, message),
      ...(written.nonce === null ? {} : { nonce: written.nonce }),
    });
  });
}

/** Newest first, as the nonce is not kept. */
export function listMessages(context: Context, call: Call): Answer {
  const { state } = context;
  return seen(state, call.at(0), (channel) => {
    if (!may(state, channel, state.botUser, BITS.readHistory)) return ok([]);
    const limit = Number(call.query.get('limit') ?? 50);
    const [before, after] = [call.query.get('before'), call.query.get('after')];
    const between = state
      .messagesIn(channel.id)
      .filter(({ id }) => (!before || BigInt(id) < BigInt(before)) && (!after || BigInt(id) > BigInt(after)));
    const page = after ? between.slice(0, limit) : between.slice(-limit);
    return ok(page.toReversed().map((message) => messageJson(state, message)));
  });
}

export const getMessage = (context: Context, call: Call): Answer =>
  found(context.state, call, (message) => ok(messageJson(context.state, message)));

export function editMessage(context: Context, call: Call): Answer {
  const { state } = context;
  return found(state, call, (message) => {
    if (message.author !== state.botUser) return refusal(50005);
    const barred = barredFrom(state, state.channel(message.channel));
    if (barred) return barred;
    const read = readMessage(context, call.body, message);
    if (!read.ok) return read.answer;
    change(context, message, read.message);
    return ok(messageJson(state, message));
  });
}

export function deleteMessage(context: Context, call: Call): Answer {
  const { state } = context;
  return found(state, call, (message) => {
    if (message.author !== state.botUser) return refusal(50013);
    state.remove(message);
    return NO_CONTENT;
  });
}

/** Only with the privileged members intent. */
export const listThreadMembers = (context: Context, call: Call): Answer =>
  seen(context.state, call.at(0), (channel) => {
    if (!context.membersIntent) return refusal(50001);
    return ok([...channel.people].map((user) => threadMemberJson(channel, user)));
  });

export const getThreadMember = (context: Context, call: Call): Answer =>
  seen(context.state, call.at(0), (channel) => {
    const user = call.at(1);
    return channel.people.has(user) ? ok(threadMemberJson(channel, user)) : refusal(10007);
  });

/** The channel, where the bot sees it. */
function seen(state: DiscordState, id: string, then: (channel: Channel) => Answer): Answer {
  const channel = state.channels.get(id);
  if (!channel) return refusal(10003);
  return may(state, channel, state.botUser, BITS.viewChannel) ? then(channel) : refusal(50001);
}

/** Ephemeral messages are found by no channel. */
function found(state: DiscordState, call: Call, then: (message: StoredMessage) => Answer): Answer {
  return seen(state, call.at(0), (channel) => {
    const message = state.message(call.at(1));
    return message?.channel === channel.id && message.only === null ? then(message) : refusal(10008);
  });
}

/** Why the bot may not write there. */
function barredFrom(state: DiscordState, channel: Channel): Answer | null {
  if (channel.recipient !== null) {
    const { dms, id } = state.user(channel.recipient);
    if (dms === 'closed') return refusal(50007);
    const shared = [...state.guilds.values()].some((guild) => guild.here && guild.members.has(id));
    return shared ? null : refusal(50278);
  }
  if (channel.type === 15) return refusal(50008);
  const bit = channel.parent === null ? BITS.sendMessages : BITS.sendInThreads;
  return may(state, channel, state.botUser, bit) ? null : refusal(50013);
}

const recent = (state: DiscordState, channel: Channel, nonce: string): StoredMessage | null =>
  state
    .messagesIn(channel.id)
    .find((message) => message.nonce === nonce && state.now() - message.at < NONCE_LIFE) ?? null;
