import { z } from 'zod';
import type { RateLimiter } from './limits.ts';
import type { DiscordState } from './state.ts';
import type { Json } from './types.ts';

/** What every handler of a request has at hand. */
export type Context = {
  readonly state: DiscordState;
  readonly limiter: RateLimiter;
  readonly membersIntent: boolean;
  readonly acknowledgeWithin: number;
  readonly gatewayUrl: () => string;
  /** Notes what no program should do. */
  violate(why: string): void;
  /** Tells who waits for an interaction that something came. */
  changed(interaction: string): void;
  /** Keeps the data of a first answer that is no message: a modal, choices. */
  keep(interaction: string, data: unknown): void;
};

/** A request, taken apart. `at(0)` is the first part of the path that is no fixed word. */
export type Call = {
  readonly at: (index: number) => string;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

const json = z.record(z.string(), z.unknown());

/** The body as an object; an empty one where it is none. */
export const bodyOf = ({ body }: Call): Json => json.safeParse(body).data ?? {};
