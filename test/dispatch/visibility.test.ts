import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Invocation } from '../../src/ports/inbox.ts';
import { openWorkspace, pressIn, textOf } from '../journeys/workspace.ts';

/** The same request from another workspace, where its asker is an admin. */
const elsewhere = (asked: Invocation): Invocation => ({
  ...asked,
  workspace: { foreignId: asId<ForeignId>('globex'), name: 'Globex' },
  conversation: { foreignId: asId<ForeignId>('globex-general'), name: 'general', visibility: 'public' },
});

const about = commands.filter(({ needs }) => needs.about === 'meeting').map(({ name }) => name);

it.each(about)('%s answers about a foreign meeting as about none', async (name) => {
  const { says, presses, meetingNamed, handle, invocation, store } = await openWorkspace();
  const question = await says('olga', 'plan Standup at tomorrow 9:00 @ivan');
  await presses('olga', pressIn(question, 'Plan it'));
  const before = await meetingNamed('Standup');
  const { key, meetingId } = before.meeting;
  const parts = [key, ...before.occurrences.map(({ id }) => id), ...before.invitations.map(({ id }) => id)];

  const answered = async (meeting: string) => {
    const values = { meeting, people: [], coming: 'yes', when: 'tomorrow 10:00', conversation: 'nowhere' };
    const asked = invocation('ada', { kind: 'call', command: name, values }, 'general');
    return JSON.stringify(await handle(elsewhere(asked)));
  };
  const none = await answered('29999999999');
  expect(none).toContain('No such meeting.');
  for (const id of [meetingId, 'Standup', ...parts]) expect(await answered(id)).toBe(none);
  expect(await store.meetings.byKey(key)).toEqual(before);
});

it('shows an invitee their meeting wherever they ask, with the rights that they have in its own workspace', async () => {
  const { says, meetingNamed, handle, invocation, chat } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  // The fake platform says the same role everywhere: who is admin here is one there.
  const ivan = chat.members.get(asId<ForeignId>('ivan'));
  if (!ivan) throw new Error('the stage is not set');
  const ask = async (line: string) =>
    textOf(await handle(elsewhere(invocation('ivan', { kind: 'words', words: line.split(' ') }, 'direct'))));
  expect(await ask(`show ${meeting.meetingId}`)).toContain('Organizer: @olga');
  expect(await ask('show Standup')).toContain('Organizer: @olga');
  expect(await ask(`cancel ${meeting.meetingId}`)).toContain('Only the organizer can do that.');
});

it('tells a wrong code of a foreign meeting from none to nobody', async () => {
  const { meetingNamed, says, handle, invocation } = await openWorkspace();
  await says('olga', 'now Standup');
  const { meeting } = await meetingNamed('Standup');
  const joins = async (meetingId: string) => {
    const values = { meeting: meetingId, passcode: 'AAAABBBBCC' };
    return textOf(
      await handle(elsewhere(invocation('pat', { kind: 'call', command: 'join', values }, 'general'))),
    );
  };
  expect(await joins(meeting.meetingId)).toBe(await joins('29999999999'));
});
