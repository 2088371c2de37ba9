import type { Conference } from './meeting.ts';

/** A conference that nobody has made yet: recordChange makes it a job. */
export const wantedConference = (of: Pick<Conference, 'id' | 'meetingKey' | 'provider'>): Conference => ({
  ...of,
  state: 'wanted',
  foreignId: null,
  credentials: null,
  reason: null,
  wanted: 1,
  shown: 0,
});
