import type { Answer } from './errors.ts';
import { rateLimited } from './loopback.ts';
import type { Limits, Window } from './types.ts';

/**
 * discord.com/developers/docs/topics/rate-limits: 50 a second in all; 5 in 5 seconds for messages in a channel are
 * what its headers say. For opening private chats Discord publishes no number: this one only lets a burst meet it.
 */
export const DISCORD_LIMITS: Limits = {
  global: { requests: 50, window: 1000 },
  channel: { requests: 5, window: 5000 },
  opening: { requests: 20, window: 10_000 },
};

type Count = { used: number; until: number };

/** Counts requests in fixed windows, as the headers tell them. One too many is refused. */
export class RateLimiter {
  /** What was refused: a bucket, `global` or `opening`. */
  readonly met: string[] = [];
  #limits: Limits | null;
  #speed = 1;
  readonly #now: () => number;
  readonly #counts = new Map<string, Count>();

  constructor(now: () => number, limits: Limits | null) {
    this.#now = now;
    this.#limits = limits;
  }

  enforce(limits: Limits | null, speed: number): void {
    this.#limits = limits;
    this.#speed = speed;
    this.#counts.clear();
  }

  /** Null: it goes through. `bucket`: null where only the global limit counts; `exempt`: not even that. */
  refusal(bucket: string | null, exempt: boolean): Answer | null {
    if (!this.#limits) return null;
    if (!exempt) {
      const wait = this.#take('global', this.#limits.global);
      if (wait !== null) return rateLimited(wait, 'global');
    }
    if (bucket === null) return null;
    const wait = this.#take(bucket, this.#limits.channel);
    if (wait === null) return null;
    const answer = rateLimited(wait, 'user');
    return { ...answer, headers: { ...answer.headers, ...this.headers(bucket) } };
  }

  /** Whether one more private chat may be opened. */
  mayOpen(): boolean {
    return !this.#limits || this.#take('opening', this.#limits.opening) === null;
  }

  /** What every answer says of its bucket. */
  headers(bucket: string | null): Record<string, string> {
    const limits = this.#limits;
    const limit = limits && bucket !== null ? limits.channel.requests : 1000; // far away where none is enforced
    const count = limits && bucket !== null ? this.#counts.get(bucket) : undefined;
    const left = count ? Math.max(0, count.until - this.#now()) / 1000 : 1;
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - (count?.used ?? 1))),
      'x-ratelimit-reset': (this.#now() / 1000 + left).toFixed(3),
      'x-ratelimit-reset-after': left.toFixed(3),
      'x-ratelimit-bucket': (bucket ?? 'other').replace(/\d+/g, '').replace(/\W+/g, '-'),
    };
  }

  #take(key: string, { requests, window }: Window): number | null {
    const now = this.#now();
    const last = this.#counts.get(key);
    const count = last && last.until > now ? last : { used: 0, until: now + window / this.#speed };
    this.#counts.set(key, count);
    if (count.used >= requests) {
      this.met.push(key);
      return (count.until - now) / 1000;
    }
    count.used += 1;
    return null;
  }
}
