import { webApi } from '@slack/bolt';
import { DeliveryError, type DeliveryScope } from '../../../src/errors.ts';
import { neverConnected } from '../../../src/never-connected.ts';

/** Slack's own words of refusal, by what to do about them (docs.slack.dev/reference/methods/chat.postMessage). */
const REVOKED: ReadonlySet<string> = new Set([
  'account_inactive',
  'app_uninstalled',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'org_login_required',
  'team_access_not_granted',
]);
const UNREACHABLE: Readonly<Record<string, string>> = {
  cannot_dm_bot: 'user-gone',
  user_disabled: 'user-gone',
  user_not_found: 'user-gone',
  user_not_visible: 'user-gone',
  users_not_found: 'user-gone',
  messages_tab_disabled: 'dm-closed',
};
const REFUSED: Readonly<Record<string, string>> = {
  cant_update_message: 'message-gone',
  edit_window_closed: 'message-gone',
  message_not_found: 'message-gone',
  channel_not_found: 'channel-gone',
  is_archived: 'channel-gone',
  not_in_channel: 'not-in-channel',
  ekm_access_denied: 'not-allowed',
  missing_scope: 'not-allowed',
  no_permission: 'not-allowed',
  restricted_action: 'not-allowed',
  restricted_action_non_threadable_channel: 'not-allowed',
  restricted_action_read_only_channel: 'not-allowed',
  restricted_action_thread_locked: 'not-allowed',
  restricted_action_thread_only_channel: 'not-allowed',
  team_not_found: 'not-allowed',
};
/** "It's possible some aspect of the operation succeeded before the error was raised", says Slack of these. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['fatal_error', 'internal_error', 'request_timeout']);

/** Milliseconds to wait where Slack asks to wait and does not say how long. */
const SHORT_WAIT = 1000;

/**
 * Why Slack did not do it, with nothing of the request or of the answer, which repeats the message.
 * `scope`: what has to wait when Slack asks to. Most methods are limited per workspace, posting per place.
 */
export function deliveryError(error: unknown, scope: DeliveryScope = 'workspace'): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new DeliveryError('later', 'opened-too-fast', error.retryAfter * 1000 || SHORT_WAIT, scope);
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) return status(error.statusCode);
  if (error instanceof webApi.WebAPIRequestError)
    return neverConnected(error.original.cause) || neverConnected(error.original)
      ? new DeliveryError('failed', 'unavailable')
      : new DeliveryError('ambiguous', 'unavailable');
  return new DeliveryError('ambiguous', 'unavailable');
}

/** Slack's word for what a call was refused for, or null: it did not answer, or not so. */
export const refusalOf = (error: unknown): string | null =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : null;

function refusal(word: string): DeliveryError {
  if (REVOKED.has(word)) return new DeliveryError('revoked', 'revoked');
  // What is no word is a page of something between us and Slack, which web-api takes for an error's name.
  if (AMBIGUOUS.has(word) || !/^[a-z_]{1,80}$/.test(word))
    return new DeliveryError('ambiguous', 'unavailable');
  if (word === 'service_unavailable') return new DeliveryError('failed', 'unavailable');
  if (word === 'ratelimited' || word === 'rate_limited' || word === 'message_limit_exceeded')
    return new DeliveryError('later', 'opened-too-fast', SHORT_WAIT, 'workspace');
  const unreachable = Object.hasOwn(UNREACHABLE, word) ? UNREACHABLE[word] : undefined;
  if (unreachable) return new DeliveryError('unreachable', unreachable);
  const refused = Object.hasOwn(REFUSED, word) ? REFUSED[word] : undefined;
  return new DeliveryError('refused', refused ?? 'rejected');
}

/** A gateway's 5xx does not say whether Slack took the message; a 4xx says that it did not. */
const status = (code: number): DeliveryError =>
  code >= 500 ? new DeliveryError('ambiguous', 'unavailable') : new DeliveryError('failed', 'rejected');
