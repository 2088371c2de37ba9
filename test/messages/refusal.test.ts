import { describe, expect, test } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import { asId, type FormId } from '../../src/ids.ts';
import type { MeetingId } from '../../src/meeting/meeting-id.ts';
import type { NumberProblem, PasscodeProblem, Refusal } from '../../src/meeting/refusal.ts';
import type { Catalogue } from '../../src/messages/catalogue.ts';
import { refusalLine, refusalMessage } from '../../src/messages/refusal.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { aMeeting, START } from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const read = (refusal: Refusal, around?: Parameters<typeof refusalMessage>[2]) =>
  plainText(refusalMessage(refusal, reader, around), reader);

const candidate = {
  key: aMeeting().key,
  meetingId: '23456789012' as MeetingId,
  topic: 'Standup',
  startsAt: START,
};

/** One of each: a refusal that is missing here does not compile. */
const EVERY: { readonly [Why in Refusal['why']]: Extract<Refusal, { why: Why }> } = {
  'no-such-meeting': { why: 'no-such-meeting' },
  'unknown-command': { why: 'unknown-command', typed: 'rotat', nearest: 'rotate' },
  missing: { why: 'missing', field: 'when', example: '/meeting plan Standup at 15:30' },
  'not-understood': { why: 'not-understood', field: 'when', typed: 'x', example: '/meeting move 15:30' },
  'several-meetings': { why: 'several-meetings', command: 'rotate', candidates: [candidate] },
  'no-meetings': { why: 'no-meetings' },
  'not-organizer': { why: 'not-organizer' },
  'not-admin': { why: 'not-admin' },
  'may-not-create': { why: 'may-not-create', who: 'admins' },
  'not-a-member': { why: 'not-a-member' },
  'is-invited': { why: 'is-invited' },
  'not-invited': { why: 'not-invited', canAsk: true, meeting: aMeeting().key },
  locked: { why: 'locked' },
  plan: { why: 'plan', what: 'number' },
  'too-many-meetings': { why: 'too-many-meetings', limit: 10, again: START },
  'too-many-invitees': { why: 'too-many-invitees', limit: 200, again: START },
  'meeting-too-large': { why: 'meeting-too-large', limit: 1_000 },
  'time-past': { why: 'time-past', at: START },
  'time-ambiguous': {
    why: 'time-ambiguous',
    because: 'which-half',
    readings: [START, START + HOUR],
    zone: 'Europe/Berlin',
  },
  'time-of-day-missing': { why: 'time-of-day-missing', typed: 'tomorrow' },
  'zone-unclear': { why: 'zone-unclear', typed: 'Portland', zones: ['America/New_York'] },
  'repeats-not-understood': { why: 'repeats-not-understood', typed: 'every blue moon' },
  'repeats-day-missing': { why: 'repeats-day-missing' },
  'repeats-never': { why: 'repeats-never' },
  'repeats-too-long': { why: 'repeats-too-long' },
  'repeats-in-room': { why: 'repeats-in-room' },
  'time-not-understood': { why: 'time-not-understood', typed: 'later' },
  'duration-not-understood': { why: 'duration-not-understood', typed: 'long' },
  'time-too-far': { why: 'time-too-far', at: START },
  'passcode-policy': { why: 'passcode-policy', problem: 'length' },
  'number-rules': { why: 'number-rules', problem: 'length' },
  'number-taken': { why: 'number-taken' },
  'is-cancelled': { why: 'is-cancelled' },
  'is-over': { why: 'is-over' },
  'not-planned': { why: 'not-planned' },
  'is-live': { why: 'is-live' },
  'not-live': { why: 'not-live' },
  'personal-room': { why: 'personal-room' },
  'is-organizer': { why: 'is-organizer' },
  'not-an-invitee': { why: 'not-an-invitee' },
  'nobody-named': { why: 'nobody-named', example: '/meeting invite Standup @mia' },
  person: { why: 'person', problem: { name: '@robo', why: 'bot' } },
  'already-asked': { why: 'already-asked' },
  'asked-too-often': { why: 'asked-too-often', again: START },
  'not-open-any-more': { why: 'not-open-any-more' },
  'not-in-conversation': { why: 'not-in-conversation' },
  'typed-in-public': { why: 'typed-in-public' },
  'form-expired': { why: 'form-expired' },
  'claim-first': { why: 'claim-first', meeting: 'meeting-1' },
  'nothing-asked': { why: 'nothing-asked' },
  busy: { why: 'busy' },
  failed: { why: 'failed' },
};

