import type { Time } from '../clock.ts';
import type { MeetingRecord, Occurrence } from './meeting.ts';
import { withOccurrence } from './occurrence.ts';
import { touchConference } from './touch-conference.ts';

/** Its planned end has come and it was never started: it is over. */
export const lapse = (record: MeetingRecord, occurrence: Occurrence, now: Time): MeetingRecord => ({
  ...withOccurrence(record, { ...occurrence, state: 'ended', endedAt: now }),
  conference: touchConference(record.conference, 'updated'),
});
