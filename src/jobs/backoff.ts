import { HOUR, MINUTE, SECOND } from '../clock.ts';
import type { RandomBytes } from '../random.ts';

const BASE = 2 * SECOND;
const LONGEST = 5 * MINUTE;

/** A number from 0 to just below 1. */
const fraction = (random: RandomBytes): number =>
  random(4).reduce((sum, byte) => sum * 256 + byte, 0) / 2 ** 32;

/**
 * Milliseconds to wait before the next try: anything up to two seconds, doubling with each failed try, five
 * minutes at most. Full jitter spreads the tries that one outage has bunched together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function backoff(attempts: number, random: RandomBytes): number {
  return Math.round(fraction(random) * Math.min(BASE * 2 ** attempts, LONGEST));
}

/** The breaker's pause after credentials were refused: a minute, doubling, an hour at most. */
export function breakerPause(attempts: number): number {
  return Math.min(MINUTE * 2 ** attempts, HOUR);
}
