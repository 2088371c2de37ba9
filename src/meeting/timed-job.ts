import type { Time } from '../clock.ts';
import type { JobKind, NewJob } from '../ports/store/jobs.ts';

/** A job that waits for its time and for nothing else. */
export const timedJob = (kind: Exclude<JobKind, 'deliver'>, subject: string, runAt: Time): NewJob => ({
  key: `${kind}:${subject}`,
  kind,
  subject,
  runAt,
  order: runAt,
  buckets: [],
});
