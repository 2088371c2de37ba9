import { z } from 'zod';
import { type Clock, MINUTE, SECOND, type Time } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { DiscordApi } from './api.ts';

/**
 * "If you open a significant amount of DMs too quickly, your bot may be rate limited or blocked from opening new
 * ones" (docs.discord.com/developers/resources/user#create-dm), and no number. So: not quite two in a second.
 */
const APART = 525;
/** When Discord says that it was too fast, there is a pause, and then they come more slowly. */
const PAUSE = 10 * SECOND;
const SLOWEST = 8 * SECOND;
/** After so long without that, they come as at first. */
const FORGIVEN = 10 * MINUTE;
/** How long a bot that may write to nobody new does not ask again: refused requests count against it. */
const QUARANTINE = 10 * MINUTE;
/** People remembered at most. A channel that is asked for again is the same one. */
const MOST = 20_000;

const Channel = z.object({ id: z.string() });

/** The channel between the bot and a person, opened when it is wanted first. */
export type PrivateChannels = {
  /** Throws DeliveryError: `later` when it is not yet time to open another one. */
  of(user: string, signal: AbortSignal): Promise<string>;
  /** It is no more. */
  forget(user: string): void;
};

export function createPrivateChannels(api: DiscordApi, clock: Clock): PrivateChannels {
  const known = new Map<string, string>();
  const turns = createTurns(clock);
  let quarantined: Time = 0;

  async function open(user: string, signal: AbortSignal): Promise<string> {
    if (clock.now() < quarantined) throw new DeliveryError('unreachable', 'quarantined');
    if (!turns.take(user)) throw new DeliveryError('later', 'opened-too-fast', turns.waitOf(user), 'place');
    try {
      const body = { recipient_id: user };
      const { data } = Channel.safeParse(await api.post('/users/@me/channels', { body, signal }));
      // Nothing was sent yet, whatever that was.
      if (!data) throw new DeliveryError('failed', 'unavailable');
      return data.id;
    } catch (error) {
      throw refused(user, error);
    }
  }

  function refused(user: string, error: unknown): unknown {
    if (!(error instanceof DeliveryError)) return error;
    switch (error.failure) {
      case 'later':
        if (error.scope !== 'place') return error;
        turns.tooFast(error.retryAfter);
        return new DeliveryError('later', error.reason, turns.waitOf(user), 'place');
      case 'ambiguous':
        // Opening twice is opening once: no message went out.
        return new DeliveryError('failed', error.reason);
      case 'unreachable':
        if (error.reason === 'quarantined') quarantined = clock.now() + QUARANTINE;
        return error;
      default:
        return error;
    }
  }

  return {
    async of(user, signal) {
      const before = known.get(user);
      if (before !== undefined) return before;
      const channel = await open(user, signal);
      remember(known, user, channel);
      return channel;
    },
    forget(user) {
      known.delete(user);
    },
  };
}

function remember<Value>(all: Map<string, Value>, key: string, value: Value): void {
  all.set(key, value);
  for (const oldest of all.keys()) {
    if (all.size <= MOST) break;
    all.delete(oldest);
  }
}

/**
 * When the next person may be written to for the first time. Whoever comes when it is time goes, so that no turn is
 * lost while others are late; the rest get a time each, one after the other, at which to come back.
 */
function createTurns(clock: Clock) {
  const times = new Map<string, Time>();
  let apart = APART;
  let next: Time = 0;
  let last: Time = 0;
  let refusedAt: Time = Number.NEGATIVE_INFINITY;

  return {
    /** Takes the turn, if it is time. */
    take(user: string): boolean {
      const now = clock.now();
      if (now < next) return false;
      if (now > refusedAt + FORGIVEN) apart = APART;
      next = now + apart;
      times.delete(user);
      return true;
    },
    /** Milliseconds until the time of this one. Who came at theirs in vain gets another one. */
    waitOf(user: string): number {
      const now = clock.now();
      const given = times.get(user);
      if (given !== undefined && given > now) return given - now;
      last = Math.max(last + apart, next);
      remember(times, user, last);
      return last - now;
    },
    /** Discord says that it was too fast. Those who were on their way together are too fast together, once. */
    tooFast(atLeast: number): void {
      const now = clock.now();
      if (now >= refusedAt + PAUSE) {
        apart = Math.min(apart * 1.5, SLOWEST);
        refusedAt = now;
      }
      next = Math.max(next, now + Math.max(PAUSE, atLeast));
    },
  };
}
