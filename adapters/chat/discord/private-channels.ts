import { z } from 'zod';
import { type Clock, MINUTE, SECOND, type Time } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { DiscordApi } from './api.ts';

/** "If you open a significant amount of DMs too quickly, your bot may be rate limited or blocked from opening new
 * ones" (docs.discord.com/developers/resources/user#create-dm), and no number. So: some at once, then slowly. */
const AT_ONCE = 10;
const APART = SECOND / 2;
/** When Discord says that it was too fast, there is a pause, and then they come no faster than it took them before. */
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
    const wait = turns.waitOf(user);
    if (wait > 0) throw new DeliveryError('later', 'opened-too-fast', wait, 'place');
    try {
      const body = { recipient_id: user };
      const { data } = Channel.safeParse(await api.post('/users/@me/channels', { body, signal }));
      // Nothing was sent yet, whatever that was.
      if (!data) throw new DeliveryError('failed', 'unavailable');
      turns.went();
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
        return new DeliveryError('later', error.reason, turns.tooFast(user, error.retryAfter), 'place');
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

/** When whom may be written to for the first time: each who must wait keeps their turn. */
function createTurns(clock: Clock) {
  const turns = new Map<string, Time>();
  let apart = APART;
  let next: Time = 0;
  let paused: Time = 0;
  let opened: readonly Time[] = [];

  function take(): Time {
    const now = clock.now();
    next = Math.max(next + apart, now - (AT_ONCE - 1) * apart, paused);
    return Math.max(next, now);
  }

  return {
    /** Milliseconds. */
    waitOf(user: string): number {
      const now = clock.now();
      const before = turns.get(user);
      const turn = before === undefined || before < paused ? take() : before;
      if (turn <= now) turns.delete(user);
      else remember(turns, user, turn);
      return Math.max(turn - now, 0);
    },
    went(): void {
      const now = clock.now();
      opened = [...opened.filter((at) => at > now - PAUSE), now];
      if (now > paused + FORGIVEN) apart = APART;
    },
    /** Milliseconds until the next turn of the one who was refused, after a pause of at least so long. */
    tooFast(user: string, atLeast: number): number {
      const now = clock.now();
      // Those that were on their way together are too fast together, once.
      if (now >= paused) {
        const taken = PAUSE / opened.filter((at) => at > now - PAUSE).length; // infinite: none
        apart = Math.min(Math.max(taken, apart) * 1.1, apart * 2, SLOWEST);
        // The turns given so far are too near to each other: whoever comes back for theirs gets a new one.
        turns.clear();
        next = 0;
      }
      paused = Math.max(paused, now + Math.max(PAUSE, atLeast));
      const turn = take();
      remember(turns, user, turn);
      return turn - now;
    },
  };
}
