import type { Time } from '../clock.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import type { Asker } from './asker.ts';
import { languagesOf } from './chrono.ts';
import { clean } from './clean.ts';
import { cutClock } from './read-clock.ts';
import { readDays } from './read-days.ts';
import { readDuration, readMinutes } from './read-duration.ts';
import { cutEnds, cutRule, type TypedEnds, type TypedRule } from './read-rule.ts';
import { looksLikeWhen, type Reading, readTimeOfDay, readWhen } from './read-when.ts';
import { firstSlot, momentOf } from './recurrence.ts';
import { type Ends, LONGEST_SERIES, MOST_TIMES, type Recurrence, type Rule } from './rule.ts';
import { weekdayOf } from './weekday-names.ts';
import { zoned } from './zoned.ts';

/** A time with all that can be said in one breath. `minutes` null: not said. */
export type Plan = Reading & {
  readonly minutes: number | null;
  /** Null: it is not repeated. */
  readonly repeats: Pick<Recurrence, 'rule' | 'from' | 'zone'> | null;
};

const LONGEST = 200; // characters: no time is longer with all that is said of it

/**
 * Reads `Fri 14:30 for 45 min`, `every weekday 9:00 until Dec 20`, `tomorrow 9:30 every 2 weeks, 10 times`. `repeats`:
 * what stands in a field of its own.
 */
export function readPlan(typed: string, asker: Asker, repeats: string | null = null): Plan | Refused {
  const parts = partsOf(typed);
  if (parts === null || (repeats ?? '').length > LONGEST) {
    return refuse({ why: 'time-not-understood', typed: typed.trim() });
  }
  const { length, ends, rest, found } = parts;
  const own = repeats === null ? null : cutEnds(clean(repeats));
  const apart = own && cutRule(own.rest);
  const unreadable = refuse({ why: 'repeats-not-understood', typed: repeats ?? typed.trim() });
  if (found === 'unreadable' || apart === 'unreadable' || (own && apart === null)) return unreadable;
  if (own && (found !== null || apart?.rest !== '' || (ends && own.ends))) return unreadable;
  const rule = found?.rule ?? apart?.rule ?? null;
  const when = found ? found.rest : rest;

  if (rule === null) {
    // `until Dec 20` alone repeats nothing, and is understood by nobody.
    const read = readWhen(ends !== null || length.minutes === null ? typed : unannounced(length.rest), asker);
    return isRefused(read) ? read : { ...read, minutes: length.minutes, repeats: null };
  }
  return repeated(
    { rule, ends: ends ?? own?.ends ?? null, when, minutes: length.minutes, typed: typed.trim() },
    asker,
    unreadable,
  );
}

/**
 * Whether the text has the shape of a time with a length or a repetition, be it possible or not: tells it from a topic
 * in which there is an *every*.
 */
export function looksLikePlan(typed: string): boolean {
  const parts = partsOf(typed);
  if (parts === null || parts.found === 'unreadable') return false;
  const { length, ends, rest, found } = parts;
  if (found === null) return length.minutes !== null && ends === null && looksLikeWhen(unannounced(rest));
  return looksLikeWhen(withClock(found.rest, ends).timed);
}

/** What is said in one text; null: it is too long to be a time. */
function partsOf(typed: string) {
  if (typed.length > LONGEST) return null;
  const length = cutDuration(clean(typed));
  const { ends, rest } = cutEnds(length.rest);
  return { length, ends, rest, found: cutRule(rest) };
}

/** `… for 45 min …`; and what is around it. */
function cutDuration(text: string): { readonly minutes: number | null; readonly rest: string } {
  const words = text.split(' ');
  for (const [index, word] of words.entries()) {
    if (word !== 'for' && word !== 'für') continue;
    for (let end = words.length; end > index + 1; end -= 1) {
      const said = words.slice(index + 1, end).join(' ');
      const german = said.replace(/\bstunden?\b/, 'h').replace(/\bminuten?\b/, 'min');
      if (readMinutes(german) === null || /^(?:times|x|mal)$/.test(words[end] ?? '')) continue;
      const minutes = readDuration(german);
      if (minutes !== null)
        return { minutes, rest: [...words.slice(0, index), ...words.slice(end)].join(' ') };
    }
  }
  return { minutes: null, rest: text };
}

type Said = {
  readonly rule: TypedRule;
  readonly ends: TypedEnds | null;
  readonly when: string;
  readonly minutes: number | null;
  readonly typed: string;
};