test.each(Object.values(EVERY))(
  '$why says what was wrong, then what to do, in whole sentences',
  (refusal) => {
    const [what = '', next = ''] = read(refusal).split('\n');
    expect(what).toMatch(/[.?]$/);
    expect(next.length).toBeGreaterThan(5);
    expect(`${what} ${next}`).not.toMatch(/!|oops|please|undefined|\[object/i);
    expect(refusalMessage(refusal, reader).notice).toBe(what);
  },
);

describe('what was missing or not understood', () => {
  const fields = [{ name: 'when', label: (text: Catalogue) => text.fields.when }];

  test('is named as the form names it, with an example that works', () => {
    expect(read(EVERY.missing, { fields })).toContain('Missing: when.');
    expect(read(EVERY.missing)).toContain('For example: /meeting plan Standup at 15:30');
    expect(read(EVERY['not-understood'], { fields })).toContain('“x” was not understood as when.');
  });

  test('words that no field could take are named alone', () => {
    const rest = { why: 'not-understood', field: '', typed: 'and so on', example: '/meeting list' } as const;
    expect(read(rest)).toContain('“and so on” was not understood.');
  });

  test('what was typed comes back as one harmless line', () => {
    expect(read({ why: 'time-not-understood', typed: 'la\u202eter\nnow\0' })).toContain('“later now”');
    const problem = { name: '@m\u202eia\n', why: 'unknown' } as const;
    expect(refusalMessage({ why: 'person', problem }, reader).notice).toMatch(/^@mia was not found/);
  });
});

test('an unknown command offers the nearest, if one is near', () => {
  expect(read(EVERY['unknown-command'])).toContain('Did you mean /meeting rotate?');
  expect(read({ why: 'unknown-command', typed: 'xyz', nearest: null })).not.toContain('Did you mean');
});

test('an ambiguous time shows each reading as it can be typed', () => {
  const readings = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
  const said = read({ why: 'time-ambiguous', because: 'repeated', readings, zone: 'Europe/Berlin' });
  expect(said).toContain('- 2026-10-25 02:30+02:00\n- 2026-10-25 02:30+01:00');
});

test('beside a field it is one line', () => {
  expect(refusalLine({ why: 'duration-not-understood', typed: 'long' }, reader)).toBe(
    '“long” was not understood as a duration. From 5 minutes to 24 hours, for example: 45 min, 1 h 30.',
  );
  const readings = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
  expect(
    refusalLine({ why: 'time-ambiguous', because: 'repeated', readings, zone: 'Europe/Berlin' }, reader),
  ).toMatch(/Write one of these: 2026-10-25 02:30\+02:00, 2026-10-25 02:30\+01:00\.$/);
});

test('a past time is shown as it was read, in the reader’s zone', () => {
  expect(read(EVERY['time-past'])).toContain('Wed 25 Nov 2026, 09:30 (Europe/Berlin) is in the past.');
});

test('several meetings give a picker that goes on where it stopped', () => {
  const topics = Array.from({ length: 12 }, (_, i) => ({
    ...candidate,
    topic: `Standup ${i} ${'x'.repeat(90)}`,
  }));
  const message = refusalMessage({ why: 'several-meetings', command: 'rotate', candidates: topics }, reader);
  expect(pressesOf(message)).toEqual(Array(10).fill(`rotate:${candidate.key}`));
  expect(plainText(message, reader)).toContain('… · Wed 25 Nov 2026, 09:30 · 234 5678 9012]');
});

test('who is not invited can ask where access allows', () => {
  expect(pressesOf(refusalMessage(EVERY['not-invited'], reader))).toEqual([`ask:${aMeeting().key}`]);
  const closed = { ...EVERY['not-invited'], canAsk: false };
  expect(pressesOf(refusalMessage(closed, reader))).toEqual([]);
  expect(read(closed)).toContain('Only the organizer can invite you.');
});

test('who is invited by username is led to their code', () => {
  expect(pressesOf(refusalMessage(EVERY['claim-first'], reader))).toEqual(['code:meeting-1']);
});

test('a form that was refused can be edited again', () => {
  const edit = asId<FormId>('form1');
  expect(pressesOf(refusalMessage(EVERY['time-past'], reader, { edit }))).toEqual(['edit:form1']);
});

test('each plan limit, passcode rule and number rule has words of its own', () => {
  const passcodes: readonly PasscodeProblem[] = ['length', 'characters', 'numeric', 'weak'];
  const numbers: readonly NumberProblem[] = ['length', 'first-digit', 'prefix', 'repeats', 'run'];
  const said = [
    ...passcodes.map((problem) => read({ why: 'passcode-policy', problem })),
    ...numbers.map((problem) => read({ why: 'number-rules', problem })),
    read({ why: 'plan', what: 'passcode' }),
    read({ why: 'plan', what: 'number' }),
  ];
  expect(new Set(said).size).toBe(said.length);
});
