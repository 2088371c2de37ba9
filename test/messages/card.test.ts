import { expect, test } from 'vitest';
import { type CardView, card } from '../../src/messages/card.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { aMeeting, anInvitation, anOccurrence, aRecord, ROOM, ZOOM } from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const invitations = [
  anInvitation('olga', { role: 'organizer', rsvp: 'coming' }),
  anInvitation('mia', { rsvp: 'coming' }),
  anInvitation('lee', { rsvp: 'declined' }),
  anInvitation('sam', { state: 'withdrawn', rsvp: 'coming' }),
];
const view = (over: Partial<CardView> = {}): CardView => ({
  record: aRecord({ invitations }),
  occurrence: anOccurrence(),
  organizerName: 'olga',
  provider: ROOM,
  inside: null,
  publicUrl: 'https://meet.example',
  ...over,
});

test('a planned meeting says what, when, by whom, for whom and who is coming', () => {
  expect(plainText(card(view(), reader), reader)).toBe(
    [
      'Standup',
      'Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin)',
      'Organizer @olga · by invitation',
      'Meeting ID 234 5678 9012',
      'Coming 1 of 2',
      'Or with your code at https://meet.example/j/23456789012',
      "[Join] [Get my code] [I'm in] [Can't]",
    ].join('\n'),
  );
});

test('a preview says what and when', () => {
  expect(card(view(), reader).notice).toBe('Standup, Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin)');
});

test('a meeting without invitees does not count them', () => {
  expect(plainText(card(view({ record: aRecord() }), reader), reader)).not.toContain('Coming');
});

test('a live meeting says how many are in the call where the provider tells', () => {
  const live = anOccurrence({ state: 'live' });
  const told = plainText(card(view({ occurrence: live, inside: 1 }), reader), reader);
  expect(told).toContain('Live now');
  expect(told).toContain('In the call 1 person');
  const silent = card(view({ occurrence: live }), reader);
  expect(plainText(silent, reader)).not.toContain('In the call');
  expect(silent.notice).toBe('Standup is live');
});

test.each(['ended', 'cancelled'] as const)('a meeting that is %s has nothing to press', (state) => {
  const over = card(view({ occurrence: anOccurrence({ state }) }), reader);
  expect(pressesOf(over)).toEqual([]);
  expect(plainText(over, reader)).toContain(
    `This meeting ${state === 'ended' ? 'has ended' : 'is cancelled'}.`,
  );
  expect(over.notice).toBe(`Standup ${state === 'ended' ? 'has ended' : 'is cancelled'}`);
});

test('every card of a cancelled meeting says so, whatever its occurrence was', () => {
  const cancelled = aRecord({ meeting: aMeeting({ state: 'cancelled' }) });
  expect(plainText(card(view({ record: cancelled }), reader), reader)).toContain('cancelled');
});

test('says that the room is being made ready only where codes wait for it', () => {
  const record = aRecord();
  const withConference = (state: 'wanted' | 'failed' | 'ready', provider = ZOOM) =>
    plainText(
      card(view({ record: { ...record, conference: { ...record.conference, state } }, provider }), reader),
      reader,
    );
  expect(withConference('wanted')).toContain('Getting the room ready');
  expect(withConference('failed')).toContain('could not be made ready');
  expect(withConference('ready')).not.toContain('ready');
  expect(withConference('wanted', ROOM)).not.toContain('ready');
});

test('a call in a personal room is known by its own topic', () => {
  const message = card(view({ occurrence: anOccurrence({ topic: 'Review' }) }), reader);
  expect(plainText(message, reader)).toMatch(/^Review\n/);
  expect(message.notice).toContain('Review, Wed 25 Nov 2026');
});