function repeated(
  { rule, ends, when, minutes, typed }: Said,
  asker: Asker,
  unreadable: Refused,
): Plan | Refused {
  const { timed, untilText } = withClock(when, ends);
  if (timed === '') return refuse({ why: 'time-of-day-missing', typed });
  const start = startOf(timed, asker);
  if (isRefused(start)) return start;

  const { wall, zone } = start;
  const pattern = patternAt(rule, start);
  if (pattern === null) return refuse({ why: 'repeats-day-missing' });
  const day = zoned(asker.now, zone).toPlainDate();
  const until = untilText === null ? null : readUntil(untilText, day, asker);
  if (until === 'unreadable') return unreadable;
  const typedEnds: Ends = until ?? (ends?.kind === 'count' ? ends : { kind: 'never' });
  if (typedEnds.kind === 'count' && typedEnds.count < 1) return unreadable;
  if (typedEnds.kind === 'count' && typedEnds.count > MOST_TIMES) return refuse({ why: 'repeats-too-long' });
  if (typedEnds.kind === 'until' && isTooLate(typedEnds.date, day))
    return refuse({ why: 'repeats-too-long' });
  const read: Rule = { pattern, interval: rule.interval, ends: typedEnds };
  const from = firstToCome(read, wall, zone, asker.now);
  if (from === null) return refuse({ why: 'repeats-never' });
  return { at: momentOf(from, zone), zone, minutes, repeats: { rule: read, from, zone } };
}

/** The last day without the time of day that may be written behind it, `until Dec 20 at 9:00`, which belongs to the first. */
function withClock(when: string, ends: TypedEnds | null) {
  const cut = ends?.kind === 'until' ? cutClock(ends.date) : null;
  const untilText = ends?.kind === 'until' ? (cut ? cut.rest : ends.date) : null;
  return { untilText, timed: unannounced(cut ? `${when} ${clockText(ends, cut.rest)}`.trim() : when) };
}

/** `at 9` is a time, and so is `Fri 10:00`, but not `at Fri 10:00`: what is left behind a length or a repetition. */
const unannounced = (text: string): string =>
  looksLikeWhen(text) ? text : text.replace(/^(?:at|um|from|ab|starting)\s+/, '');

const clockText = (ends: TypedEnds | null, rest: string): string =>
  ends?.kind === 'until' ? ends.date.replace(rest, '').replace(/^[\s,]+/, '') : '';

/** From when on: a day and a time, or today and the time of day alone. */
type Start = { readonly wall: Temporal.PlainDateTime; readonly zone: string; readonly hasDay: boolean };

function startOf(text: string, asker: Asker): Start | Refused {
  const time = readTimeOfDay(text, asker);
  if (time && isRefused(time)) return time;
  const { now } = asker;
  if (time) {
    const today = zoned(now, time.zone).toPlainDate();
    return { wall: today.toPlainDateTime(time.time), zone: time.zone, hasDay: false };
  }
  const read = readWhen(text, asker);
  if (isRefused(read)) return read;
  const { at, zone } = read;
  const wall = zoned(at, zone).toPlainDateTime();
  return { wall, zone, hasDay: true };
}

function patternAt({ pattern }: TypedRule, { wall, hasDay }: Start): Rule['pattern'] | null {
  switch (pattern.kind) {
    case 'weeks-of-start':
      return hasDay ? { kind: 'weeks', days: [weekdayOf(wall)] } : null;
    case 'months-of-start':
      return hasDay ? { kind: 'months', day: wall.day } : null;
    case 'years':
      return hasDay ? pattern : null;
    case 'days':
    case 'weeks':
    case 'months':
    case 'months-by-weekday':
      return pattern;
  }
}

function readUntil(text: string, today: Temporal.PlainDate, { locale }: Asker): Ends | 'unreadable' {
  const days = readDays(text.replace(/^(?:the|den)\s+/, ''), today, languagesOf(locale));
  const [date, ...others] = days?.dates ?? [];
  if (!date || others.length > 0 || days?.doubt) return 'unreadable';
  return { kind: 'until', date: date.toString() };
}

const isTooLate = (date: string, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(date, today.add({ years: LONGEST_SERIES })) > 0;

/** The first slot of the rule that is still to come. */
function firstToCome(rule: Rule, wall: Temporal.PlainDateTime, zone: string, now: Time): string | null {
  const first = firstSlot(rule, wall);
  if (first === null || momentOf(first, zone) > now) return first;
  return firstSlot(rule, wall.add({ days: 1 }));
}
