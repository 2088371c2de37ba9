import { expect, it } from 'vitest';
import { createMail } from '../../adapters/mail/index.ts';
import { SECOND } from '../../src/clock.ts';
import type { Settings } from '../../src/meeting/workspace.ts';
import type { Answer } from '../../src/messages/answer.ts';
import { calendarFile } from '../../src/time/calendar-file.ts';
import { Secret } from '../../src/vault/secret.ts';
import { aMailServer } from '../fakes/mail/mail-server.ts';
import { readCalendar } from '../time/read-calendar.ts';
import { openWorkspace, pressIn, textOf } from './workspace.ts';

async function open(settings: Partial<Settings> = {}) {
  const server = await aMailServer();
  const { messenger } = createMail({
    url: new Secret(server.url),
    from: { name: 'Latchkey', address: 'meet@example.org' },
  });
  const journey = await openWorkspace({ mail: messenger });
  await journey.furnish({ settings: { ...journey.workspace.settings, ...settings } });
  const plans = async (line: string) =>
    journey.presses('olga', pressIn(await journey.says('olga', `plan ${line}`), 'Plan it'));
  const files = () => server.mails.flatMap(({ attachments }) => attachments.slice(-1));
  return { ...journey, plans, files };
}

function fileIn(answer: Answer) {
  if (answer.kind !== 'private' || !answer.message.calendar) throw new Error('no file');
  return calendarFile(answer.message.calendar);
}

const codeIn = (text: string): string => /Passcode: (\w{10})/.exec(text)?.[1] ?? '';

it('answers with the meeting as a file and as links, none of which holds a secret', async () => {
  const { plans, presses, pass, seen, meetingNamed } = await open();
  await plans('Standup at tomorrow 9:30 for 15 min @ivan');
  await pass(SECOND);
  const { meeting, occurrences } = await meetingNamed('Standup');
  const answer = await presses('ivan', `calendar:${meeting.key}`);
  expect(textOf(answer)).toContain('Standup for your calendar');
  const { name, text } = fileIn(answer);
  expect(name).toBe('standup.ics');
  const { method, events, times } = readCalendar(text);
  expect(method).toBe('PUBLISH');
  const [event] = events;
  expect(event?.summary).toBe('Standup');
  expect(event?.uid).toBe(`${meeting.key}@latchkey.example`);
  expect(event?.location).toBe(`https://latchkey.example/j/${meeting.meetingId}`);
  expect(times(1)).toEqual(occurrences.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })));
  const code = codeIn(seen('ivan').join('\n'));
  expect(code).toMatch(/^\w{10}$/);
  for (const all of [text, JSON.stringify(answer)]) {
    expect(all.replace(/\r\n /g, '')).not.toContain(code);
    expect(all.replace(/\r\n /g, '')).not.toContain('#');
  }
});

