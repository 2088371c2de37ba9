import { describe, expect, test } from 'vitest';
import { asId, type FormId } from '../../src/ids.ts';
import type { NumberProblem, PasscodeProblem, Refusal } from '../../src/meeting/refusal.ts';
import type { Catalogue } from '../../src/messages/catalogue.ts';
import { refusalLine, refusalMessage } from '../../src/messages/refusal.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { aMeeting } from './a-record.ts';
import { CANDIDATE, EVERY_REFUSAL } from './every-refusal.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const read = (refusal: Refusal, around?: Parameters<typeof refusalMessage>[2]) =>
  plainText(refusalMessage(refusal, reader, around), reader);

test.each(Object.values(EVERY_REFUSAL))(
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
    expect(read(EVERY_REFUSAL.missing, { fields })).toContain('Missing: when.');
    expect(read(EVERY_REFUSAL.missing)).toContain('For example: /meeting plan Standup at 15:30');
    expect(read(EVERY_REFUSAL['not-understood'], { fields })).toContain('“x” was not understood as when.');
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
  expect(read(EVERY_REFUSAL['unknown-command'])).toContain('Did you mean /meeting rotate?');
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
  expect(read(EVERY_REFUSAL['time-past'])).toContain(
    'Wed 25 Nov 2026, 09:30 (Europe/Berlin) is in the past.',
  );
});

test('several meetings give a picker that goes on where it stopped', () => {
  const topics = Array.from({ length: 12 }, (_, i) => ({
    ...CANDIDATE,
    topic: `Standup ${i} ${'x'.repeat(90)}`,
  }));
  const message = refusalMessage({ why: 'several-meetings', command: 'rotate', candidates: topics }, reader);
  expect(pressesOf(message)).toEqual(Array(10).fill(`rotate:${CANDIDATE.key}`));
  expect(plainText(message, reader)).toContain('… · Wed 25 Nov 2026, 09:30 · 234 5678 9012]');
});

test('who is not invited can ask where access allows', () => {
  expect(pressesOf(refusalMessage(EVERY_REFUSAL['not-invited'], reader))).toEqual([`ask:${aMeeting().key}`]);
  const closed = { ...EVERY_REFUSAL['not-invited'], canAsk: false };
  expect(pressesOf(refusalMessage(closed, reader))).toEqual([]);
  expect(read(closed)).toContain('Only the organizer can invite you.');
});

test('who is invited by username is led to their code', () => {
  expect(pressesOf(refusalMessage(EVERY_REFUSAL['claim-first'], reader))).toEqual(['code:meeting-1']);
});

test('a form that was refused can be edited again', () => {
  const edit = asId<FormId>('form1');
  expect(pressesOf(refusalMessage(EVERY_REFUSAL['time-past'], reader, { edit }))).toEqual(['edit:form1']);
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
