import { expect, test } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import { type DetailsView, meetingDetails } from '../../src/messages/meeting-details.ts';
import { Secret } from '../../src/vault/secret.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import {
  account,
  aMeeting,
  anInvitation,
  anOccurrence,
  aRecord,
  aSlip,
  OLGA,
  ROOM,
  START,
  ZOOM,
} from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const mia = anInvitation('mia', { rsvp: 'coming', role: 'cohost' });
const lee = anInvitation('lee');
const record = aRecord({
  invitations: [anInvitation('olga', { role: 'organizer' }), mia, lee],
  slips: [aSlip(mia.id, 'sent'), aSlip(lee.id, 'unreachable', { reason: 'blocked' })],
});
const view = (over: Partial<DetailsView> = {}): DetailsView => ({
  record,
  occurrence: anOccurrence(),
  relation: 'organizer',
  shown: null,
  names: new Map([[OLGA, 'olga'], ...['mia', 'lee'].map((name) => [account(name), name] as const)]),
  provider: ROOM,
  builtIn: true,
  door: { kind: 'not-open', opensAt: START - 15 * MINUTE },
  publicUrl: 'https://meet.example',
  ...over,
});
const read = (over: Partial<DetailsView> = {}) => plainText(meetingDetails(view(over), reader), reader);
const commands = (over: Partial<DetailsView> = {}) =>
  pressesOf(meetingDetails(view(over), reader)).map((press) => press.split(':')[0]);

test('the organizer reads everything about it, and how the invitees fare', () => {
  expect(read()).toBe(
    [
      'Standup',
      'Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin) · planned',
      'Meeting ID 234 5678 9012',
      'Passcode hidden',
      'Organizer @olga · by invitation',
      'Coming 1 of 2',
      'Waiting room Off',
      'Call runs on Built-in room',
      'The door opens Wed 25 Nov 2026, 09:15 (Europe/Berlin) · https://meet.example/j/23456789012',
      'Invitees',
      '- @mia: co-organizer, has the code, coming',
      '- @lee: not reached (has blocked the bot), no answer',
      '[Join] [Show] [Add to calendar] [Start] [Copy invitation] [Rotate] [Recreate] [Cancel]',
    ].join('\n'),
  );
});

test('a hidden code is not in the message at all; a shown one is for the reader alone', () => {
  const passcode = new Secret('K7QW3M9XTB');
  const shown = { passcode, codes: { provider: 'Zoom', lines: [] } };
  const secrets = (over: Partial<DetailsView>) =>
    meetingDetails(view(over), reader)
      .blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []))
      .flatMap(({ value }) => value)
      .filter(({ kind }) => kind === 'secret');
  expect(secrets({})).toEqual([]);
  expect(secrets({ shown })).toMatchObject([{ secret: passcode, hidden: false }]);
  expect(read({ shown })).toContain('Shown to you alone.');
  expect(commands({ shown })).not.toContain('reveal');
});

test('an invitee reads what concerns them', () => {
  expect(read({ relation: 'invitee' })).not.toContain('Invitees');
  expect(commands({ relation: 'invitee' })).toEqual(['enter', 'reveal', 'rsvp', 'rsvp', 'calendar']);
});

test('an admin can rotate and cancel, but sees no code', () => {
  expect(read({ relation: 'none' })).not.toContain('Passcode');
  expect(commands({ relation: 'none' })).toEqual(['rotate', 'cancel']);
});

test('a live meeting can be ended, a meeting that is over only made anew', () => {
  const live = { occurrence: anOccurrence({ state: 'live' }), door: { kind: 'open' } } as const;
  expect(commands(live)).toContain('end');
  expect(read(live)).toContain('The door is open.');
  const ended = { occurrence: anOccurrence({ state: 'ended' }), door: { kind: 'ended' } } as const;
  expect(commands(ended)).toEqual(['reveal', 'rotate', 'recreate']);
  const dead = { ...record, meeting: aMeeting({ state: 'cancelled' }) };
  expect(commands({ record: dead, door: { kind: 'cancelled' } })).toEqual(['recreate']);
  expect(read({ record: dead, door: { kind: 'cancelled' } })).toContain('· cancelled');
  const nothing = meetingDetails(
    view({ record: dead, relation: 'invitee', door: { kind: 'cancelled' } }),
    reader,
  );
  expect(nothing.blocks.map(({ kind }) => kind)).not.toContain('buttons');
});

test('what waits for the room is said to all, and who runs the meeting can choose when it failed', () => {
  const waits = (conference: Partial<typeof record.conference>) => ({
    record: { ...record, conference: { ...record.conference, ...conference } },
    provider: ZOOM,
  });
  expect(read(waits({ state: 'wanted' }))).toContain('Getting the room ready.');
  expect(read(waits({ state: 'ready' }))).not.toContain('the room');
  const failed = waits({ state: 'failed', foreignId: null, reason: 'busy' });
  expect(read(failed)).toContain('Zoom could not make the room for Standup');
  expect(commands(failed).slice(0, 2)).toEqual(['retry', 'use-room']);
  expect(commands({ ...failed, builtIn: false })).not.toContain('use-room');
  expect(read({ ...failed, relation: 'invitee' })).toContain('The organizer has been told.');
  expect(commands({ ...failed, relation: 'invitee' })).not.toContain('retry');
  const over = { ...failed.record, occurrences: [anOccurrence({ state: 'ended' })] };
  expect(commands({ ...failed, record: over })).not.toContain('retry');
});

test('in a personal room Cancel is about the call, and the room is not made anew', () => {
  const personal = { record: { ...record, meeting: aMeeting({ kind: 'personal' }) } };
  const presses = pressesOf(meetingDetails(view(personal), reader));
  expect(presses).toContain(`cancel:${anOccurrence().id}`);
  expect(presses.join()).not.toContain('recreate');
});

test('without invitees there is no list of them', () => {
  expect(read({ record: aRecord() })).not.toContain('Invitees');
});

test('counts nobody where nobody is invited', () => {
  expect(read()).toContain('Coming 1 of 2');
  const alone = aRecord({ invitations: [anInvitation('olga', { role: 'organizer' })], slips: [] });
  expect(read({ record: alone })).not.toContain('Coming');
});
