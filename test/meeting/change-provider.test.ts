import { expect, it } from 'vitest';
import { asId, type ConferenceId } from '../../src/ids.ts';
import { loseConference } from '../../src/meeting/change-provider.ts';
import { aMeeting, aRoom, occurrenceOf } from './a-meeting.ts';

const NEXT = asId<ConferenceId>('next');
const held = { state: 'ready', foreignId: 'call-1' } as const;

it('asks for another call in the place of a lost one, for a personal room too', () => {
  for (const record of [aMeeting(), aRoom()]) {
    const { conference } = loseConference({ ...record, conference: { ...record.conference, ...held } }, NEXT);
    expect(conference).toMatchObject({ id: NEXT, state: 'wanted', foreignId: null, wanted: 1 });
  }
});

it('asks for none where none is needed any more', () => {
  const record = aMeeting();
  const conference = { ...record.conference, ...held };
  const over = { ...record, conference, occurrences: [{ ...occurrenceOf(record), state: 'ended' as const }] };
  const cancelled = { ...record, conference, meeting: { ...record.meeting, state: 'cancelled' as const } };
  for (const done of [over, cancelled])
    expect(loseConference(done, NEXT).conference).toMatchObject({
      id: record.conference.id,
      state: 'gone',
      foreignId: null,
    });
});
