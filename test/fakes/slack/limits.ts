export type Limits = {
  /** Milliseconds between two messages in one conversation. */
  readonly perPlace: number;
  /** Messages in a whole workspace within any `window` milliseconds. */
  readonly perWorkspace: number;
  readonly window: number;
};

/** What Slack says of chat.postMessage (docs.slack.dev/apis/web-api/rate-limits). */
export const SLACK_LIMITS: Limits = { perPlace: 1000, perWorkspace: 300, window: 60_000 };

/** Counts the messages; one too many is refused. */
export class RateLimiter {
  limits: Limits | null = null;
  /** What was refused: the place that was written to too soon, or `workspace`. */
  readonly broken: string[] = [];
  readonly #now: () => number;
  readonly #places = new Map<string, number>();
  readonly #workspaces = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null: it goes through. Otherwise the seconds to wait. */
  take(team: string, place: string): number | null {
    if (!this.limits) return null;
    const { perPlace, perWorkspace, window } = this.limits;
    const now = this.#now();
    const key = `${team} ${place}`;
    const free = (this.#places.get(key) ?? Number.NEGATIVE_INFINITY) + perPlace;
    const recent = (this.#workspaces.get(team) ?? []).filter((at) => at > now - window);
    const full = recent.length >= perWorkspace ? (recent[0] ?? now) + window : now;
    const wait = Math.max(free, full) - now;
    if (wait > 0) {
      this.broken.push(free > full ? place : 'workspace');
      return Math.ceil(wait / 1000);
    }
    this.#places.set(key, now);
    this.#workspaces.set(team, [...recent, now]);
    return null;
  }
}
