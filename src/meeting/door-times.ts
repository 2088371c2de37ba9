import { MINUTE, type Time } from '../clock.ts';
import type { MeetingRecord, Occurrence } from './meeting.ts';
import type { Settings } from './workspace.ts';

export type DoorState =
  | { readonly kind: 'open' }
  | { readonly kind: 'not-open'; readonly opensAt: Time }
  | { readonly kind: 'ended' }
  | { readonly kind: 'cancelled' };

/** Whether a right key opens now. A live occurrence stays open past its planned end, until somebody ends it. */
export function doorState(
  record: MeetingRecord,
  occurrence: Occurrence,
  { doorMinutes }: Pick<Settings, 'doorMinutes'>,
  now: Time,
): DoorState {
  if (record.meeting.state === 'cancelled') return { kind: 'cancelled' };
  switch (occurrence.state) {
    case 'cancelled':
    case 'ended':
      return { kind: occurrence.state };
    case 'live':
      return { kind: 'open' };
    case 'planned': {
      const opensAt = occurrence.startsAt - doorMinutes * MINUTE;
      if (now < opensAt) return { kind: 'not-open', opensAt };
      return now < occurrence.endsAt ? { kind: 'open' } : { kind: 'ended' };
    }
  }
}

/**
 * The occurrence that is meant when none is named: the live one, else the next, else the last. Of what was repeated
 * until it was cancelled from some time on, the last that was left.
 */
export function currentOccurrence({ meeting, occurrences }: MeetingRecord, now: Time): Occurrence {
  const ran = meeting.recurrence !== null && meeting.state === 'open';
  const current =
    occurrences.find(({ state }) => state === 'live') ??
    occurrences.find(({ state, endsAt }) => state === 'planned' && endsAt > now) ??
    occurrences.findLast(({ state }) => ran && state !== 'cancelled') ??
    occurrences.at(-1);
  if (!current) throw new Error('a meeting has at least one occurrence');
  return current;
}
