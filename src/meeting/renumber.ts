import type { Meeting, MeetingRecord } from './meeting.ts';
import { touchConference } from './touch-conference.ts';

/**
 * A personal room's new number, chosen or random. Its passcode stays; `check` is made anew because it is made of
 * both. Slips that were sent are edited to the new number, and links with the old one find nothing.
 */
export const renumber = (room: MeetingRecord, next: Pick<Meeting, 'meetingId' | 'check'>): MeetingRecord => ({
  ...room,
  meeting: { ...room.meeting, ...next, replacedCheck: null },
  conference: touchConference(room.conference, 'updated'),
});
