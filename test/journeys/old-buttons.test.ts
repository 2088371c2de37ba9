import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Role } from '../../src/ports/directory.ts';
import { openWorkspace, pressIn, textOf, type Who } from './workspace.ts';

/** Every button that a message about a meeting can have. */
const about = commands.filter(({ needs }) => needs.about === 'meeting').map(({ name }) => name);

/** A meeting of Olga's with Ivan as co-organizer, Zoe invited, and a code request of Lee's. */
async function planned() {
  const journey = await openWorkspace();
  const { says, presses, chat, meetingNamed, furnish, workspace } = journey;
  await furnish({ settings: { ...workspace.settings, access: 'request' } });
  const question = await says('olga', 'plan Standup at tomorrow 9:00 @ivan @zoe');
  await presses('olga', pressIn(question, 'Plan it'));
  await says('olga', 'cohost Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  await presses('lee', `ask:${meeting.key}`);
  const record = await meetingNamed('Standup');
  const becomes = (who: Who, role: Role): void => {
    const member = chat.members.get(asId<ForeignId>(who));
    if (!member) throw new Error('the stage is not set');
    chat.members.set(member.person.foreignId, { ...member, role });
  };
  const [request] = record.requests;
  const revision = async () => (await meetingNamed('Standup')).meeting.revision;
  return { ...journey, record, key: meeting.key, request: request?.id ?? '', revision, gets: becomes };
}

it.each([
  ['ada', 'rotate', 'member', 'Only the organizer can do that.'],
  ['ada', 'rotate', 'none', 'You are not a member of this workspace.'],
  ['olga', 'rotate', 'none', 'You are not a member of this workspace.'],
  ['ivan', 'rotate', 'none', 'You are not a member of this workspace.'],
  ['zoe', 'reveal', 'none', 'You are not a member of this workspace.'],
  ['zoe', 'enter', 'none', 'You are not a member of this workspace.'],
] as const)("reads %s's rights anew when they press %s as a %s", async (who, command, role, refusal) => {
  const { presses, gets, revision, key, record, passcodeOf } = await planned();
  gets(who, role);
  const answer = textOf(await presses(who, `${command}:${key}`));
  expect(answer).toContain(refusal);
  expect(answer).not.toContain(passcodeOf(record));
  expect(await revision()).toBe(1);
});

it.each([
  ['ada', 'member', 'Only the organizer can do that.'],
  ['olga', 'none', 'You are not a member of this workspace.'],
  ['ivan', 'none', 'You are not a member of this workspace.'],
] as const)('reads them anew when %s answers a question as a %s', async (who, role, refusal) => {
  const { presses, gets, key, meetingNamed } = await planned();
  const yes = pressIn(await presses(who, `cancel:${key}`), 'Cancel the meeting');
  gets(who, role);
  expect(textOf(await presses(who, yes))).toContain(refusal);
  expect((await meetingNamed('Standup')).meeting.state).toBe('open');
});

it('shows no admin the code that they changed once they are none', async () => {
  const { presses, gets, key, meetingNamed, passcodeOf } = await planned();
  const rotated = await presses('ada', `rotate:${key}`);
  const code = passcodeOf(await meetingNamed('Standup'));
  expect(textOf(await presses('ada', pressIn(rotated, 'Show')))).toContain(code);
  gets('ada', 'member');
  for (const name of about) {
    expect([name, textOf(await presses('ada', `${name}:${key}`))]).not.toContain(code);
  }
});

it('takes no answer to a question from anybody but its asker', async () => {
  const { says, presses, meetingNamed, read, record } = await planned();
  const yes = pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting');
  for (const who of ['ivan', 'zoe', 'ada', 'pat'] as const) {
    for (const press of [yes, yes.replace('yes:', 'no:'), yes.replace('yes:', 'edit:')]) {
      expect(textOf(await presses(who, press))).toContain('This form is too old or was sent already.');
    }
  }
  expect((await meetingNamed('Standup')).meeting).toEqual(record.meeting);
  await presses('olga', yes);
  expect((await read(record)).meeting.state).toBe('cancelled');
});

it("takes an organizer's buttons from a co-organizer who is one no more", async () => {
  const { says, presses, key, request, meetingNamed } = await planned();
  await presses('olga', pressIn(await says('olga', 'uninvite Standup @ivan'), 'Take it back'));
  const before = await meetingNamed('Standup');
  expect(before.meeting.revision).toBe(1);
  for (const name of about.filter((each) => each !== 'ask')) {
    await presses('ivan', `${name}:${['approve', 'deny'].includes(name) ? request : key}`);
  }
  expect(await meetingNamed('Standup')).toEqual(before);
});

it.each(['olga', 'ivan', 'zoe', 'ada', 'lee'] as const)(
  'opens nothing of a cancelled meeting for %s, whatever old button is pressed',
  async (who) => {
    const { says, presses, key, request, read, passcodeOf, vault, record } = await planned();
    await presses('olga', pressIn(await says('olga', 'cancel Standup'), 'Cancel the meeting'));
    const before = await read(record);
    const secrets = [
      passcodeOf(record),
      passcodeOf(before),
      ...before.invitations.map(({ id, link, linkKey }) =>
        vault.linkToken({ invitationId: id, link, linkKey }).open(),
      ),
    ];
    for (const name of about) {
      const id = ['approve', 'deny'].includes(name) ? request : key;
      const answer = textOf(await presses(who, `${name}:${id}`));
      expect([name, secrets.filter((secret) => answer.includes(secret))]).toEqual([name, []]);
    }
    const after = await read(record);
    // A request may still be put away.
    expect({ ...after.meeting, version: 0 }).toEqual({ ...before.meeting, version: 0 });
    expect(after.occurrences).toEqual(before.occurrences);
    expect(after.invitations).toEqual(before.invitations);
  },
);

it('gives the code of now behind a button from before a rotation, and never the old one', async () => {
  const { says, presses, key, record, meetingNamed, passcodeOf } = await planned();
  const shown = await says('zoe', 'show Standup');
  await presses('olga', `rotate:${key}`);
  const [old, fresh] = [passcodeOf(record), passcodeOf(await meetingNamed('Standup'))];
  const answer = textOf(await presses('zoe', pressIn(shown, 'Show')));
  expect(answer).toContain(fresh);
  expect(answer).not.toContain(old);
  expect(textOf(await presses('zoe', `copy-code:${key}`))).toContain(fresh);
});
