import { expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/clock.ts';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import { onlyOccurrence } from '../jobs/stage.ts';
import { type Journey, openWorkspace, pressIn, textOf } from './workspace.ts';

/** A Standup of Olga's tomorrow at 9:30 in Berlin, with Ivan invited. */
async function plansStandup({ says, presses, meetingNamed }: Journey) {
  await presses('olga', pressIn(await says('olga', 'plan Standup at tomorrow 9:30 @ivan'), 'Plan it'));
  return meetingNamed('Standup');
}

it('changes the passcode at once, and leaves the personal links', async () => {
  const { says, presses, pass, seen, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  await pass(SECOND);
  const before = await meetingNamed('Standup');
  const done = await says('olga', 'rotate Standup');
  expect(textOf(done)).toContain('The old one is dead. 1 person gets the new one in private.');
  expect(textOf(done)).toContain('Personal links stay as they are.');
  await pass(MINUTE);
  const after = await meetingNamed('Standup');
  expect(passcodeOf(after)).not.toBe(passcodeOf(before));
  expect(after.invitations.map(({ link }) => link)).toEqual(before.invitations.map(({ link }) => link));
  expect(seen('ivan').join()).toContain(passcodeOf(after));
  expect(seen('ivan').join()).not.toContain(passcodeOf(before));
  expect(textOf(await presses('olga', pressIn(done, 'Show')))).toContain(passcodeOf(after));
});

it('replaces the personal links too when it is told so, in words or by the button', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const done = await says('olga', 'rotate Standup');
  const pressed = await presses('olga', pressIn(done, 'Rotate and replace all links'));
  expect(textOf(pressed)).toContain('All personal links are new too.');
  expect(textOf(await says('olga', 'rotate Standup with links'))).toContain(
    'All personal links are new too.',
  );
  expect((await meetingNamed('Standup')).invitations.map(({ link }) => link)).toEqual([3, 3]);
});

it('takes a chosen passcode where the plan allows it and the passcode is good', async () => {
  const { says, furnish, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const number = showMeetingId((await meetingNamed('Standup')).meeting.meetingId);
  const rotate = async (passcode: string) =>
    textOf(await says('olga', `rotate ${number} ${passcode}`, 'direct'));
  expect(await rotate('K7QW3M9XTB')).toContain('Choosing a passcode is part of the pro plan');
  await furnish({ plan: 'pro' });
  expect(await rotate('AAAAAAAA')).toContain('It is too easy to guess.');
  expect(await rotate('K7Q')).toContain('It must have 8 to 10 characters.');
  expect(await rotate('94716358')).toContain('It needs letters too.');
  expect((await meetingNamed('Standup')).meeting.revision).toBe(1);
  expect(await rotate('K7QW3M9XTB')).toContain('Standup has a new passcode');
  expect(passcodeOf(await meetingNamed('Standup'))).toBe('K7QW3M9XTB');
  expect(textOf(await says('olga', `rotate ${number} MZ6TR2WQ8D`))).toContain('typed where others can read');
});

it('changes no passcode that opens nothing any more', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  await says('olga', 'end Standup');
  expect(textOf(await presses('olga', `rotate:${meeting.key}`))).toContain('This meeting is over.');
  expect(textOf(await presses('olga', `rotate:${meeting.key}:yes`))).toContain('This meeting is over.');
});

it('moves a meeting once its new time was read back, and tells the invitees', async () => {
  const journey = await openWorkspace();
  const { says, presses, pass, seen, meetingNamed, passcodeOf } = journey;
  const before = await plansStandup(journey);
  const asked = await says('olga', 'move Standup to tomorrow 12:00');
  expect(textOf(asked)).toContain('Move Standup?');
  expect(onlyOccurrence(await meetingNamed('Standup'))).toEqual(onlyOccurrence(before));
  expect(textOf(await presses('olga', pressIn(asked, 'Move it')))).toContain('Standup is moved');
  const after = await meetingNamed('Standup');
  const startsAt = Date.parse('2026-11-25T11:00:00Z');
  expect(onlyOccurrence(after)).toMatchObject({ startsAt, endsAt: startsAt + HOUR });
  expect(passcodeOf(after)).toBe(passcodeOf(before));
  await pass(MINUTE);
  expect(seen('ivan').join()).toContain('Standup is moved');
});

it('gives a moved meeting another length when one is told', async () => {
  const journey = await openWorkspace();
  await plansStandup(journey);
  const asked = await journey.says('olga', 'move Standup to tomorrow 12:00 for 15 min');
  await journey.presses('olga', pressIn(asked, 'Move it'));
  const { startsAt, endsAt } = onlyOccurrence(await journey.meetingNamed('Standup'));
  expect(endsAt - startsAt).toBe(15 * MINUTE);
});

it('moves nothing to a time it does not understand, and nothing that has started', async () => {
  const journey = await openWorkspace();
  const { says, presses, handle, invocation } = journey;
  const { meeting } = await plansStandup(journey);
  const move = (when: string, duration: string) => {
    const values = { meeting: meeting.key, when, duration };
    return handle(invocation('olga', { kind: 'call', command: 'move', values }, 'general'));
  };
  expect(textOf(await move('whenever', '1 h'))).toContain('“whenever” was not understood as a time');
  expect(textOf(await move('tomorrow 12:00', 'a while'))).toContain('“a while” was not understood');
  expect(textOf(await presses('olga', `move:${meeting.key}`))).toContain('Missing: when');
  await says('olga', 'start Standup');
  expect(textOf(await move('tomorrow 12:00', '1 h'))).toContain('This meeting has started already.');
});

it('cancels a meeting after a yes, for good', async () => {
  const { says, presses, pass, seen, meetingNamed, passcodeOf, read } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  await pass(SECOND);
  const record = await meetingNamed('Standup');
  const asked = await says('olga', 'cancel Standup');
  expect(textOf(asked)).toContain('1 person is told');
  expect((await read(record)).meeting.state).toBe('open');
  const done = await presses('olga', pressIn(asked, 'Cancel the meeting'));
  expect(textOf(done)).toContain('Its code and links are dead.');
  expect(textOf(await presses('olga', pressIn(done, 'Details')))).toContain('cancelled');
  await pass(MINUTE);
  expect(seen('ivan').join()).not.toContain(passcodeOf(record));
  expect(seen('ivan').join()).toContain('Standup is cancelled');
  expect(textOf(await presses('olga', `cancel:${record.meeting.key}`))).toContain(
    'This meeting is cancelled.',
  );
});

it('cancels a call of a personal room alone', async () => {
  const { says, presses, records, read } = await openWorkspace();
  await says('olga', 'now in my room Review @ivan');
  const [room] = await records();
  if (!room) throw new Error('there is no room');
  const asked = await says('olga', 'cancel');
  expect(textOf(asked)).toContain('Cancel the call Review?');
  const done = textOf(await presses('olga', pressIn(asked, 'Cancel the call')));
  expect(done).toContain('The room keeps its code.');
  expect(done).not.toContain('[Details]');
  expect((await read(room)).meeting.state).toBe('open');
});

it('lets an admin cancel, and an invitee not', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { key } = (await meetingNamed('Standup')).meeting;
  expect(textOf(await presses('ivan', `cancel:${key}`))).toContain('Only the organizer can do that.');
  const asked = await presses('ada', `cancel:${key}`);
  expect(textOf(await presses('ada', pressIn(asked, 'Cancel the meeting')))).toContain('is cancelled');
});

