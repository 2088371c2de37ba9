import { type Method, refused, text } from './call.ts';
import type { Reply } from './loopback.ts';
import type { SlackState } from './state.ts';

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal */
const getUploadURLExternal: Method = ({ state, args, team, base }) => {
  const [name, length] = [text(args, 'filename'), Number(text(args, 'length'))];
  if (name === '' || !(length > 0)) return refused('invalid_arguments');
  const file = { id: state.id('F'), team: team.id, name, length, content: null };
  state.uploads.set(file.id, file);
  return { ok: true, upload_url: `${base}/upload/v1/${file.id}`, file_id: file.id };
};

/** Whoever has the address may bring the file; Slack answers in plain text. */
export function takeFile(state: SlackState, path: string, content: string): Reply {
  const file = state.uploads.get(path.split('/').at(-1) ?? '');
  if (!file || Buffer.byteLength(content) !== file.length) return { status: 400, body: 'Bad Request' };
  file.content = content;
  return { status: 200, body: `OK - ${file.length}` };
}

/** https://docs.slack.dev/reference/methods/files.completeUploadExternal: shared into one channel, which may be a direct message. */
const completeUploadExternal: Method = ({ state, args, team }) => {
  const asked: unknown = JSON.parse(text(args, 'files') || '[]');
  const ids = Array.isArray(asked) ? asked.map((one: { id?: unknown }) => String(one.id)) : [];
  const files = ids.flatMap((id) => state.uploads.get(id) ?? []);
  if (files.length === 0 || files.length < ids.length) return refused('file_not_found');
  if (files.some((file) => file.team !== team.id || file.content === null)) return refused('file_not_found');
  const channel = state.channels.get(text(args, 'channel_id'));
  if (!channel || channel.team !== team.id) return refused('channel_not_found');
  if (!channel.members.has(team.botUser)) return refused('not_in_channel');
  state.put({
    text: text(args, 'initial_comment'),
    blocks: [],
    ts: state.ts(),
    channel: channel.id,
    user: team.botUser,
    metadata: null,
    thread: null,
    edited: false,
    files,
  });
  return { ok: true, files: files.map(({ id, name }) => ({ id, title: name })) };
};

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUploadURLExternal,
  'files.completeUploadExternal': completeUploadExternal,
};
