import type { Time } from '../clock.ts';

export const zoned = (at: Time, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
