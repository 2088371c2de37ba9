import { MINUTE, SECOND } from '../../../src/clock.ts';
import type { Pace } from '../../../src/ports/messenger.ts';

/**
 * "In a single chat, avoid sending more than one message per second. […] In a group, bots are not able to send more
 * than 20 messages per minute. For bulk notifications, bots are not able to broadcast more than about 30 messages per
 * second" (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this). No limit is a
 * workspace's. A little under the last one: what is sent evenly arrives unevenly, and one too many stops all for a second.
 * With its burst it comes to 30 in any second. In one chat too: an answer that is late must not meet the next.
 */
export const PACE: Pace = {
  perPlace: { messages: 1, per: 1.2 * SECOND },
  perConversation: { messages: 19, per: MINUTE },
  perWorkspace: { messages: 29, per: SECOND, burst: 2 },
  overall: { messages: 29, per: SECOND, burst: 2 },
};
