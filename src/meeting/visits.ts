import type { Time } from '../clock.ts';
import type { AccountId } from '../ids.ts';
import type { Presence, Stay } from '../ports/store/presence.ts';
import type { Occurrence } from './meeting.ts';

/** One person's times in a call. */
export type Visit = {
  readonly personKey: string;
  /** Null: a guest, or an invitee without an account here. */
  readonly account: AccountId | null;
  readonly name: string;
  /** At least one, the first one first. */
  readonly times: readonly [Span, ...Span[]];
  /** Milliseconds inside, all times together. */
  readonly total: number;
};

type Span = { readonly from: Time; readonly until: Time };

/**
 * Who came to a call that is over, first come first. Whoever is still counted as present was there until its end: the
 * provider shuts the call after that was decided.
 */
export function visitsOf(
  stays: readonly Stay[],
  present: readonly Presence[],
  { endedAt }: Pick<Occurrence, 'endedAt'>,
): readonly Visit[] {
  const inside = new Set(present.filter(({ state }) => state === 'inside').map(({ personKey }) => personKey));
  const end = endedAt ?? Number.POSITIVE_INFINITY;
  const visits = new Map<string, Visit>();
  for (const { personKey, account, name, from, until } of stays) {
    const isLast = !stays.some((other) => other.personKey === personKey && other.from > from);
    const left = isLast && inside.has(personKey) && endedAt !== null ? endedAt : until;
    const span = { from: Math.min(from, end), until: Math.min(left, end) };
    const before = visits.get(personKey);
    visits.set(personKey, {
      personKey,
      account,
      name,
      times: before ? [...before.times, span] : [span],
      total: (before?.total ?? 0) + span.until - span.from,
    });
  }
  return [...visits.values()];
}
