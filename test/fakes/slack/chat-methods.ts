import { z } from 'zod';
import { type Block, checkBlocks } from './blocks.ts';
import { type Call, flag, type Method, page, refused, text } from './call.ts';
import type { Channel, Message } from './state.ts';

const metadata = z.object({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});
const LONGEST_TEXT = 40_000;
const LONGEST_UPDATE = 4000;

/** Where the bot may write; a string: why not. */
function placeOf({ state, args, team }: Call): Channel | string {
  const id = text(args, 'channel');
  const user = state.users.get(id);
  if (user) {
    if (user.team !== team.id || user.dmClosed) return 'channel_not_found';
    if (user.deleted) return 'user_disabled';
    return user.bot ? 'cannot_dm_bot' : state.dm(user);
  }
  const channel = state.channels.get(id);
  if (!channel || channel.team !== team.id) return 'channel_not_found';
  if (!channel.members.has(team.botUser))
    return channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found';
  if (channel.archived) return 'is_archived';
  if (channel.kind === 'dm') {
    const other = [...channel.members].map((one) => state.users.get(one)).find((one) => one && !one.bot);
    if (other?.dmClosed) return 'channel_not_found';
    if (other?.deleted) return 'user_disabled';
  }
  return channel;
}

type Content = Pick<Message, 'text' | 'blocks' | 'attached'>;

const attachments = z.array(z.looseObject({ fallback: z.string().optional(), blocks: z.unknown() }));

/** `blocks` are all that are seen: those of the attachments stand below the others. */
function contentOf({ args }: Call, old?: Content): Content | { error: string; why?: string } {
  const words = text(args, 'text');
  const own = args['blocks'] === undefined ? null : checkBlocks(args['blocks'], 'message');
  if (own && !own.ok) return { error: 'invalid_blocks', why: own.why };
  const attached = attachedBlocks(args['attachments'], old?.attached ?? []);
  if (typeof attached === 'string') return { error: 'invalid_attachments', why: attached };
  if (!words && !own?.blocks.length && attached.length === 0) return { error: 'no_text' };
  if (words.length > LONGEST_TEXT) return { error: 'msg_too_long' };
  return { text: words, blocks: [...(own?.blocks ?? []), ...attached], attached };
}

/** An edit that does not mention attachments keeps those that there are. A string: what is wrong. */
function attachedBlocks(given: unknown, old: readonly Block[]): readonly Block[] | string {
  if (given === undefined) return old;
  const parsed = attachments.safeParse(given);
  if (!parsed.success) return 'no list of attachments';
  const checked = parsed.data.map(({ blocks }) => checkBlocks(blocks, 'message'));
  const wrong = checked.find(({ ok }) => !ok);
  if (wrong && !wrong.ok) return wrong.why;
  return checked.flatMap((one, at) =>
    one.ok ? one.blocks.map((block) => ({ ...block, block_id: `a${at}-${block.block_id}` })) : [],
  );
}

const shown = ({ ts, user, text: words, blocks, edited }: Message) => ({
  type: 'message',
  ts,
  user,
  text: words,
  blocks,
  ...(edited ? { edited: { user, ts } } : {}),
});

const postMessage: Method = (call) => {
  const { state, args, team } = call;
  const place = placeOf(call);
  if (typeof place === 'string') return refused(place);
  const content = contentOf(call);
  if ('error' in content) return refused(content.error, content.why);
  const about = args['metadata'] === undefined ? null : metadata.safeParse(args['metadata']);
  if (about && !about.success) return refused('invalid_metadata_format');
  const message = state.put({
    ...content,
    ts: state.ts(),
    channel: place.id,
    user: team.botUser,
    metadata: about?.data ?? null,
    thread: text(args, 'thread_ts') || null,
    edited: false,
  });
  return { ok: true, channel: place.id, ts: message.ts, message: shown(message) };
};

const update: Method = (call) => {
  const { state, args, team } = call;
  const place = placeOf(call);
  if (typeof place === 'string') return refused(place);
  const old = state.messages.find(({ ts, channel }) => ts === text(args, 'ts') && channel === place.id);
  if (!old) return refused('message_not_found');
  if (old.user !== team.botUser) return refused('cant_update_message');
  if (text(args, 'text').length > LONGEST_UPDATE) return refused('msg_too_long');
  const content = contentOf(call, old);
  if ('error' in content) return refused(content.error, content.why);
  const message = state.put({ ...old, ...content, edited: true });
  return { ok: true, channel: place.id, ts: message.ts, text: message.text, message: shown(message) };
};

const postEphemeral: Method = (call) => {
  const { state, args, team } = call;
  const place = placeOf(call);
  if (typeof place === 'string') return refused(place);
  const to = text(args, 'user');
  if (!place.members.has(to)) return refused('user_not_in_channel');
  const content = contentOf(call);
  if ('error' in content) return refused(content.error, content.why);
  const ts = state.ts();
  const rest = { ts, channel: place.id, user: team.botUser, metadata: null, thread: null, edited: false };
  state.ephemerals.push({ ...content, ...rest, to });
  return { ok: true, message_ts: ts };
};

const remove: Method = (call) => {
  const { state, args } = call;
  const at = state.messages.findIndex(
    ({ ts, channel }) => ts === text(args, 'ts') && channel === text(args, 'channel'),
  );
  if (at < 0) return refused('message_not_found');
  state.messages.splice(at, 1);
  return { ok: true };
};

const reading =
  (
    choose: (message: Message, call: Call) => boolean,
    order: (list: readonly Message[]) => readonly Message[],
  ): Method =>
  (call) => {
    const { state, args, team } = call;
    const channel = state.channels.get(text(args, 'channel'));
    if (!channel || channel.team !== team.id) return refused('channel_not_found');
    if (!channel.members.has(team.botUser)) return refused('not_in_channel');
    const all = state.messages.filter((message) => message.channel === channel.id && choose(message, call));
    const { items, next } = page(order(all), args, 999);
    const withMetadata = flag(args, 'include_all_metadata');
    return {
      ok: true,
      messages: items.map((message) => ({
        ...shown(message),
        ...(message.user === team.botUser ? { bot_id: `B${team.botUser}` } : {}),
        ...(message.thread ? { thread_ts: message.thread } : {}),
        ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
      })),
      has_more: next !== '',
      response_metadata: { next_cursor: next },
    };
  };

export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.postEphemeral': postEphemeral,
  'chat.delete': remove,
  'conversations.history': reading(
    (message, { args }) =>
      (message.thread === null || message.thread === message.ts) &&
      Number(message.ts) >= Number(text(args, 'oldest') || 0),
    (list) => list.toReversed(),
  ),
  'conversations.replies': reading(
    (message, { args }) => [message.ts, message.thread].includes(text(args, 'ts')),
    (list) => list,
  ),
};
