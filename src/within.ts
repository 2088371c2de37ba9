import type { Clock } from './clock.ts';

/** What `pending` comes to, or null when that takes longer than `ms` milliseconds. */
export async function within<Result>(
  clock: Clock,
  ms: number,
  pending: Promise<Result>,
): Promise<Result | null> {
  const timer = new AbortController();
  try {
    return await Promise.race([pending, clock.sleep(ms, timer.signal).then(() => null)]);
  } finally {
    timer.abort('done'); // without a reason Node makes an error of it, which takes longer than all of this
  }
}
