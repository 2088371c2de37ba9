import type { Time } from '../clock.ts';
import type { ConferenceId } from '../ids.ts';
import type { NewJob } from '../ports/store/jobs.ts';

/** Has it read back what the provider has of a call. */
export const lookJob = (conference: ConferenceId, runAt: Time): NewJob => ({
  key: `look:${conference}`,
  kind: 'look',
  subject: conference,
  runAt,
  order: runAt,
  buckets: [],
});
