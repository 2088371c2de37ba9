import { type Clock, MINUTE, SECOND, type Time } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { remember } from '../../../src/remember.ts';

/**
 * "If you open a significant amount of DMs too quickly, your bot may be rate limited or blocked from opening new
 * ones" (docs.discord.com/developers/resources/user#create-dm), and no number. So: not quite two in a second.
 */
const APART = 525;
/** A timer that fires late makes the next turn as much earlier, at most so much: else all that is late adds up. */
const CAUGHT_UP = 100;
/** A request that was answered after longer may have reached Discord late: the distance is kept from there. */
const ANSWERED = 300;
/** When Discord says that it was too fast, there is a pause, and then they come more slowly. */
const PAUSE = 10 * SECOND;
const SLOWEST = 8 * SECOND;
/** After so long without that, they come as at first. */
const FORGIVEN = 10 * MINUTE;
/** The longest wait in here. A few of the worker's hands are busy with it at most; the others write to whom they know. */
const NEAR = 2 * SECOND;
/** People whose time is remembered at most; who is forgotten gets another one. */
const APPOINTMENTS = 20_000;

/** When the next person may be written to for the first time: one at a time, and at a distance. */
export type Turns = {
  /** Does it once it is time. Throws DeliveryError: `later` where that is far away. */
  take<Result>(user: string, signal: AbortSignal, open: () => Promise<Result>): Promise<Result>;
  /** Discord says that it was too fast; when to come back. */
  tooFast(user: string, error: DeliveryError): DeliveryError;
};

/**
 * Whoever comes when it is nearly time stands in line, so that no turn is lost while others are late; the rest get a
 * time each, one after the other, at which to come back.
 */
export function createTurns(clock: Clock): Turns {
  const times = new Map<string, Time>();
  let apart = APART;
  /** When the next one may go. */
  let next: Time = 0;
  /** The last time that was given. */
  let last: Time = 0;
  let refusedAt: Time = Number.NEGATIVE_INFINITY;
  let line: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const untilNext = (): number => Math.max(0, next - clock.now());

  /** Who came at theirs in vain gets another one. */
  function comeBack(user: string): DeliveryError {
    const now = clock.now();
    const given = times.get(user);
    const end = now + untilNext() + waiting * apart;
    const at = given !== undefined && given > now ? given : Math.max(last + apart, end);
    last = Math.max(last, at);
    remember(times, user, at, APPOINTMENTS);
    return new DeliveryError('later', 'opened-too-fast', at - now, 'place');
  }

  /** By how many milliseconds the turn comes too late. */
  async function itsTurn(user: string, signal: AbortSignal): Promise<number> {
    const wait = untilNext();
    if (wait > NEAR) throw comeBack(user); // there is a pause since
    if (wait > 0) await clock.sleep(wait, signal);
    if (signal.aborted) throw new DeliveryError('failed', 'stopped');
    return wait > 0 ? Math.min(Math.max(0, clock.now() - next), CAUGHT_UP) : 0;
  }

  return {
    async take(user, signal, open) {
      if (untilNext() + waiting * apart > NEAR) throw comeBack(user);
      const before = line;
      const { promise: gone, resolve: go } = Promise.withResolvers<void>();
      line = gone;
      waiting += 1;
      try {
        await before;
        const late = await itsTurn(user, signal).finally(() => {
          waiting -= 1;
        });
        const now = clock.now();
        if (now > refusedAt + FORGIVEN) apart = APART;
        next = now - late + apart;
        times.delete(user);
        return await open().finally(() => {
          next = Math.max(next, clock.now() + apart - ANSWERED);
        });
      } finally {
        go();
      }
    },
    tooFast(user, { retryAfter }) {
      const now = clock.now();
      apart = Math.min(apart * 1.5, SLOWEST);
      refusedAt = now;
      next = Math.max(next, now + Math.max(PAUSE, retryAfter));
      return comeBack(user);
    },
  };
}