it('creates a meeting anew with its people, and nothing of the old code', async () => {
  const { says, presses, pass, meetingNamed, passcodeOf, read, seen } = await openWorkspace();
  await says('olga', 'now Standup @ivan @zoe');
  await pass(SECOND);
  const old = await meetingNamed('Standup');
  const asked = await says('olga', 'recreate Standup');
  expect(textOf(asked)).toContain('2 people get new ones');
  const done = await presses('olga', pressIn(asked, 'Create anew'));
  expect(textOf(done)).toContain('2 people get the code in private.');
  const next = await meetingNamed('Standup');
  expect(next.meeting.meetingId).not.toBe(old.meeting.meetingId);
  expect((await read(old)).meeting.state).toBe('cancelled');
  await pass(MINUTE);
  expect(seen('ivan').join()).toContain(passcodeOf(next));
  expect(seen('ivan').join()).not.toContain(passcodeOf(old));
  expect(textOf(await presses('olga', pressIn(done, 'Details')))).toContain('zoe');
});

it('creates nothing anew beyond the limit, in a personal room, or after a cancel', async () => {
  const { says, presses, meetingNamed, furnish, workspace } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { key } = (await meetingNamed('Standup')).meeting;
  await furnish({ settings: { ...workspace.settings, meetingsPerHour: 1 } });
  expect(textOf(await says('olga', 'recreate Standup'))).toContain(
    'You have created 1 meeting within an hour',
  );
  await furnish({ settings: workspace.settings });
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
  expect(textOf(await presses('olga', `recreate:${key}`))).toContain('This meeting is cancelled.');
  await says('olga', 'now in my room Review @ivan');
  expect(textOf(await says('olga', 'recreate'))).toContain('does not work on a personal room');
});

