export type Limits = {
  /** Milliseconds between two messages in one conversation. */
  readonly perPlace: number;
  /** Messages in a whole workspace within any `window` milliseconds. */
  readonly perWorkspace: number;
  readonly window: number;
  /** Milliseconds in which a workspace has as many calls of each other method as its tier says. */
  readonly minute: number;
};

/** What Slack says of chat.postMessage (docs.slack.dev/apis/web-api/rate-limits). */
export const SLACK_LIMITS: Limits = { perPlace: 1000, perWorkspace: 300, window: 60_000, minute: 60_000 };

/**
 * Calls a minute, at least; Slack lets bursts through besides. Each method's page says its tier: tier 2 is 20 calls and
 * more, tier 3 is 50, tier 4 is 100.
 */
export const SLACK_TIERS = {
  'chat.update': 50,
  'conversations.history': 50,
  'conversations.info': 50,
  'conversations.list': 20,
  'conversations.members': 100,
  'conversations.open': 50,
  'conversations.replies': 50,
  'files.completeUploadExternal': 100,
  'files.getUploadURLExternal': 100,
  'usergroups.list': 20,
  'usergroups.users.list': 20,
  'users.info': 100,
  'users.list': 20,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
} as const;

const CALLS = new Map<string, number>(Object.entries(SLACK_TIERS));

/** Counts the messages, and the calls of each other method; one too many is refused. */
export class RateLimiter {
  limits: Limits | null = null;
  /** What was refused: the place that was written to too soon, `workspace`, or a method. */
  readonly broken: string[] = [];
  readonly #now: () => number;
  readonly #places = new Map<string, number>();
  readonly #recent = new Map<string, number[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Null: it goes through. Otherwise the seconds to wait. */
  take(team: string, method: string, place: string): number | null {
    if (!this.limits) return null;
    if (method === 'chat.postMessage') return this.#message(team, place, this.limits);
    const calls = CALLS.get(method);
    if (calls === undefined) return null;
    const recent = this.#within(`${team} ${method}`, calls, this.limits.minute);
    return this.#waits([[method, recent.wait]], recent.count);
  }

  #message(team: string, place: string, { perPlace, perWorkspace, window }: Limits): number | null {
    const now = this.#now();
    const key = `${team} ${place}`;
    const free = (this.#places.get(key) ?? Number.NEGATIVE_INFINITY) + perPlace;
    const recent = this.#within(team, perWorkspace, window);
    const limits = [
      ['workspace', recent.wait],
      [place, free - now],
    ] as const;
    return this.#waits(limits, () => {
      this.#places.set(key, now);
      recent.count();
    });
  }

  /** `wait`: until there are fewer than `most` of them within `window` milliseconds. */
  #within(key: string, most: number, window: number) {
    const now = this.#now();
    const recent = (this.#recent.get(key) ?? []).filter((at) => at > now - window);
    return {
      wait: recent.length >= most ? (recent[0] ?? now) + window - now : 0,
      count: () => void this.#recent.set(key, [...recent, now]),
    };
  }

  #waits(limits: readonly (readonly [name: string, wait: number])[], count: () => void): number | null {
    const [[name, wait] = ['', 0]] = limits.toSorted(([, one], [, other]) => other - one);
    if (wait > 0) {
      this.broken.push(name);
      return Math.ceil(wait / 1000);
    }
    count();
    return null;
  }
}
