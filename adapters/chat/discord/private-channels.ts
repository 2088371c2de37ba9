import { z } from 'zod';
import { type Clock, MINUTE, type Time } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { remember } from '../../../src/remember.ts';
import type { DiscordApi } from './api.ts';
import { createTurns } from './turns.ts';

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
        return error.scope === 'place' ? turns.tooFast(user, error) : error;
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
      if (clock.now() < quarantined) throw new DeliveryError('unreachable', 'quarantined');
      const channel = await turns.take(user, signal, () => open(user, signal));
      remember(known, user, channel, MOST);
      return channel;
    },
    forget(user) {
      known.delete(user);
    },
  };
}
