import { type Clock, MINUTE, type Time } from './clock.ts';
import { remember } from './remember.ts';

/** Rights are read again when they count; a minute is what SPEC.md §2 allows them to be old. */
const FRESH = MINUTE;
/** Answers remembered at most. */
const MOST = 5000;

/** Remembers what a platform answers for a while; asked twice at once, it asks once. A failure is not remembered. */
export function createMemory<Value>(
  clock: Clock,
  ask: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const known = new Map<string, { readonly until: Time; readonly value: Promise<Value> }>();

  /** All are fresh equally long: the old ones stand first. */
  function forgetOld(now: Time): void {
    for (const [key, { until }] of known) {
      if (now < until) break;
      known.delete(key);
    }
  }

  return (key) => {
    const now = clock.now();
    forgetOld(now);
    const before = known.get(key);
    if (before && now < before.until) return before.value;
    const value = ask(key);
    const entry = { until: now + FRESH, value };
    remember(known, key, entry, MOST);
    value.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    return value;
  };
}
