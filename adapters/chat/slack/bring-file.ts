import type { webApi } from '@slack/bolt';
import { SECOND } from '../../../src/clock.ts';
import type { Log } from '../../../src/log.ts';
import type { Answer } from '../../../src/messages/answer.ts';
import { note, text as textSpan } from '../../../src/messages/blocks.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import { type CalendarFile, calendarFile } from '../../../src/time/calendar-file.ts';
import { deliveryError } from './errors.ts';

type Reader = { readonly user: string; readonly text: Promise<Catalogue> };
type Parts = { readonly client: webApi.WebClient; readonly log: Log };

/**
 * The answer with its file brought: no answer in place can hold one in Slack, so it goes into the reader's direct
 * messages, and the answer says so.
 */
export async function bringFile(pending: Promise<Answer>, reader: Reader, parts: Parts): Promise<Answer> {
  const answer = await pending;
  if (answer.kind !== 'private' || !answer.message.calendar) return answer;
  const { calendar, ...message } = answer.message;
  const { chat } = await reader.text;
  const file = calendarFile(calendar);
  const sent = await upload(file, reader.user, parts);
  const said = note(textSpan(sent ? chat.fileInPrivate(file.name) : chat.fileNotSent));
  return { ...answer, message: { ...message, blocks: [...message.blocks, said] } };
}

/** https://docs.slack.dev/messaging/working-with-files#upload */
async function upload({ name, text }: CalendarFile, user: string, { client, log }: Parts): Promise<boolean> {
  try {
    const { channel } = await client.conversations.open({ users: user });
    const body = Buffer.from(text);
    const place = await client.files.getUploadURLExternal({ filename: name, length: body.length });
    if (!channel?.id || !place.upload_url || !place.file_id) throw new TypeError('slack gave no place');
    const taken = await fetch(place.upload_url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body,
      signal: AbortSignal.timeout(10 * SECOND),
    });
    await taken.arrayBuffer();
    if (!taken.ok) throw new TypeError('slack took no file');
    await client.files.completeUploadExternal({
      files: [{ id: place.file_id, title: name }],
      channel_id: channel.id,
    });
    return true;
  } catch (error) {
    // An app that was installed before it sent files lacks files:write.
    log.info({ reason: deliveryError(error).reason }, 'slack took no calendar file');
    return false;
  }
}
