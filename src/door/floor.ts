import type { Clock, Time } from '../clock.ts';

/**
 * Milliseconds from arrival to an answer that must not tell by its duration what it found: longer than any check
 * takes (3.5 µs showed whether an ID exists; SECURITY.md §1).
 */
const FLOOR = 300;
/** Nobody is told sooner because the program is about to stop. */
const NEVER = new AbortController().signal;

export const waitForFloor = (clock: Clock, arrived: Time): Promise<void> =>
  clock.sleep(arrived + FLOOR - clock.now(), NEVER);
