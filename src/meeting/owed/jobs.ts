import type { Time } from '../../clock.ts';
import type { NewJob } from '../../ports/store/jobs.ts';
import type { Change } from '../../ports/store.ts';
import type { Occurrence } from '../meeting.ts';
import { isOver } from '../occurrence.ts';
import { dueText, REMINDERS, remindAt } from '../reminder.ts';
import { timedJob } from '../timed-job.ts';
import { type Difference, occurrencePairs } from './difference.ts';

/** The provider is called when something more is wanted of it; each occurrence starts and ends by its time. */
export function owedJobs(difference: Difference): Pick<Change, 'jobs' | 'cancelJobs'> {
  const pairs = occurrencePairs(difference);
  return {
    jobs: [
      ...conferenceJob(difference),
      ...pairs.flatMap(([was, is]) => timers(was, is, difference.facts.now)),
    ],
    cancelJobs: pairs.flatMap(([was, is]) => (was ? deadTimers(was, is) : [])),
  };
}

function conferenceJob({ before, after: { conference }, facts }: Difference): readonly NewJob[] {
  // Of another provider's conference nothing has been wanted yet.
  const same = before?.conference.id === conference.id;
  if (same && conference.wanted === before.conference.wanted) return [];
  return [timedJob('conference', conference.id, facts.now)];
}

function timers(was: Occurrence | null, is: Occurrence, now: Time): readonly NewJob[] {
  const jobs: NewJob[] = [];
  if (is.state === 'planned' && was?.startsAt !== is.startsAt)
    jobs.push(timedJob('start', is.id, is.startsAt), ...reminders(is, now));
  if (!isOver(is) && was?.endsAt !== is.endsAt) jobs.push(timedJob('end', is.id, is.endsAt));
  return jobs;
}

function deadTimers(was: Occurrence, is: Occurrence): readonly string[] {
  const keys: string[] = [];
  if (was.state === 'planned' && is.state !== 'planned') keys.push(`start:${is.id}`);
  if (!isOver(was) && isOver(is)) keys.push(`end:${is.id}`, `empty:${is.id}`);
  // Another time may be too near for some of them.
  if (!isOver(was) && (isOver(is) || is.startsAt !== was.startsAt))
    keys.push(...REMINDERS.map((minutes) => `remind:${dueText({ occurrence: is.id, minutes })}`));
  return keys;
}

/** Whoever hears of it later than that needs no reminder. */
const reminders = (is: Occurrence, now: Time): readonly NewJob[] =>
  REMINDERS.filter((minutes) => remindAt(is, minutes) > now).map((minutes) =>
    timedJob('remind', dueText({ occurrence: is.id, minutes }), remindAt(is, minutes)),
  );
