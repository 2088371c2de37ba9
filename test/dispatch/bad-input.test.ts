import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { openWorkspace, pressIn, textOf } from '../journeys/workspace.ts';

/** SPEC.md §8, row by row: what is wrong, an example that would work, and nothing changed. */

describe('an unknown command or a missing part', () => {
  it.each([
    ['rotat 234 5678 9012', 'There is no command “rotat”.', 'Did you mean /meeting rotate?'],
    ['xyzzy', 'There is no command “xyzzy”.', '/meeting help shows all of them.'],
    ['plan Standup', 'Missing: when.', '/meeting plan Standup at tomorrow 9:30 for 15 min @ivan @lee'],
    ['move', 'Missing: when.', '/meeting move 234 5678 9012 to tomorrow 10:00'],
    ['invite', 'Nobody was named.', '/meeting invite 234 5678 9012 @ivan @lee'],
    ['uninvite', 'Nobody was named.', '/meeting uninvite 234 5678 9012 @lee'],
    ['transfer', 'Nobody was named.', '/meeting transfer 234 5678 9012 @ivan'],
    ['help me', '“me” was not understood.', '/meeting help'],
    ['list @ivan', '“@ivan” was not understood.', '/meeting list'],
  ])('%s', async (line, what, example) => {
    const { says, meetingNamed, store } = await openWorkspace();
    await says('olga', 'now Standup @ivan');
    const before = await meetingNamed('Standup');
    const answer = textOf(await says('olga', line));
    expect(answer).toContain(what);
    expect(answer).toContain(example);
    expect(await store.meetings.byKey(before.meeting.key)).toEqual(before);
  });

  it('of join is said where it is typed in private', async () => {
    const { says } = await openWorkspace();
    expect(textOf(await says('ivan', 'join', 'direct'))).toContain('Missing: meeting ID.');
    expect(textOf(await says('ivan', 'join 234 5678 9012', 'direct'))).toContain('Missing: passcode.');
  });
});

describe('a time', () => {
  it.each([
    ['plan Standup at 8:00', 'is in the past.'],
    ['plan Standup at half past nine', '“half past nine” was not understood as a time.'],
    ['plan Standup at 25:00', '“25:00” was not understood as a time.'],
    ['plan Standup at 2030-11-25 09:30', 'is more than two years ahead.'],
    ['plan Standup at 9:30 every blue moon', '“9:30 every blue moon” was not understood as a repetition.'],
    ['plan Standup at tomorrow 9:30 for 3 min', '“3 min” was not understood as a duration.'],
  ])('%s', async (line, what) => {
    const { says, records } = await openWorkspace();
    expect(textOf(await says('olga', line))).toContain(what);
    expect(await records()).toEqual([]);
  });

  it('that the change of clocks repeats is shown in its readings, each of which can be typed back', async () => {
    const { says, presses, meetingNamed } = await openWorkspace();
    const answer = textOf(await says('olga', 'plan Standup at 2027-10-31 02:30'));
    expect(answer).toContain('2027-10-31 02:30+02:00\n2027-10-31 02:30+01:00');
    await presses('olga', pressIn(await says('olga', 'plan Standup at 2027-10-31 02:30+01:00'), 'Plan it'));
    const { occurrences } = await meetingNamed('Standup');
    expect(occurrences.map(({ startsAt }) => startsAt)).toEqual([Date.parse('2027-10-31T01:30:00Z')]);
  });
});