it('starts a planned meeting now, once', async () => {
  const journey = await openWorkspace();
  const { says, presses, pass, seen, meetingNamed } = journey;
  await plansStandup(journey);
  const done = await says('olga', 'start Standup');
  expect(textOf(done)).toContain('Standup has started');
  expect(textOf(await presses('olga', pressIn(done, 'Join')))).toContain('You can join Standup');
  expect(onlyOccurrence(await meetingNamed('Standup')).state).toBe('live');
  await pass(MINUTE);
  expect(seen('ivan').join()).toContain('Standup has started');
  expect(textOf(await says('olga', 'start Standup'))).toContain('This meeting has started already.');
});

it('ends an empty call at once', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { key } = (await meetingNamed('Standup')).meeting;
  expect(textOf(await says('olga', 'end Standup'))).toContain('Standup has ended');
  expect(textOf(await presses('olga', `end:${key}`))).toContain('This meeting is over.');
});

it('asks before it ends a call in which somebody is', async () => {
  const { says, presses, meetingNamed, store, clock, read } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const record = await meetingNamed('Standup');
  const somebody = (name: string, state: 'inside' | 'waiting') => ({
    ...{ occurrenceId: onlyOccurrence(record).id, personKey: name, account: null, name, state },
    ...{ host: false, enteredAt: clock.now(), leaseUntil: clock.now() + DAY },
  });
  await store.presence.enter(somebody('Ivan', 'inside'), null, clock.now());
  await store.presence.enter(somebody('Zoe', 'waiting'), null, clock.now());
  const asked = await says('olga', 'end Standup');
  expect(textOf(asked)).toContain('1 person is in the call');
  expect(onlyOccurrence(await read(record)).state).toBe('live');
  expect(textOf(await presses('olga', pressIn(asked, 'End for all')))).toContain('Standup has ended');
  expect(onlyOccurrence(await read(record)).state).toBe('ended');
});

it('gives a live call half an hour more, and a planned one nothing', async () => {
  const journey = await openWorkspace();
  const { says, presses, meetingNamed } = journey;
  const planned = await plansStandup(journey);
  const { id } = onlyOccurrence(planned);
  expect(textOf(await presses('olga', `extend:${id}`))).toContain('This meeting is not live.');
  await says('olga', 'start Standup');
  const before = onlyOccurrence(await meetingNamed('Standup')).endsAt;
  expect(textOf(await presses('olga', `extend:${id}`))).toContain('It goes on until');
  expect(onlyOccurrence(await meetingNamed('Standup')).endsAt).toBe(before + 30 * MINUTE);
});
