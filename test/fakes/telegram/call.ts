import type { RateLimiter } from './limits.ts';
import type { TelegramState } from './state.ts';
import type { Json } from './types.ts';

/** What is under `parameters` of a refusal. */
export type Parameters = { readonly retry_after?: number; readonly migrate_to_chat_id?: number };

export type Outcome =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: Parameters;
    };

/** One call of the Bot API. */
export type Call = {
  readonly state: TelegramState;
  readonly limiter: RateLimiter;
  readonly args: Json;
};

export type Method = (call: Call) => Outcome;

export const done = (result: unknown = true): Outcome => ({ ok: true, result });

const PREFIXES: Readonly<Record<number, string>> = {
  400: 'Bad Request: ',
  403: 'Forbidden: ',
  409: 'Conflict: ',
};

export const refused = (code: number, why: string, parameters?: Parameters): Outcome => ({
  ok: false,
  error_code: code,
  description: `${PREFIXES[code] ?? ''}${why}`,
  ...(parameters ? { parameters } : {}),
});

/** A refusal that no bot without a mistake gets. */
export function wrong({ state }: Call, why: string): Outcome {
  state.violations.push(why);
  return refused(400, why);
}

export const tooMany = (seconds: number): Outcome =>
  refused(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });

/** An argument as text; empty where it is missing. */
export function text(args: Json, name: string): string {
  const value = args[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** An argument as a number; NaN where it is missing. */
export function number(args: Json, name: string): number {
  return text(args, name) === '' ? Number.NaN : Number(text(args, name));
}

export const flag = (args: Json, name: string): boolean =>
  [true, 'true', 'True'].some((on) => args[name] === on);
