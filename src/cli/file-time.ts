import type { Time } from '../clock.ts';

/** A time as part of a file's name, in UTC: `2026-11-24T16-30-00Z`. */
export const fileTime = (at: Time): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toString({ smallestUnit: 'second' }).replaceAll(':', '-');
