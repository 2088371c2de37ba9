import { SECOND } from '../../../src/clock.ts';
import type { Pace } from '../../../src/ports/messenger.ts';

/**
 * How fast Discord takes messages: 50 requests a second of the bot, everything counted, and 5 in 5 seconds in one
 * channel (docs.discord.com/developers/topics/rate-limits; the second figure is what its headers say). Whom the bot
 * writes to for the first time costs two requests, which leaves room for what else is asked.
 */
export const PACE: Pace = {
  perPlace: { messages: 5, per: 5 * SECOND },
  perWorkspace: { messages: 20, per: SECOND, burst: 2 },
  overall: { messages: 20, per: SECOND, burst: 2 },
};
