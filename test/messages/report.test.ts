import { expect, test } from 'vitest';
import type { Invitation, Slip } from '../../src/meeting/meeting.ts';
import { noteForMissed, type ReportView, report } from '../../src/messages/report.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { account, aMeeting, anInvitation, anOccurrence, aRecord, aSlip, ROOM, ZOOM } from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const [mia, lee, sam] = [anInvitation('mia'), anInvitation('lee'), anInvitation('sam')];
const names = new Map(['mia', 'lee', 'sam'].map((name) => [account(name), name]));
const view = (
  invitations: readonly Invitation[],
  slips: readonly Slip[],
  over: Partial<ReportView> = {},
) => ({
  record: aRecord({ invitations: [anInvitation('olga', { role: 'organizer' }), ...invitations], slips }),
  occurrence: anOccurrence(),
  names,
  provider: ROOM,
  cardProblem: null,
  ...over,
});
const read = (reported: ReportView) => plainText(report(reported, reader), reader);

test('counts up while codes go out', () => {
  const slips = [aSlip(mia.id, 'sent'), aSlip(lee.id, 'due'), aSlip(sam.id, 'sending')];
  expect(report(view([mia, lee, sam], slips), reader).notice).toBe('1 of 3 have their code');
  expect(read(view([mia, lee, sam], slips))).not.toContain('Not reached');
});

test('says who was not reached, why, and what to do', () => {
  const slips = [
    aSlip(mia.id, 'unreachable', { reason: 'dm-closed' }),
    aSlip(lee.id, 'unreachable', { reason: 'not-started' }),
    aSlip(sam.id, 'sent'),
  ];
  expect(read(view([mia, lee, sam], slips))).toBe(
    [
      '1 of 3 have their code',
      'Standup · Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin)',
      'Not reached:',
      '- @mia (direct messages are closed)',
      '- @lee (has not started the bot)',
      'They can open direct messages, or press Get my code on the card.',
      'They can start the bot, or press Get my code on the card.',
      '[Copy a note for them]',
    ].join('\n'),
  );
});

test('a person who was shown the code has it', () => {
  expect(read(view([mia], [aSlip(mia.id, 'shown')]))).toContain('1 of 1 has their code');
});

test('only the current code counts', () => {
  const rotated = { ...view([mia], [aSlip(mia.id, 'sent')]) };
  const record = { ...rotated.record, meeting: aMeeting({ revision: 2 }) };
  expect(read({ ...rotated, record })).toContain('0 of 1 has their code');
  const relinked = view([{ ...mia, link: 2 }], [aSlip(mia.id, 'sent')]);
  expect(read(relinked)).toContain('0 of 1 has their code');
});

test('a reason that nobody has words for is still said in words', () => {
  const slips = [aSlip(mia.id, 'dead', { reason: 'E_WEIRD_7' })];
  const said = read(view([mia], slips));
  expect(said).toContain('@mia (the message could not be delivered)');
  expect(said).not.toContain('E_WEIRD_7');
});

test('people without an account are waited for', () => {
  const username = anInvitation({ kind: 'username', username: 'zoe' });
  const email = anInvitation({ kind: 'email', address: 'zoe@mail.example' });
  const said = read(view([username, email], []));
  expect(said).toContain('@zoe (has never written to the bot)');
  expect(said).toContain('zoe@mail.example (mail is not set up here)');
});

test('codes that wait for the provider are not called missing until it fails', () => {
  const waiting = view([mia], [], { provider: ZOOM });
  const conference = (state: 'wanted' | 'failed') => ({
    ...waiting,
    record: { ...waiting.record, conference: { ...waiting.record.conference, state } },
  });
  expect(read(conference('wanted'))).toContain('The room is being made ready.');
  expect(read(conference('wanted'))).not.toContain('Not reached');
  expect(read(conference('failed'))).toContain('Not reached');
});

test('who muted the organizer is owed no code, and can still come for it', () => {
  expect(read(view([mia], []))).toContain(
    '- @mia (does not want invitations from this person)\nIf they want to come, they can press Get my code on the card.',
  );
});

test('after the meeting nobody is called missing for a code that nobody needs', () => {
  const over = anOccurrence({ state: 'ended' });
  const ended = view([mia], [], { occurrence: over });
  expect(read({ ...ended, record: { ...ended.record, occurrences: [over] } })).not.toContain('Not reached');
});

test('without a card people are told to type', () => {
  const slips = [aSlip(mia.id, 'unreachable', { reason: 'blocked' })];
  const nowhere = view([mia], slips, { occurrence: anOccurrence({ card: null }) });
  expect(read(nowhere)).toContain('or type /meeting code to the bot');
});

test('a card that could not be posted is told with a way out', () => {
  const failed = view([mia], [aSlip(mia.id, 'sent')], { cardProblem: 'not-in-channel' });
  expect(read(failed)).toContain('could not be posted: the bot is not in that channel.');
  expect(pressesOf(report(failed, reader))).toEqual([`place:${anOccurrence().id}`]);
});

test('says when nobody is invited', () => {
  expect(report(view([], []), reader).notice).toBe('Nobody is invited yet.');
});

test('a long list is cut and the rest counted', () => {
  const many = Array.from({ length: 52 }, (_, i) => anInvitation(`p${i}`));
  const slips = many.map(({ id }) => aSlip(id, 'unreachable', { reason: 'dm-closed' }));
  const said = read(view(many, slips));
  expect(said.match(/direct messages are closed/g)).toHaveLength(40);
  expect(said).toContain('- and 12 more');
});

test('the note for those who were not reached holds no code and a way to it', () => {
  const note = plainText(noteForMissed(view([mia], []), reader), reader);
  expect(note).toContain('You are invited to Standup, Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin).');
  expect(note).toContain('You can press Get my code on the card, and it is shown to you alone.');
});
