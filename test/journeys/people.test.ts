import { expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import type { Person } from '../../src/ports/directory.ts';
import { ROOM, ZOOM } from '../jobs/stage.ts';
import { openWorkspace, pressIn, textOf } from './workspace.ts';

it('invites more people, each with a code of their own', async () => {
  const { says, pass, seen, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const answer = textOf(await says('olga', 'invite Standup @zoe @lee'));
  expect(answer).toContain('2 people invited to Standup');
  await pass(SECOND);
  expect(seen('zoe').join()).toContain(passcodeOf(await meetingNamed('Standup')));
});

it('names who was invited already and who cannot be', async () => {
  const { says } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const answer = textOf(await says('olga', 'invite Standup @ivan @robo'));
  expect(answer).toContain('Nobody new was invited to Standup');
  expect(answer).toContain('ivan is invited already.');
  expect(answer).toContain('robo is a bot');
  expect(textOf(await says('olga', 'invite Standup'))).toContain('Nobody was named.');
});

it('invites nobody who is not in the workspace, and says what to do', async () => {
  const { says, meetingNamed, chat } = await openWorkspace();
  chat.join('lee', 'none');
  expect(textOf(await says('olga', 'now Standup @lee @ivan'))).toContain(
    'lee is not a member of this workspace, so their link would not let them in. Add them to it first.',
  );
  expect((await meetingNamed('Standup')).invitations).toHaveLength(2);
  for (const command of ['invite', 'cohost', 'transfer']) {
    const answer = textOf(await says('olga', `${command} Standup @lee`));
    expect(answer).toContain('lee is not a member of this workspace');
  }
  expect((await meetingNamed('Standup')).invitations).toHaveLength(2);
});

it('uninvites somebody who is not in the workspace any more', async () => {
  const { says, presses, chat } = await openWorkspace();
  await says('olga', 'now Standup @lee');
  chat.join('lee', 'none');
  const asked = await says('olga', 'uninvite Standup @lee');
  const done = textOf(await presses('olga', pressIn(asked, 'Take it back')));
  expect(done).toContain('lee is not invited to Standup any more');
});

it('asks before it invites more people than there are seats', async () => {
  const { says, presses, meetingNamed } = await openWorkspace({ abilities: ROOM });
  await says('olga', 'now Standup @ivan');
  const asked = await says('olga', 'invite Standup @zoe');
  expect(textOf(asked)).toContain('2 seats');
  expect((await meetingNamed('Standup')).invitations).toHaveLength(2);
  expect(textOf(await presses('olga', pressIn(asked, 'Invite them anyway')))).toContain('1 person invited');
  expect((await meetingNamed('Standup')).invitations).toHaveLength(3);
});

it('keeps the limit a day and the size of a meeting', async () => {
  const { says, furnish, workspace, chat } = await openWorkspace({ abilities: ZOOM });
  await furnish({ settings: { ...workspace.settings, inviteesPerDay: 2 } });
  await says('olga', 'now Standup @ivan');
  expect(textOf(await says('olga', 'invite Standup @zoe @lee'))).toContain('more than 2 people invited');
  await furnish({ settings: { ...workspace.settings, inviteesPerDay: 5_000 } });
  const people = Array.from({ length: 1_000 }, (_, n): Person => {
    const name = `person${n}`;
    return { foreignId: asId<ForeignId>(name), name, handle: name, bot: false, zone: null, locale: 'en' };
  });
  chat.groups.set(asId<ForeignId>('all'), { kind: 'people', people });
  expect(textOf(await says('olga', 'invite Standup @all'))).toContain('A meeting has at most 1,000 people.');
});

it('lets an invitee invite nobody', async () => {
  const { says, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const number = showMeetingId((await meetingNamed('Standup')).meeting.meetingId);
  expect(textOf(await says('ivan', `invite ${number} @zoe`))).toContain('Only the organizer can do that.');
});

it('takes back an invitation whose code had arrived, and changes the code once for all others', async () => {
  const { says, presses, pass, meetingNamed, seen, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @ivan @zoe @lee');
  await pass(SECOND);
  const before = passcodeOf(await meetingNamed('Standup'));
  const asked = await says('olga', 'uninvite Standup @ivan @zoe');
  expect(textOf(asked)).toContain('it changes once');
  expect(passcodeOf(await meetingNamed('Standup'))).toBe(before);
  const done = textOf(await presses('olga', pressIn(asked, 'Take it back')));
  expect(done).toContain('ivan and zoe are not invited to Standup any more');
  expect(done).toContain('1 person gets the new one');
  await pass(SECOND);
  const after = await meetingNamed('Standup');
  expect(after.meeting.revision).toBe(2);
  expect(seen('lee').join()).toContain(passcodeOf(after));
  expect(seen('ivan').join()).not.toContain(passcodeOf(after));
});

it('keeps the code where it had not arrived', async () => {
  const { says, presses, pass, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @mia @ivan');
  await pass(SECOND);
  const asked = await says('olga', 'uninvite Standup @mia');
  expect(textOf(asked)).toContain('The passcode had not reached them, so it stays.');
  const done = textOf(await presses('olga', pressIn(asked, 'Take it back')));
  expect(done).toContain('The passcode had not reached them, so it stays.');
  expect((await meetingNamed('Standup')).meeting.revision).toBe(1);
});

it('changes the code where it was only shown, to somebody whom no message reached', async () => {
  const { says, presses, pass, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @mia');
  await pass(SECOND);
  await says('mia', 'code Standup');
  await presses('olga', pressIn(await says('olga', 'uninvite Standup @mia'), 'Take it back'));
  expect((await meetingNamed('Standup')).meeting.revision).toBe(2);
});

it('takes back only what was given', async () => {
  const { says } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  expect(textOf(await says('olga', 'uninvite Standup'))).toContain('Nobody was named.');
  expect(textOf(await says('olga', 'uninvite Standup @zoe'))).toContain('That person is not invited.');
  expect(textOf(await says('olga', 'uninvite Standup @olga'))).toContain('That person is the organizer.');
});

it('says only of those who were invited that they are not any more', async () => {
  const { says, presses } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const asked = await says('olga', 'uninvite Standup @ivan @zoe');
  expect(textOf(asked)).toContain('Take back the invitation of ivan to Standup?');
  const done = textOf(await presses('olga', pressIn(asked, 'Take it back')));
  expect(done).toContain('ivan is not invited to Standup any more');
  expect(done).toContain('zoe is not invited.');
});

it('changes no passcode for somebody who is uninvited from what is over', async () => {
  const { says, presses, pass, meetingNamed, read } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  await pass(SECOND);
  const record = await meetingNamed('Standup');
  await says('olga', 'end Standup');
  const asked = await says('olga', `uninvite ${showMeetingId(record.meeting.meetingId)} @ivan`);
  expect(textOf(await presses('olga', pressIn(asked, 'Take it back')))).toContain('ivan is not invited');
  expect((await read(record)).meeting.revision).toBe(1);
});

it('hands a meeting over once the organizer has said yes', async () => {
  const { says, presses, meetingNamed, person } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const asked = await says('olga', 'transfer Standup @zoe');
  expect(textOf(asked)).toContain('Hand Standup to zoe?');
  expect((await meetingNamed('Standup')).meeting.organizer).toBe((await person('olga')).id);
  const done = textOf(await presses('olga', pressIn(asked, 'Hand it over')));
  expect(done).toContain('zoe is the organizer of Standup now');
  expect((await meetingNamed('Standup')).meeting.organizer).toBe((await person('zoe')).id);
});

it('lets an admin hand over a meeting', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const number = showMeetingId((await meetingNamed('Standup')).meeting.meetingId);
  const asked = await says('ada', `transfer ${number} @ivan`);
  expect(textOf(asked)).not.toContain('You cannot take it back yourself.');
  const done = textOf(await presses('ada', pressIn(asked, 'Hand it over')));
  expect(done).toContain('ivan is the organizer');
  expect(done).not.toContain('You stay invited.');
  expect(textOf(await says('ivan', `cohost ${number} @zoe`))).toContain('zoe is co-organizer of Standup');
});

it('hands a meeting to one person who is not the organizer, and never a personal room', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  expect(textOf(await says('olga', 'transfer Standup'))).toContain('Nobody was named.');
  expect(textOf(await says('olga', 'transfer Standup @olga'))).toContain('That person is the organizer.');
  const { meeting } = await meetingNamed('Standup');
  await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
  const number = showMeetingId(meeting.meetingId);
  expect(textOf(await says('olga', `transfer ${number} @ivan`))).toContain('This meeting is cancelled.');
  expect(textOf(await says('olga', `cohost ${number} @ivan`))).toContain('This meeting is cancelled.');
  expect(textOf(await says('olga', `invite ${number} @zoe`))).toContain('This meeting is cancelled.');
  await says('olga', 'now in my room Review @ivan');
  expect(textOf(await says('olga', 'transfer @ivan'))).toContain('does not work on a personal room');
});
