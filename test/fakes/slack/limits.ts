export type Limits = {
  /** Milliseconds between two messages in one conversation. */
  readonly perPlace: number;
  /** Messages a minute in a whole workspace. */
  readonly perWorkspace: number;
};

/** What Slack says of chat.postMessage (docs.slack.dev/apis/web-api/rate-limits). */
export const SLACK_LIMITS: Limits = { perPlace: 1000, perWorkspace: 300 };

const MINUTE = 60_000;

/** Counts the messages; one too many is refused. */
export class RateLimiter {
  limits: Limits | null = null;
  readonly #now: () => number;
  readonly #places = new Map<string, number>();
  readonly #workspaces = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null: it goes through. Otherwise the seconds to wait. */
  take(team: string, place: string): number | null {
    if (!this.limits) return null;
    const now = this.#now();
    const key = `${team} ${place}`;
    const free = (this.#places.get(key) ?? Number.NEGATIVE_INFINITY) + this.limits.perPlace;
    const recent = (this.#workspaces.get(team) ?? []).filter((at) => at > now - MINUTE);
    const full = recent.length >= this.limits.perWorkspace ? (recent[0] ?? now) + MINUTE : now;
    const wait = Math.max(free, full) - now;
    if (wait > 0) return Math.ceil(wait / 1000);
    this.#places.set(key, now);
    this.#workspaces.set(team, [...recent, now]);
    return null;
  }
}
