import type { webApi } from '@slack/bolt';
import { type Clock, SECOND } from '../../../src/clock.ts';
import type { Token } from '../../../src/ports/inbox.ts';
import { within } from '../../../src/within.ts';
import { personId } from './ids.ts';

/** As the manifest names them. */
export const NEW_MEETING = 'new_meeting';
export const MEETING_WITH_THREAD = 'meeting_with_thread';

type Thread = {
  readonly team: string;
  readonly asker: string;
  readonly channel: string;
  /** Its first message, and who wrote the one that was chosen. */
  readonly ts: string;
  readonly author: string | null;
};

/** The form has to open within 3 s: a thread that takes longer to read is not waited for. */
const READ = 0.8 * SECOND;

/** `new` and everybody who wrote in the thread; where the bot cannot read it, the author of the message alone. */
export async function newWithThread(
  client: webApi.WebClient,
  clock: Clock,
  thread: Thread,
): Promise<readonly Token[]> {
  const { team, asker, channel, ts, author } = thread;
  const writers = new Set(author ? [author] : []);
  try {
    const read = await within(clock, READ, client.conversations.replies({ channel, ts, limit: 200 }));
    for (const { user, bot_id } of read?.messages ?? []) if (user && !bot_id) writers.add(user);
  } catch {
    // The bot is not in that channel: then people are added by hand.
  }
  writers.delete(asker);
  return [
    'new',
    ...[...writers].map((user) => ({ kind: 'person', foreignId: personId(team, user) }) as const),
  ];
}
