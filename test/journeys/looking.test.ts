import { expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import { openWorkspace, pressIn, textOf } from './workspace.ts';

it('lists what somebody organizes or is invited to, without the codes', async () => {
  const { says, meetingNamed, passcodeOf } = await openWorkspace();
  expect(textOf(await says('ivan', 'list'))).toContain('No meetings coming up');
  await says('olga', 'now Standup @ivan');
  expect(textOf(await says('olga', 'list'))).toContain('you organize it');
  const listed = textOf(await says('ivan', 'list'));
  expect(listed).toContain('you are invited');
  expect(listed).not.toContain(passcodeOf(await meetingNamed('Standup')));
  expect(textOf(await says('zoe', 'list'))).toContain('No meetings coming up');
});

it('lists an admin every meeting of the workspace once', async () => {
  const { says } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  await says('olga', 'now Retro @ada');
  const listed = textOf(await says('ada', 'list'));
  expect(listed).toContain('2 meetings coming up');
  expect(listed).toContain('in your workspace');
  expect(listed).toContain('you are invited');
});

it('shows a meeting with how its invitees fare, to those who run it', async () => {
  const { says, pass } = await openWorkspace();
  await says('olga', 'now Standup @ivan @mia');
  await pass(SECOND);
  const shown = textOf(await says('olga', 'show Standup'));
  expect(shown).toContain('ivan: has the code');
  expect(shown).toContain('mia: not reached (direct messages are closed)');
  expect(shown).toContain('Passcode: hidden');
  expect(textOf(await says('ivan', 'show Standup'))).not.toContain('mia');
});

it('shows an admin the meeting, but not its code', async () => {
  const { says, presses, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const record = await meetingNamed('Standup');
  const number = showMeetingId(record.meeting.meetingId);
  expect(textOf(await says('ada', `show ${number}`))).toContain('ivan');
  const refused = textOf(await presses('ada', `reveal:${record.meeting.key}`));
  expect(refused).toContain('You are not invited.');
  expect(refused).not.toContain(passcodeOf(record));
});

it('shows the code to who is part of the meeting when they ask for it, and writes that down', async () => {
  const { says, presses, meetingNamed, passcodeOf, store, person } = await openWorkspace();
  await says('olga', 'now Standup @mia');
  const record = await meetingNamed('Standup');
  const listed = await says('mia', 'list');
  expect(textOf(await presses('mia', pressIn(listed, 'Show')))).toContain(passcodeOf(record));
  const { id } = await person('mia');
  const entries = await store.audit.ofMeeting(record.meeting.key);
  expect(entries.filter(({ action, about }) => action === 'revealed' && about === id)).toHaveLength(1);
});

it('shows an admin the code that they changed, until somebody else changes it', async () => {
  const { says, presses, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { key } = (await meetingNamed('Standup')).meeting;
  const rotated = await presses('ada', `rotate:${key}`);
  const record = await meetingNamed('Standup');
  expect(textOf(await presses('ada', pressIn(rotated, 'Show')))).toContain(passcodeOf(record));
  await says('olga', 'rotate Standup');
  expect(textOf(await presses('ada', `reveal:${key}`))).toContain('You are not invited.');
});

it('offers who sees a meeting without a code to ask for it, where others may ask', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup');
  const { key } = (await meetingNamed('Standup')).meeting;
  expect(pressIn(await presses('ada', `reveal:${key}`), 'Ask the organizer')).toBe(`ask:${key}`);
});

it('shows no code of a cancelled meeting', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
  expect(textOf(await presses('ivan', `reveal:${meeting.key}`))).toContain('This meeting is cancelled.');
  const shown = textOf(await presses('ivan', `show:${meeting.key}`));
  expect(shown).toContain('cancelled');
});

it('shows a stranger nothing', async () => {
  const { says, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  expect(textOf(await says('zoe', `show ${showMeetingId(meeting.meetingId)}`))).toContain(
    'You are not invited.',
  );
  expect(textOf(await says('zoe', 'show 234 5678 9012'))).toContain('No such meeting.');
});
