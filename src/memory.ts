import { type Clock, MINUTE, type Time } from './clock.ts';

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
  return (key) => {
    const before = known.get(key);
    if (before && clock.now() < before.until) return before.value;
    known.delete(key);
    const value = ask(key);
    const entry = { until: clock.now() + FRESH, value };
    known.set(key, entry);
    value.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    return value;
  };
}
