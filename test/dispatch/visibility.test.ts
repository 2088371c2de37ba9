import { expect, it } from 'vitest';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Invocation } from '../../src/ports/inbox.ts';
import { openWorkspace, textOf } from '../journeys/workspace.ts';

/** The same request from another workspace, where its asker is an admin. */
const elsewhere = (asked: Invocation): Invocation => ({
  ...asked,
  workspace: { foreignId: asId<ForeignId>('globex'), name: 'Globex' },
  conversation: { foreignId: asId<ForeignId>('globex-general'), name: 'general', visibility: 'public' },
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
