import { z } from 'zod';
import { MINUTE, type Time } from '../clock.ts';
import { type Refused, refuse } from '../meeting/refusal.ts';
import { WEEKDAYS } from '../time/rule.ts';
import type { Planned } from './planned.ts';

const pattern = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('days') }),
  z.object({ kind: z.literal('weeks'), days: z.array(z.enum(WEEKDAYS)) }),
  z.object({ kind: z.literal('months'), day: z.number() }),
  z.object({
    kind: z.literal('months-by-weekday'),
    nth: z.literal([1, 2, 3, 4, -1]),
    day: z.enum(WEEKDAYS),
  }),
  z.object({ kind: z.literal('years') }),
]);
const ends = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('until'), date: z.string() }),
  z.object({ kind: z.literal('count'), count: z.number() }),
]);
const planned = z.object({
  startsAt: z.number().nullable(),
  minutes: z.number(),
  zone: z.string(),
  repeats: z
    .object({ rule: z.object({ pattern, interval: z.number(), ends }), from: z.string(), zone: z.string() })
    .nullable(),
}) satisfies z.ZodType<Planned>;

/**
 * A time that was read back, kept as it was understood until it is agreed to: `in 20 minutes` and `tomorrow` must not
 * mean another one a minute later. No field of a form: nobody types it.
 */
export const agreed = z
  .string()
  .transform((text) => planned.parse(JSON.parse(text)))
  .optional();

export const keepAgreed = (times: Planned): string => JSON.stringify(times);

/** What was agreed to, unless it has passed while its asker thought about it. */
export const stillToCome = (times: Planned, now: Time): Planned | Refused =>
  times.startsAt === null || times.startsAt + MINUTE > now
    ? times
    : refuse({ why: 'time-past', at: times.startsAt });
