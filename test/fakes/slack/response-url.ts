import { checkBlocks } from './blocks.ts';
import { type Arguments, flag, text } from './call.ts';
import type { SlackState } from './state.ts';

/** Answers an interaction by its link: status and text as Slack says them. */
export function respond(state: SlackState, id: string, args: Arguments): { status: number; body: string } {
  const link = state.responses.get(id);
  if (!link || state.now() > link.expires) return { status: 404, body: 'expired_url' };
  if (link.left === 0) return { status: 404, body: 'used_url' };
  link.left -= 1;
  if (flag(args, 'delete_original')) {
    remove(state, link.ts);
    return { status: 200, body: 'ok' };
  }
  const checked = args['blocks'] === undefined ? null : checkBlocks(args['blocks'], 'message');
  if (checked && !checked.ok) return { status: 400, body: 'invalid_blocks' };
  const words = text(args, 'text');
  if (!words && !checked?.blocks.length) return { status: 400, body: 'no_text' };
  show(state, link, args, words, checked?.blocks ?? []);
  return { status: 200, body: 'ok' };
}

type Shown = { readonly user: string; readonly channel: string; readonly ts: string | null };

function show(
  state: SlackState,
  to: Shown,
  args: Arguments,
  words: string,
  blocks: Parameters<SlackState['put']>[0]['blocks'],
): void {
  const bot = state.team(state.user(to.user).team).botUser;
  const message = {
    ts: state.ts(),
    channel: to.channel,
    user: bot,
    text: words,
    blocks,
    metadata: null,
    thread: null,
    edited: false,
  };
  const replaces = flag(args, 'replace_original') && to.ts !== null;
  const at = state.ephemerals.findIndex(({ ts }) => ts === to.ts);
  const original = state.messages.find(({ ts, channel }) => ts === to.ts && channel === to.channel);
  if (replaces && at >= 0) {
    state.ephemerals[at] = { ...message, ts: to.ts ?? message.ts, to: to.user };
  } else if (replaces && original) {
    state.put({ ...original, text: words, blocks, edited: true });
  } else if (text(args, 'response_type') === 'in_channel') {
    state.put(message);
  } else {
    state.ephemerals.push({ ...message, to: to.user });
  }
}

function remove(state: SlackState, original: string | null): void {
  for (const list of [state.ephemerals, state.messages]) {
    const at = list.findIndex(({ ts }) => ts === original);
    if (at >= 0) list.splice(at, 1);
  }
}
