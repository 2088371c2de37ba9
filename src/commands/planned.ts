import { MINUTE, type Time } from '../clock.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import type { FieldValue } from '../messages/form.ts';
import type { Times } from '../messages/repeats.ts';
import type { Asker } from '../time/asker.ts';
import { readDuration } from '../time/read-duration.ts';
import { type Plan, readPlan } from '../time/read-plan.ts';
import { momentOf, slotsOf } from '../time/recurrence.ts';

/** When a meeting is to be held. */
export type Planned = {
  /** Null: now. */
  readonly startsAt: Time | null;
  readonly minutes: number;
  readonly zone: string;
  readonly repeats: Plan['repeats'];
};

/** 60 minutes unless told (SPEC.md §2). */
export const USUAL_MINUTES = 60;

/** As many of its first times as show how it goes on. */
const FIRST_TIMES = 3;

type Name = 'when' | 'duration' | 'repeats';
type Typed = { readonly [Field in Name]?: FieldValue | undefined };

/** Which of the fields is wrong, and why. */
export type Misread = Refused & { readonly field: Name };

/** Reads the fields of a time together: what there is a field for can stand in `when` too. Nothing in any: now. */
export function readPlanned(typed: Typed, asker: Asker): Planned | Misread {
  const when = textIn(typed.when);
  const repeats = textIn(typed.repeats);
  const duration = textIn(typed.duration);
  const minutes = duration === null ? null : readDuration(duration);
  if (duration !== null && minutes === null) {
    return { field: 'duration', ...refuse({ why: 'duration-not-understood', typed: duration }) };
  }
  const { zone } = asker;
  if (when === null) {
    return repeats === null
      ? { startsAt: null, minutes: minutes ?? USUAL_MINUTES, zone, repeats }
      : { field: 'when', ...refuse({ why: 'time-of-day-missing', typed: repeats }) };
  }
  const read = readPlan(when, asker, repeats);
  if (isRefused(read)) {
    const field = repeats !== null && read.refused.why.startsWith('repeats') ? 'repeats' : 'when';
    return { field, ...read };
  }
  return {
    startsAt: read.at,
    minutes: minutes ?? read.minutes ?? USUAL_MINUTES,
    zone: read.repeats?.zone ?? zone,
    repeats: read.repeats,
  };
}

const textIn = (value: FieldValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** How it is read back; `startsAt`: when that is. */
export function timesOf({ minutes, repeats }: Planned, startsAt: Time): Times {
  const slots = repeats === null ? [] : slotsOf(repeats, { after: null, limit: FIRST_TIMES });
  return {
    startsAt,
    endsAt: startsAt + minutes * MINUTE,
    repeats,
    first: repeats === null ? [] : slots.map((slot) => momentOf(slot, repeats.zone)),
  };
}
