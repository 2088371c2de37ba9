import { RESTJSONErrorCodes as Code, DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { MINUTE, SECOND } from '../../../src/clock.ts';
import { DeliveryError, type DeliveryScope } from '../../../src/errors.ts';
import { neverConnected } from '../../../src/never-connected.ts';

/** The bot was flagged by Discord's anti-spam and may write to nobody new; not in the documented list
 * (github.com/discord/discord-api-docs/issues/2669). */
const QUARANTINED = 20026;

/** What Discord's codes say, never its texts: https://docs.discord.com/developers/topics/opcodes-and-status-codes */
const UNREACHABLE: ReadonlyMap<number | string, string> = new Map([
  [Code.CannotSendMessagesToThisUser, 'dm-closed'],
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'no-shared-server'],
  [Code.InvalidRecipients, 'user-gone'],
  [Code.UnknownUser, 'user-gone'],
  [QUARANTINED, 'quarantined'],
]);
const REFUSED: ReadonlyMap<number | string, string> = new Map([
  [Code.UnknownMessage, 'message-gone'],
  [Code.CannotEditMessageAuthoredByAnotherUser, 'message-gone'],
  [Code.UnknownChannel, 'channel-gone'],
  [Code.UnknownGuild, 'channel-gone'],
  [Code.InvalidActionOnArchivedThread, 'channel-gone'],
  [Code.MissingAccess, 'not-in-channel'],
  [Code.MissingPermissions, 'not-allowed'],
  [Code.CannotSendMessagesInNonTextChannel, 'not-allowed'],
  [Code.CannotSendAMessageInAForumChannel, 'not-allowed'],
  [Code.CannotExecuteActionOnThisChannelType, 'not-allowed'],
  [Code.ChannelVerificationLevelTooHighForYouToGainAccess, 'not-allowed'],
  [Code.ThreadLocked, 'not-allowed'],
]);
/** Limits that come with a code of their own, and what has to wait for how long where Discord does not say. */
const LATER: ReadonlyMap<number | string, readonly [number, DeliveryScope]> = new Map([
  [Code.OpeningDirectMessagesTooFast, [10 * SECOND, 'place']], // whom the bot knows can still be written to
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit, [10 * SECOND, 'place']],
  [Code.AnnouncementEditLimitExceeded, [MINUTE, 'place']],
  [Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached, [MINUTE, 'place']],
  [Code.ChannelSendRateLimit, [10 * SECOND, 'place']],
  [Code.ServerSendRateLimit, [10 * SECOND, 'workspace']],
  [Code.ServiceResourceIsBeingRateLimited, [10 * SECOND, 'place']],
  [Code.SendMessagesHasBeenTemporarilyDisabled, [MINUTE, 'platform']],
  [Code.FeatureTemporarilyDisabledServerSide, [MINUTE, 'platform']],
  [Code.CloudflareIsBlockingYourRequest, [MINUTE, 'platform']],
  [Code.APIResourceOverloaded, [10 * SECOND, 'place']],
]);

/** Milliseconds to wait where Discord asks to wait and does not say how long. */
const SHORT_WAIT = SECOND;

/**
 * Why Discord did not do it, with nothing of the request or of the answer, which discord.js keeps in its errors.
 * `scope`: what a limit of the asked route holds back.
 */
export function deliveryError(error: unknown, scope: DeliveryScope): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof RateLimitError) return limited(error, scope);
  if (error instanceof DiscordAPIError) return refusal(error);
  // A 5xx does not say whether Discord took the message.
  if (error instanceof HTTPError) return new DeliveryError('ambiguous', 'unavailable');
  return isUnsent(error)
    ? new DeliveryError('failed', 'unavailable')
    : new DeliveryError('ambiguous', 'unavailable');
}

/** Discord's code for what a request was refused for; null: it did not answer, or not so. */
export const codeOf = (error: unknown): number | null =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null;

/** A limit that names no number of requests is not one of Discord's routes but of what stands before them. */
function limited(error: RateLimitError, scope: DeliveryScope): DeliveryError {
  const wait = Math.max(error.retryAfter, error.sublimitTimeout);
  const wide = error.global || !Number.isFinite(error.limit);
  return new DeliveryError(
    'later',
    'opened-too-fast',
    Math.ceil(wait) || SHORT_WAIT,
    wide ? 'platform' : scope,
  );
}

function refusal({ code, status }: DiscordAPIError): DeliveryError {
  if (status === 401) return new DeliveryError('revoked', 'revoked');
  const unreachable = UNREACHABLE.get(code);
  if (unreachable) return new DeliveryError('unreachable', unreachable);
  const later = LATER.get(code);
  if (later) return new DeliveryError('later', 'opened-too-fast', ...later);
  // 408 and the like come from what stands between us and Discord, and have no code.
  if (typeof code !== 'number') return new DeliveryError('failed', 'rejected');
  return new DeliveryError('refused', REFUSED.get(code) ?? 'rejected');
}

/** Of the error, or of what it was caused by. */
function isUnsent(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if ('code' in error && typeof error.code === 'string') return neverConnected(error);
  return 'cause' in error && isUnsent(error.cause);
}
