import type { Limits, Window } from './types.ts';

/** "No more than one message per second in a chat, 20 per minute in a group, about 30 per second in all": https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const TELEGRAM_LIMITS: Limits = {
  overall: { messages: 30, window: 1000 },
  chat: { messages: 1, window: 1000 },
  group: { messages: 20, window: 60_000 },
};

/** Counts the messages; one too many is refused. */
export class RateLimiter {
  limits: Limits | null;
  /** How many times faster time goes. */
  speed = 1;
  /** What was refused: the chat that was written to too often, or `overall`. */
  readonly met: string[] = [];
  readonly #now: () => number;
  readonly #sent = new Map<string, number[]>();

  constructor(now: () => number, limits: Limits | null) {
    this.#now = now;
    this.limits = limits;
  }

  /** Null: it goes through. Otherwise the seconds to wait. */
  take(chat: number): number | null {
    if (!this.limits) return null;
    const { overall, chat: perChat, group } = this.limits;
    const wait = this.#wait('overall', overall);
    const waitHere = Math.max(
      this.#wait(`${chat}`, perChat),
      chat < 0 ? this.#wait(`${chat} group`, group) : 0,
    );
    if (wait > 0 || waitHere > 0) {
      this.met.push(waitHere > 0 ? String(chat) : 'overall');
      return Math.max(1, Math.ceil(Math.max(wait, waitHere) / 1000));
    }
    for (const key of ['overall', `${chat}`, ...(chat < 0 ? [`${chat} group`] : [])]) {
      this.#sent.set(key, [...(this.#sent.get(key) ?? []), this.#now()]);
    }
    return null;
  }

  /** Milliseconds until one more fits; 0: it fits. */
  #wait(key: string, { messages, window }: Window): number {
    const now = this.#now();
    const length = window / this.speed;
    const recent = (this.#sent.get(key) ?? []).filter((at) => at > now - length);
    this.#sent.set(key, recent);
    const first = recent.at(-messages);
    return recent.length < messages || first === undefined ? 0 : first + length - now;
  }
}
