import { expect, it } from 'vitest';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import { type Journey, openWorkspace, pressIn, submitOf, textOf, type Who } from './workspace.ts';

/** Ten digits that nothing is wrong with. */
const NUMBER = '2582963141';

it('shows the own room, made the first time, with its number and without its passcode', async () => {
  const journey = await openWorkspace();
  const { says, passcodeOf } = journey;
  const shown = textOf(await says('olga', 'room'));
  const room = await roomOf(journey, 'olga');
  expect(room.meeting).toMatchObject({ kind: 'personal', topic: 'olga' });
  expect(shown).toContain(showMeetingId(room.meeting.meetingId));
  expect(shown).not.toContain(passcodeOf(room));
  expect(textOf(await says('olga', 'room'))).toBe(shown);
  expect((await roomOf(journey, 'olga')).meeting.key).toBe(room.meeting.key);
});

it('gives nobody a room who may not create', async () => {
  const journey = await openWorkspace();
  expect(textOf(await journey.says('gus', 'room'))).toContain('You may not create meetings here.');
  await expect(roomOf(journey, 'gus')).rejects.toThrow('gus has no room');
});

it('keeps choosing a number for the pro plan, before anything is filled in', async () => {
  const { says, presses } = await openWorkspace();
  const room = await says('olga', 'room');
  const refused = textOf(await presses('olga', pressIn(room, 'Choose number')));
  expect(refused).toContain('Choosing a meeting number is part of the pro plan');
});

it('lets a number be chosen on the pro plan; the old one is dead and the passcode still opens', async () => {
  const journey = await openWorkspace();
  const { says, presses, fills, furnish, passcodeOf } = journey;
  await furnish({ plan: 'pro' });
  const room = await says('olga', 'room');
  const before = await roomOf(journey, 'olga');
  const form = await presses('olga', pressIn(room, 'Choose number'));
  const saved = textOf(await fills('olga', submitOf(form), { number: '258 296 3141' }));
  expect(saved).toContain('Your room has the number');
  const after = await roomOf(journey, 'olga');
  expect(after.meeting.meetingId).toBe(NUMBER);
  expect(saved).toContain(showMeetingId(after.meeting.meetingId));
  expect(passcodeOf(after)).toBe(passcodeOf(before));
  expect(textOf(await says('olga', `show ${before.meeting.meetingId}`))).toContain('No such meeting.');
  expect(textOf(await says('olga', `show ${NUMBER}`))).toContain(showMeetingId(after.meeting.meetingId));
});

it('says at the field which rule a number breaks, and keeps what was typed', async () => {
  const { says, fills, furnish } = await openWorkspace();
  await furnish({ plan: 'pro' });
  const form = await says('olga', 'number');
  for (const [typed, problem] of [
    ['123', 'It must have 10 digits.'],
    ['0582963141', 'It must not start with 0 or 1.'],
    ['2345678901', 'It counts up or down'],
    ['', 'Fill this in.'],
  ] as const) {
    const again = await fills('olga', submitOf(form), { number: typed });
    expect(textOf(again)).toContain(problem);
    expect(again).toMatchObject({ form: { fields: [{ value: typed === '' ? null : typed }] } });
  }
});

it('refuses a number that is taken, and lets it be edited again', async () => {
  const journey = await openWorkspace();
  const { says, presses, fills, furnish } = journey;
  await furnish({ plan: 'pro' });
  await fills('olga', submitOf(await says('olga', 'number')), { number: NUMBER });
  const form = await says('ada', 'number');
  const refused = await fills('ada', submitOf(form), { number: NUMBER });
  expect(textOf(refused)).toContain('This number is taken.');
  const again = await presses('ada', pressIn(refused, 'Edit again'));
  expect(again).toMatchObject({ kind: 'form', form: { fields: [{ value: NUMBER }] } });
  await fills('ada', submitOf(again), { number: '2582963147' });
  expect((await roomOf(journey, 'olga')).meeting.meetingId).toBe(NUMBER);
  expect((await roomOf(journey, 'ada')).meeting.meetingId).toBe('2582963147');
});

it('checks plan and rules again where no form was in between', async () => {
  const journey = await openWorkspace();
  const { handle, invocation, furnish } = journey;
  const call = (number: string) =>
    handle(invocation('olga', { kind: 'call', command: 'number', values: { number } }, 'direct'));
  expect(textOf(await call(NUMBER))).toContain('part of the pro plan');
  await furnish({ plan: 'pro' });
  expect(textOf(await call('0582963141'))).toContain('It must not start with 0 or 1.');
  await expect(roomOf(journey, 'olga')).rejects.toThrow('olga has no room');
});

async function roomOf({ store, workspace, person }: Journey, who: Who): Promise<MeetingRecord> {
  const { id } = await person(who);
  const room = await store.meetings.personalRoom(workspace.id, id);
  if (!room) throw new Error(`${who} has no room`);
  return room;
}
