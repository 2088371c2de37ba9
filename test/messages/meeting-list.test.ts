import { expect, test } from 'vitest';
import { type ListedMeeting, meetingList } from '../../src/messages/meeting-list.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { aMeeting, anOccurrence, aRecord } from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const listed = (over: Partial<ListedMeeting> = {}): ListedMeeting => ({
  record: aRecord(),
  occurrence: anOccurrence(),
  relation: 'organizer',
  ...over,
});

test('lists meetings with their codes hidden', () => {
  expect(plainText(meetingList([listed()], reader), reader)).toBe(
    [
      '1 meeting coming up',
      'Standup',
      'Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin) · you organize it',
      'Meeting ID 234 5678 9012',
      'Passcode hidden',
      '[Show] [Details]',
    ].join('\n'),
  );
  expect(pressesOf(meetingList([listed()], reader))).toEqual([
    `reveal:${aMeeting().key}`,
    `show:${aMeeting().key}`,
  ]);
});

test('gives the organizer their buttons where the first meeting has them, and nobody else', () => {
  const shown = (over: Partial<ListedMeeting>) => meetingList([listed(over)], reader, true);
  expect(plainText(shown({}), reader)).toContain(
    '[Show] [Details] [Start] [Copy invitation] [Rotate] [Recreate] [Cancel]',
  );
  expect(shown({}).blocks.at(-1)).toMatchObject({ kind: 'buttons', inFront: 2 });
  expect(plainText(shown({ relation: 'invitee' }), reader)).toMatch(/\[Show\] \[Details\]$/);
  expect(plainText(shown({ relation: 'none' }), reader)).toMatch(/\n\[Details\]$/);
});

test('says which is live and what I am to it', () => {
  const live = listed({ occurrence: anOccurrence({ state: 'live' }), relation: 'invitee' });
  expect(plainText(meetingList([live], reader), reader)).toContain('· you are invited · live');
});

test('an admin sees a meeting of the workspace without its code', () => {
  const foreign = meetingList([listed({ relation: 'none' })], reader);
  expect(plainText(foreign, reader)).not.toContain('Passcode');
  expect(pressesOf(foreign)).toEqual([`show:${aMeeting().key}`]);
});

test('says what to do when there is none', () => {
  expect(plainText(meetingList([], reader), reader)).toContain('Start one with /meeting now');
});

test('counts what does not fit', () => {
  const many = meetingList(
    Array.from({ length: 20 }, () => listed()),
    reader,
  );
  expect(many.notice).toBe('20 meetings coming up');
  expect(plainText(many, reader)).toContain('And 12 more.');
});