it.each([
  ['passcode', true, false],
  ['link', true, true],
] as const)(
  'puts in what the workspace allows (%s), notes who took it, and gives links nothing of it',
  async (codeInCalendar, code, link) => {
    const { plans, presses, pass, seen, meetingNamed, store } = await open({ codeInCalendar });
    await plans('Standup at tomorrow 9:30 @ivan');
    await pass(SECOND);
    const { meeting } = await meetingNamed('Standup');
    const answer = await presses('ivan', `calendar:${meeting.key}`);
    expect(textOf(answer)).toContain('The file holds secrets');
    const about = readCalendar(fileIn(answer).text).events[0]?.description ?? '';
    const passcode = codeIn(seen('ivan').join('\n'));
    expect(about.includes(passcode)).toBe(code);
    expect(/\/j\/\d+#\S{20}/.test(about)).toBe(link);
    expect(JSON.stringify(answer)).not.toContain(passcode);
    expect(await store.audit.ofMeeting(meeting.key)).toContainEqual(
      expect.objectContaining({ action: 'revealed', via: 'calendar' }),
    );
  },
);

it('tells a calendar of a move by a later file, and of the end by one that takes it out', async () => {
  const { plans, says, presses, meetingNamed } = await open({ codeInCalendar: 'link' });
  await plans('Standup at tomorrow 9:30 @ivan');
  const { meeting } = await meetingNamed('Standup');
  const first = readCalendar(fileIn(await presses('ivan', `calendar:${meeting.key}`)).text);
  await presses('olga', pressIn(await says('olga', 'move Standup tomorrow 11:00'), 'Move it'));
  const second = readCalendar(fileIn(await presses('ivan', `calendar:${meeting.key}`)).text);
  expect(second.events[0]?.uid).toBe(first.events[0]?.uid);
  expect(second.events[0]?.sequence).toBeGreaterThan(first.events[0]?.sequence ?? 0);
  expect(second.times(1)).not.toEqual(first.times(1));
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
  const answer = await presses('ivan', `calendar:${meeting.key}`);
  expect(textOf(answer)).toContain('out of your calendar');
  const third = readCalendar(fileIn(answer).text);
  expect(third.method).toBe('CANCEL');
  expect(third.events[0]?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(third.events[0]?.sequence).toBeGreaterThan(second.events[0]?.sequence ?? 0);
  expect(third.events[0]?.description ?? '').toBe('');
});

it('says of a series where it differs from its rule', async () => {
  const { plans, presses, meetingNamed, becomes } = await open();
  await plans('Standup at tomorrow 9:30 every weekday @ivan');
  const record = await meetingNamed('Standup');
  const [first, second, third] = record.occurrences;
  if (!first || !second || !third) throw new Error('a series has its next times');
  await becomes(record, {
    ...record,
    occurrences: [
      { ...first, state: 'cancelled' },
      { ...second, startsAt: second.startsAt + 3_600_000, endsAt: second.endsAt + 3_600_000, moves: 1 },
      third,
    ],
  });
  const answer = await presses('ivan', `calendar:${record.meeting.key}`);
  expect(textOf(answer)).toContain('The links add only the next time');
  const times = readCalendar(fileIn(answer).text).times(4);
  expect(times.slice(0, 2).map(({ startsAt }) => startsAt)).toEqual([
    second.startsAt + 3_600_000,
    third.startsAt,
  ]);
});

it('keeps what is left of a series before its rule was changed', async () => {
  const { plans, presses, meetingNamed, becomes } = await open();
  await plans('Standup at tomorrow 9:30 every weekday @ivan');
  const record = await meetingNamed('Standup');
  const { recurrence } = record.meeting;
  const [first, second] = record.occurrences;
  if (!recurrence || !first || !second?.slot) throw new Error('a series has its next times');
  const from = second.slot;
  await becomes(record, { ...record, meeting: { ...record.meeting, recurrence: { ...recurrence, from } } });
  const { events, times } = readCalendar(
    fileIn(await presses('ivan', `calendar:${record.meeting.key}`)).text,
  );
  expect(events.map(({ uid }) => uid)).toEqual([
    `${record.meeting.key}@latchkey.example`,
    `${first.id}@latchkey.example`,
  ]);
  expect(times(1).map(({ startsAt }) => startsAt)).toEqual([second.startsAt, first.startsAt]);
});

it('comes with a mail as a request, which calendars follow by themselves when it is moved or called off', async () => {
  const { plans, says, presses, pass, files } = await open();
  await plans('Standup at tomorrow 9:30 lee@example.org mia@example.org');
  await pass(5 * SECOND);
  await presses('olga', pressIn(await says('olga', 'move Standup tomorrow 11:00'), 'Move it'));
  await pass(5 * SECOND);
  await presses('olga', pressIn(await says('olga', 'uninvite Standup mia@example.org'), 'Take it back'));
  await pass(5 * SECOND);
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
  await pass(5 * SECOND);
  const to = (address: string) =>
    files()
      .map(({ text }) => ({ text, ...readCalendar(text) }))
      .filter(({ text }) => text.replace(/\r\n /g, '').includes(`MAILTO:${address}`));
  const lee = to('lee@example.org');
  expect(lee.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'REQUEST', 'CANCEL']);
  const sequences = lee.map(({ events }) => events[0]?.sequence ?? 0);
  expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
  expect(to('mia@example.org').at(-1)?.method).toBe('CANCEL');
  for (const { text, events } of lee) {
    expect(text).not.toContain('mia@');
    expect(events[0]?.organizer).toBe('mailto:meet@example.org');
    expect(text).toContain('RSVP=FALSE');
  }
});

it('brings no file with what is held at once, or with a reminder', async () => {
  const { says, pass, files } = await open();
  await says('olga', 'now Standup lee@example.org');
  await pass(5 * SECOND);
  expect(files()).toEqual([]);
});
