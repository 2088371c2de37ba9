import { done, number, type Outcome, refused } from './call.ts';
import type { Json } from './types.ts';

export type Update = Json & { readonly update_id: number };

/** Left out unless they are asked for: https://core.telegram.org/bots/api#getupdates */
const NOT_BY_DEFAULT = ['chat_member', 'message_reaction', 'message_reaction_count'];

type Waiting = { readonly give: (outcome: Outcome) => void };

/** What happened and the bot does not know yet: fetched, or posted by `Webhook`. */
export class Updates {
  readonly queue: Update[] = [];
  /** Everything there ever was. */
  readonly all: Update[] = [];
  /** Looks at each. */
  check: (update: Update) => void = () => undefined;
  /** Of the last request that told; null: the default. */
  #allowed: readonly string[] | null = null;
  #waiting: Waiting | null = null;
  /** Handed out, not confirmed; of those that come once more in spite of their offset. */
  readonly #again = new Set<number>();
  readonly #handed = new Set<number>();
  readonly #confirmed = new Set<number>();
  readonly #changed = new Set<() => void>();
  #next = 500_000_001;

  get waiting(): number {
    return this.#waiting ? 1 : 0;
  }

  /** The update's id; null where the bot does not want such updates. */
  push(type: string, body: unknown): number | null {
    if (!this.#wants(type)) return null;
    const update = { update_id: this.#next, [type]: body };
    this.#next += 1;
    this.check(update);
    this.all.push(update);
    this.queue.push(update);
    this.#tell();
    return update.update_id;
  }

  /** Once more, whatever the bot confirmed. */
  repeat(id: number): void {
    const update = this.all.find((one) => one.update_id === id);
    if (!update) throw new Error(`there was no update ${id}`);
    this.#confirmed.delete(id);
    this.#handed.delete(id);
    this.#again.add(id);
    if (!this.queue.includes(update)) this.queue.unshift(update);
    this.#tell();
  }

  allow(types: unknown): void {
    if (Array.isArray(types)) this.#allowed = types.length > 0 ? types.map(String) : null;
  }

  drop(): void {
    for (const { update_id } of this.queue.splice(0)) this.#confirmed.add(update_id);
    this.#tell();
  }

  /** The bot is done with it. */
  confirm(id: number): void {
    const at = this.queue.findIndex((one) => one.update_id === id);
    if (at >= 0) this.queue.splice(at, 1);
    this.#again.delete(id);
    this.#confirmed.add(id);
    this.#tell();
  }

  /** Resolves once the bot confirmed it. */
  async confirmed(id: number): Promise<void> {
    while (!this.#confirmed.has(id)) await this.changed();
  }

  /** Resolves at the next change of the queue. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      const told = () => {
        this.#changed.delete(told);
        resolve();
      };
      this.#changed.add(told);
    });
  }

  /** getUpdates. */
  fetch(args: Json, gone: AbortSignal): Promise<Outcome> {
    this.allow(args['allowed_updates']);
    const offset = number(args, 'offset') || 0;
    const limit = number(args, 'limit') || 100;
    this.#confirmUpTo(offset);
    this.#waiting?.give(
      refused(409, 'terminated by other getUpdates request; make sure that only one bot instance is running'),
    );
    const seconds = number(args, 'timeout') || 0;
    return new Promise((resolve) => {
      const late = setTimeout(() => give(done([])), seconds * 1000);
      const give = (outcome: Outcome) => {
        clearTimeout(late);
        this.#changed.delete(look);
        if (this.#waiting === waiting) this.#waiting = null;
        resolve(outcome);
      };
      const waiting = { give };
      const look = () => {
        const news = this.queue.slice(0, limit);
        if (news.length === 0) return;
        for (const { update_id } of news) this.#handed.add(update_id);
        give(done(news));
      };
      this.#waiting = waiting;
      gone.addEventListener('abort', () => give(done([])));
      this.#changed.add(look);
      look();
    });
  }

  /** Ends whoever waits. */
  interrupt(outcome: Outcome): void {
    this.#waiting?.give(outcome);
  }

  #confirmUpTo(offset: number): void {
    const after = offset < 0 ? (this.queue.at(offset)?.update_id ?? 0) : offset;
    const known = this.queue.filter(
      ({ update_id: id }) => id < after && (!this.#again.has(id) || this.#handed.has(id)),
    );
    for (const { update_id } of known) this.confirm(update_id);
  }

  #wants(type: string): boolean {
    return this.#allowed ? this.#allowed.includes(type) : !NOT_BY_DEFAULT.includes(type);
  }

  #tell(): void {
    for (const told of [...this.#changed]) told();
  }
}
