import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import { ROOM, ZOOM } from '../jobs/stage.ts';
import { openWorkspace, pressIn, submitOf, textOf } from './workspace.ts';

it('reads a rule back with its first times and its zone, and makes it once it is agreed to', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  const asked = await says('olga', 'plan Standup at every weekday 9:00 until Dec 20 for 15 min @ivan');
  expect(textOf(asked)).toContain('Every weekday at 09:00 until Sun 20 Dec 2026 (Europe/Berlin).');
  expect(textOf(asked)).toContain(
    'First times: Wed 25 Nov 2026, 09:00–09:15; Thu 26 Nov 2026, 09:00–09:15; Fri 27 Nov 2026, 09:00–09:15.',
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

/** Olga's Standup every day at 9:00 in Berlin from tomorrow on, with Ivan and Zoe invited. */
async function dailyStandup(words = 'every day 9:00 for 15 min') {
  const journey = await openWorkspace();
  const { says, presses, pass, meetingNamed } = journey;
  await presses('olga', pressIn(await says('olga', `plan Standup at ${words} @ivan @zoe`), 'Plan it'));
  await pass(SECOND);
  const record = () => meetingNamed('Standup');
  const starts = async () =>
    (await record()).occurrences
      .filter(({ state }) => state === 'planned')
      .map(({ startsAt }) => new Date(startsAt).toISOString().slice(5, 16));
  return { ...journey, record, starts };
}

describe('moving what is repeated', () => {
  it('asks which, and moves one alone', async () => {
    const { says, presses, pass, seen, starts, record } = await dailyStandup();
    const asked = await says('olga', 'move Standup to tomorrow 11:00 for 30 min');
    expect(textOf(asked)).toContain('Wed 25 Nov 2026, 11:00–11:30 (Europe/Berlin).');
    expect(textOf(asked)).toContain(
      'This one alone, or all that follow too: every day at 11:00 (Europe/Berlin).',
    );
    const moved = textOf(await presses('olga', pressIn(asked, 'Move this one')));
    expect(moved).toContain('The other times stay as they are, and so does the code.');
    expect(await starts()).toEqual(['11-25T10:00', '11-26T08:00', '11-27T08:00']);
    expect((await record()).meeting.recurrence?.from).toBe('2026-11-25T09:00');
    await pass(SECOND);
    const [told] = seen('ivan').filter((text) => text.startsWith('Standup is moved'));
    expect(told).toContain('Repeats: every day at 09:00 (Europe/Berlin)');
    expect(told).toContain('Only this time is moved.');
    expect(seen('general').join()).toContain('2026-11-25T10:00');
  });

  it('moves all that follow, and tells people once', async () => {
    const { says, presses, pass, seen, starts, record } = await dailyStandup();
    const second = (await record()).occurrences[1];
    const asked = await says('olga', `move ${second?.id} to Thu 11:00`);
    const moved = textOf(await presses('olga', pressIn(asked, 'Move all that follow')));
    expect(moved).toContain('Repeats: every day at 11:00 (Europe/Berlin)');
    expect(await starts()).toEqual(['11-25T08:00', '11-26T10:00', '11-27T10:00']);
    await pass(SECOND);
    const told = seen('ivan').filter((text) => text.startsWith('Standup is moved'));
    expect(told).toHaveLength(1);
    expect(told.join()).toContain('All times from then on are moved.');
  });

  it('offers only the one where the rule has no place for the others, and takes no rule', async () => {
    const { says, presses, starts } = await dailyStandup('every day 9:00 until Nov 27');
    const asked = await says('olga', 'move Standup to 2026-12-20 11:00');
    expect(textOf(asked)).toContain('The other times stay as they are.');
    expect(() => pressIn(asked, 'Move all that follow')).toThrow('no button');
    const yes = pressIn(asked, 'Move this one');
    expect(textOf(await presses('olga', `${yes}:following`))).toContain('no time that is still to come');
    expect(await starts()).toHaveLength(3);
    expect(textOf(await says('olga', 'move Standup to every Tuesday 10:00'))).toContain(
      '“every Tuesday 10:00” was not understood as a time',
    );
  });
});

describe('cancelling what is repeated', () => {
  it('leaves the others and the code when one is cancelled', async () => {
    const { says, presses, pass, seen, starts, record } = await dailyStandup();
    const asked = await says('olga', 'cancel Standup');
    expect(textOf(asked)).toContain('With all that follow its code and links die, which cannot be undone.');
    const done = textOf(await presses('olga', pressIn(asked, 'Cancel this one')));
    expect(done).toContain('Standup is cancelled for Wed 25 Nov 2026, 09:00–09:15 (Europe/Berlin)');
    expect(await starts()).toEqual(['11-26T08:00', '11-27T08:00', '11-28T08:00']);
    expect((await record()).meeting.state).toBe('open');
    await pass(SECOND);
    expect(seen('ivan').join()).toContain('Only this time is cancelled.');
    expect(seen('general').join()).toContain('2026-11-26T08:00');
    expect(textOf(await presses('olga', pressIn(asked, 'Cancel this one')))).toContain('too old');
    expect(await starts()).toHaveLength(3);
  });

  it('ends the rule when all that follow are cancelled', async () => {
    const { presses, says, pass, seen, starts } = await dailyStandup();
    const details = await says('olga', 'show Standup');
    const third = await presses('olga', pressIn(details, 'Fri 27 Nov 2026, 09:00'));
    const asked = await presses('olga', pressIn(third, 'Cancel'));
    expect(textOf(asked)).toContain('With all that follow the earlier times and the code stay.');
    const done = textOf(await presses('olga', pressIn(asked, 'Cancel all that follow')));
    expect(done).toContain('All times from then on are cancelled. The earlier ones and the code stay.');
    expect(await starts()).toEqual(['11-25T08:00', '11-26T08:00']);
    await pass(SECOND);
    expect(seen('ivan').join()).toContain('All times from then on are cancelled.');
    expect(seen('general').join()).toContain('every day at 09:00 until Thu 26 Nov 2026');
  });

  it('is the end of the meeting with the first, or with the only one that is left', async () => {
    const first = await dailyStandup();
    const asked = await first.says('olga', 'cancel Standup');
    expect(textOf(await first.presses('olga', pressIn(asked, 'Cancel all that follow')))).toContain(
      'Its code and links are dead.',
    );
    await expect(first.record()).rejects.toThrow('0 meetings');
    const only = await dailyStandup('every day 9:00 1 times');
    const last = await only.says('olga', 'cancel Standup');
    expect(() => pressIn(last, 'Cancel all that follow')).toThrow('no button');
    await only.presses('olga', pressIn(last, 'Cancel the meeting'));
    await expect(only.record()).rejects.toThrow('0 meetings');
  });
});

it('lives week by week: goes live and ends by the clock, one moves, and those that follow are cancelled', async () => {
  const journey = await openWorkspace({ abilities: { ...ZOOM, ownCodes: false } });
  const { says, presses, pass, seen, meetingNamed, passcodeOf, provider } = journey;
  const planned = await says('olga', 'plan Review at every Wednesday 9:00 for 30 min @ivan');
  await presses('olga', pressIn(planned, 'Plan it'));
  await pass(SECOND);
  const first = await meetingNamed('Review');
  const knocks = async (who: 'ivan' | 'zoe') =>
    textOf(await says(who, `join ${showMeetingId(first.meeting.meetingId)} ${passcodeOf(first)}`, 'direct'));
  const card = () => seen('general').join('\n---\n');
  expect(seen('ivan').join()).toContain('Repeats: every Wednesday at 09:00 (Europe/Berlin)');
  expect(await knocks('ivan')).toContain('It opens Wed 25 Nov 2026, 08:45');

  // Wednesday, 25 November
  await pass(23 * HOUR);
  expect(card()).toContain('Live now');
  expect(await knocks('ivan')).toContain('You can join Review');
  await pass(30 * MINUTE);
  expect(seen('general')).toHaveLength(1);
  expect(card()).toContain('2026-12-02T08:00');
  expect(await knocks('ivan')).toContain('It opens Wed 2 Dec 2026, 08:45');
  await presses('ivan', `rsvp:${first.meeting.key}:yes`);
  await pass(SECOND);
  expect(card()).toContain('Coming: 1 of 1');

  const moving = await says('olga', 'move Review to 2026-12-03 10:00');
  await presses('olga', pressIn(moving, 'Move this one'));
  await pass(SECOND);
  expect(card()).toContain('2026-12-03T09:00');
  expect(await knocks('ivan')).toContain('It opens Thu 3 Dec 2026, 09:45');

  const after = (await meetingNamed('Review')).occurrences.find(({ slot }) => slot === '2026-12-09T09:00');
  const cancelling = await says('olga', `cancel ${after?.id}`);
  await presses('olga', pressIn(cancelling, 'Cancel all that follow'));
  await pass(SECOND);
  expect(card()).toContain('until Wed 2 Dec 2026');
  await pass(9 * DAY);
  expect(provider.log.filter((call) => call === 'create')).toHaveLength(1);
  expect([...provider.running.values()]).toMatchObject([{ call: { kind: 'series' } }]);
  expect(card()).toContain('This meeting has ended.');
  expect(await knocks('ivan')).toContain('This meeting has ended');
});

it('is created anew from the next time on, with another code', async () => {
  const { says, presses, record, passcodeOf } = await dailyStandup();
  const before = await record();
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel this one'));
  await presses('olga', pressIn(await says('olga', 'recreate Standup'), 'Create anew'));
  const after = await record();
  expect(passcodeOf(after)).not.toBe(passcodeOf(before));
  expect(after.meeting.recurrence).toMatchObject({ from: '2026-11-26T09:00' });
  expect(after.occurrences.map(({ slot }) => slot?.slice(5, 10))).toEqual(['11-26', '11-27', '11-28']);
});
