import type { Json } from './types.ts';

/** What a handler answers. */
export type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
};

/** Words of Discord for its codes (discord.com/developers/docs/topics/opcodes-and-status-codes#json). */
const MESSAGES: Readonly<Record<number, readonly [status: number, message: string]>> = {
  0: [401, '401: Unauthorized'],
  10002: [404, 'Unknown Application'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10011: [404, 'Unknown Role'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  40003: [403, 'You are opening direct messages too fast'],
  40060: [400, 'Interaction has already been acknowledged.'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50025: [401, 'Invalid OAuth2 access token'],
  50027: [401, 'Invalid Webhook Token'],
  50033: [400, 'Invalid Recipient(s)'],
  50035: [400, 'Invalid Form Body'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
};

/** Discord's refusal by code. */
export function refusal(code: number, more: Json = {}): Answer {
  const [status, message] = MESSAGES[code] ?? [400, `Error ${code}`];
  return { status, body: { message, code, ...more } };
}

export const NOT_FOUND: Answer = { status: 404, body: { message: '404: Not Found', code: 0 } };

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const NO_CONTENT: Answer = { status: 204, body: null };

/** A body that Discord does not take, and why. */
export const invalid = (why: string): Answer =>
  refusal(50035, { errors: { _errors: [{ code: 'BASE_TYPE_BAD', message: why }] } });