describe('a topic', () => {
  it.each([
    ['of 2,000 characters', 'x'.repeat(2_000), 'x'.repeat(200)],
    ['with markup', '*bold* <b>_it_</b>', '*bold* <b>_it_</b>'],
    ['that would ping everybody', '@everyone <!channel>', '@everyone <!channel>'],
    ['with RTL overrides and NUL', 'a\u202eb\u0000c\u2066d', 'abcd'],
    ['with emoji', '👩‍👩‍👧 Stand👍', '👩‍👩‍👧 Stand👍'],
  ])('%s is plain text everywhere', async (_what, typed, kept) => {
    const { says, pass, seen, chat } = await openWorkspace();
    expect(chat.groups.size).toBe(0);
    const asked = typed.split(' ');
    const answer = textOf(await says('olga', `now ${asked.join(' ')}`, 'general'));
    await pass(SECOND);
    for (const text of [answer, seen('general').join(), seen('olga').join()]) {
      expect(text).toContain(kept);
      expect(text).not.toMatch(/[\u202e\u2066]|(?!\n)\p{Cc}|x{201}/u);
    }
  });
});

describe('a person', () => {
  it('who cannot be found or is a bot is named, and the others are invited', async () => {
    const { handle, invocation, meetingNamed } = await openWorkspace();
    const words = [
      'now',
      'Standup',
      { kind: 'handle', handle: 'nobody' },
      { kind: 'person', foreignId: asId<ForeignId>('robo') },
      { kind: 'handle', handle: 'ivan' },
      { kind: 'person', foreignId: asId<ForeignId>('ivan') },
      { kind: 'email', address: 'lee@example.org' },
    ] as const;
    const answer = textOf(await handle(invocation('olga', { kind: 'words', words }, 'general')));
    for (const line of [
      '@nobody was not found. Check the spelling.',
      'robo is a bot and cannot be invited.',
      'ivan is invited already.',
      'lee@example.org cannot be invited: mail is not set up here.',
      '1 person gets the code in private.',
    ]) {
      expect(answer).toContain(line);
    }
    expect((await meetingNamed('Standup')).invitations).toHaveLength(2);
  });
});

describe('a code', () => {
  it('that is wrong, old, or of a cancelled meeting is one answer', async () => {
    const { says, presses, meetingNamed, passcodeOf } = await openWorkspace();
    await says('olga', 'now Standup');
    const first = await meetingNamed('Standup');
    const joins = async (passcode: string) =>
      textOf(await says('pat', `join ${first.meeting.meetingId} ${passcode}`, 'direct'));
    const wrong = await joins('AAAABBBBCC');
    expect(wrong).toContain('Invalid access code');
    expect(await joins('what?')).toBe(wrong);
    await says('olga', 'rotate');
    expect(await joins(passcodeOf(first))).toBe(wrong);
    const second = await meetingNamed('Standup');
    await presses('olga', pressIn(await says('olga', 'cancel'), 'Cancel the meeting'));
    expect(await joins(passcodeOf(second))).toBe(wrong);
  });
});

it('lets a lock stop creating, claiming, asking and passcodes, and nothing else, until it is taken back', async () => {
  const { says, presses, meetingNamed, passcodeOf, records } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const record = await meetingNamed('Standup');
  const { meetingId, key } = record.meeting;
  await presses('ada', pressIn(await says('ada', 'lock'), 'Lock'));
  const stopped = [
    'now Retro',
    'plan Retro at tomorrow 9:00',
    'new',
    `code ${meetingId}`,
    `recreate ${meetingId}`,
  ];
  for (const line of [...stopped, `invite ${meetingId} @zoe`]) {
    expect(textOf(await says('olga', line))).toContain('Meetings are locked in this workspace.');
  }
  expect(textOf(await presses('pat', `ask:${key}`))).toContain('locked');
  expect(textOf(await says('pat', `join ${meetingId} ${passcodeOf(record)}`, 'direct'))).toContain('locked');
  expect(textOf(await says('olga', `rotate ${meetingId}`))).toContain('has a new passcode');
  expect(textOf(await says('ivan', `show ${meetingId}`))).toContain('Standup');
  expect(textOf(await presses('ivan', `enter:${key}`))).toContain('You can join Standup');
  await says('ada', 'unlock');
  expect(textOf(await says('olga', 'now Retro'))).toContain('Retro is live');
  expect(await records()).toHaveLength(2);
});
