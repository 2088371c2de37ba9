import { webApi } from '@slack/bolt';
import { SECOND } from '../../../src/clock.ts';
import type { Secret } from '../../../src/vault/secret.ts';
import { silentLogger } from './silent-logger.ts';

/** Slack answers within 3 s or hardly at all. */
const TIMEOUT = 10 * SECOND;

/** Slack's Web API by one token, or by none. It never retries: the job table does, and whoever asks. */
export const webClient = (apiUrl: string, token: Secret | null): webApi.WebClient =>
  new webApi.WebClient(token?.open(), {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 }, // by default it posts twice when an answer is lost (measured)
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT,
    logger: silentLogger, // the default one prints what was sent
    allowAbsoluteUrls: false,
  });
