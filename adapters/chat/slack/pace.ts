import { MINUTE, SECOND } from '../../../src/clock.ts';
import type { Pace } from '../../../src/ports/messenger.ts';

/**
 * How fast Slack takes messages: "chat.postMessage generally allows posting one message per second per channel,
 * while also maintaining a workspace-wide limit" of several hundred a minute
 * (docs.slack.dev/apis/web-api/rate-limits). Limits are kept per workspace: `overall` only guards this machine.
 */
export const PACE: Pace = {
  perPlace: { messages: 1, per: SECOND },
  perWorkspace: { messages: 300, per: MINUTE },
  // chat.update: 50 and more a minute (tier 3). Slips that a rotation replaces must not keep the new ones waiting.
  edits: { messages: 46, per: MINUTE, burst: 4 },
  overall: { messages: 100, per: SECOND },
};
