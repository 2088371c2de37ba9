import { expect, it } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import { ROOM } from '../jobs/stage.ts';
import { openWorkspace, pressIn, submitOf, textOf } from './workspace.ts';

it('reads a rule back with its first times and its zone, and makes it once it is agreed to', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  const asked = await says('olga', 'plan Standup at every weekday 9:00 until Dec 20 for 15 min @ivan');
  expect(textOf(asked)).toContain(
    'Every weekday at 09:00 until Sun 20 Dec 2026 (Europe/Berlin). First times: Wed 25 Nov 2026, 09:00–09:15; Thu 26 Nov 2026, 09:00–09:15; Fri 27 Nov 2026, 09:00–09:15.',
  );
  const made = textOf(await presses('olga', pressIn(asked, 'Plan it')));
  expect(made).toContain('Standup is planned');
  expect(made).toContain('Repeats: every weekday at 09:00 until Sun 20 Dec 2026 (Europe/Berlin)');
  const { meeting, occurrences } = await meetingNamed('Standup');
  expect(meeting.recurrence).toMatchObject({ from: '2026-11-25T09:00', minutes: 15, cards: 'one' });
  expect(occurrences.map(({ slot }) => slot)).toEqual([
    '2026-11-25T09:00',
    '2026-11-26T09:00',
    '2026-11-27T09:00',
  ]);
});

it('keeps what was read back, whatever the time is when it is agreed to', async () => {
  const { says, presses, clock, meetingNamed } = await openWorkspace();
  const asked = await says('olga', 'plan Standup at in 20 minutes every week');
  await clock.advance(10 * MINUTE);
  await presses('olga', pressIn(asked, 'Plan it'));
  expect((await meetingNamed('Standup')).meeting.recurrence?.from).toBe('2026-11-24T10:20');
  const late = await says('olga', 'plan Late at in 20 minutes every week');
  await clock.advance(30 * MINUTE);
  expect(textOf(await presses('olga', pressIn(late, 'Plan it')))).toContain('is in the past');
});

it.each([
  ['plan Standup at every blue moon 9:00', 'was not understood as a repetition'],
  ['plan Standup at every weekday', 'says the day, but not the time'],
  ['plan Standup at every 2 weeks 9:00', 'It is not said on which day that is.'],
  ['plan Standup at every weekday 9:00 until Nov 1', 'That gives no time that is still to come.'],
  ['plan Standup at every day 9:00 9000 times', 'at most 500 times, and for 5 years'],
  ['plan Standup at every day 9:00 until Dec 20 2050', 'at most 500 times, and for 5 years'],
  ['plan Standup at every day 9:00 in my room', 'A call in your personal room cannot be repeated.'],
])('refuses “%s” with words', async (line, words) => {
  const { says, records } = await openWorkspace();
  expect(textOf(await says('olga', line))).toContain(words);
  expect(await records()).toEqual([]);
});

it('is repeated by a field of the form, which is read together with the time', async () => {
  const { says, fills, meetingNamed } = await openWorkspace();
  const first = submitOf(await says('olga', 'new'));
  const fill = (values: object) => fills('olga', first, { topic: 'Retro', ...values });
  expect(textOf(await fill({ repeats: 'every week' }))).toContain('When: “every week” says the day');
  expect(textOf(await fill({ when: 'Fri 14:00', repeats: 'now and then' }))).toContain(
    'Repeats: “now and then” was not understood as a repetition.',
  );
  expect(textOf(await fill({ when: 'Fri 14:00', repeats: 'weekly', room: true }))).toContain(
    'Repeats: A call in your personal room cannot be repeated.',
  );
  const second = await fill({ when: 'Fri 14:00 for 45 min', repeats: 'every 2 weeks, 3 times', room: false });
  expect(textOf(second)).toContain(
    'Understood as every 2 weeks on Friday at 14:00, 3 times (Europe/Berlin). First times: Fri 27 Nov 2026, 14:00–14:45;',
  );
  expect(textOf(await fills('olga', submitOf(second), {}))).toContain('Retro is planned');
  expect((await meetingNamed('Retro')).occurrences).toHaveLength(3);
});

it('asks about seats with the time that was read', async () => {
  const { says, fills, presses, meetingNamed } = await openWorkspace({ abilities: ROOM });
  const second = await fills('olga', submitOf(await says('olga', 'new')), {
    ...{ topic: 'Retro', when: 'in 1 hour', repeats: 'daily' },
  });
  const people = ['ivan', 'zoe'].map((handle) => ({ kind: 'handle', handle }) as const);
  const asked = await fills('olga', submitOf(second), { people });
  await presses('olga', pressIn(asked, 'Invite them anyway'));
  expect((await meetingNamed('Retro')).meeting.recurrence?.from).toBe('2026-11-24T11:00');
});
