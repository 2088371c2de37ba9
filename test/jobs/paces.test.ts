import { expect, it } from 'vitest';
import { PACE as DISCORD } from '../../adapters/chat/discord/pace.ts';
import { PACE as SLACK } from '../../adapters/chat/slack/pace.ts';
import { PACE as TELEGRAM } from '../../adapters/chat/telegram/pace.ts';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { costOf } from '../../src/jobs/pace.ts';
import type { Pace } from '../../src/ports/messenger.ts';
import { DISCORD_LIMITS } from '../fakes/discord/limits.ts';
import { SLACK_LIMITS, SLACK_TIERS } from '../fakes/slack/limits.ts';
import { TELEGRAM_LIMITS } from '../fakes/telegram/limits.ts';

/** Whom Discord's bot writes to for the first time costs a request more. */
const REQUESTS_PER_MESSAGE = 2;

/** How many begin within any `window` at most, each charged as a claim charges it. */
function mostWithin(window: number, pace: Pace, bucket: string): number {
  const { each, credit } = costOf(new Map([['p', pace]]))(bucket);
  return Math.ceil((window + credit) / each);
}

it.each([
  ['Telegram in all', TELEGRAM, 'platform:p', TELEGRAM_LIMITS.overall.messages, SECOND],
  ['Telegram in one chat', TELEGRAM, 'place:p:ivan', TELEGRAM_LIMITS.chat.messages, SECOND],
  ['Telegram in one group', TELEGRAM, 'place:p:in:-1', TELEGRAM_LIMITS.group.messages, MINUTE],
  ['Discord in all', DISCORD, 'platform:p', DISCORD_LIMITS.global.requests / REQUESTS_PER_MESSAGE, SECOND],
  ['Discord in one channel', DISCORD, 'place:p:ivan', DISCORD_LIMITS.channel.requests, 5 * SECOND],
  ['Slack in one workspace', SLACK, 'workspace:p:acme', SLACK_LIMITS.perWorkspace, SLACK_LIMITS.window],
  ['edits in Slack', SLACK, 'edits:p:acme', SLACK_TIERS['chat.update'], SLACK_LIMITS.minute],
  ['Slack in one place', SLACK, 'place:p:ivan', 1, SLACK_LIMITS.perPlace],
] as const)(
  'the pace of %s keeps to its limit in any window, however late a worker was',
  (_name, pace, bucket, limit, window) => {
    expect(mostWithin(window, pace, bucket)).toBeLessThanOrEqual(limit);
  },
);
