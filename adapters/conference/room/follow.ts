import type { SSEStreamingApi } from 'hono/streaming';
import { type Clock, SECOND } from '../../../src/clock.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { Present } from '../../../src/ports/store/presence.ts';
import type { RoomPass } from './room-pass.ts';
import { viewOf } from './view.ts';
import type { Watch } from './watch.ts';

/**
 * Milliseconds between heartbeats (see `Attendance.renew`). They start at the server, because browsers slow down
 * the timers of a page in the background, but not its events.
 */
const BEAT = 15 * SECOND;

/** Sends one person what they see of the call whenever it changes, until they go or the call is over. */
export async function follow(
  stream: SSEStreamingApi,
  me: RoomPass,
  page: string,
  words: Catalogue,
  watch: Watch,
  clock: Clock,
): Promise<void> {
  const gone = new AbortController();
  let shown = '';
  const moved = () => void stream.writeSSE({ event: 'moved', data: '' }).finally(() => gone.abort());
  async function show(present: readonly Present[] | null): Promise<void> {
    if (present === null) {
      await stream.writeSSE({ event: 'ended', data: '' });
      return gone.abort();
    }
    const own = present.find(({ personKey }) => personKey === me.personKey);
    if (own && own.admittedAt !== me.admittedAt) return moved();
    const data = JSON.stringify(await viewOf(present, me, words));
    if (data === shown) return;
    shown = data;
    await stream.writeSSE({ event: 'view', data });
  }
  stream.onAbort(() => gone.abort());
  const told = (from: string, data: unknown) =>
    void stream.writeSSE({ event: 'signal', data: JSON.stringify({ from, data }) });
  watch.follow(me, page, { seen: (present) => void show(present), told, moved }, gone.signal);
  while (!gone.signal.aborted) {
    await stream.writeSSE({ event: 'beat', data: '' });
    await clock.sleep(BEAT, gone.signal);
  }
}
