import { expect, it } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import { openWorkspace, textOf } from './workspace.ts';

it('asks a provider again that did not make the room, and says when nothing is wrong', async () => {
  const { provider, says, presses, meetingNamed, pass } = await openWorkspace();
  provider.behave({ kind: 'permanent' });
  await says('olga', 'now Standup @ivan');
  await pass(MINUTE);
  const { meeting, conference } = await meetingNamed('Standup');
  expect(conference.state).toBe('failed');
  expect(textOf(await presses('ivan', `retry:${meeting.key}`))).not.toContain('is asked again');
  expect(textOf(await presses('olga', `retry:${meeting.key}`))).toContain('is asked again for Standup');
  await pass(MINUTE);
  expect((await meetingNamed('Standup')).conference.state).toBe('ready');
  expect(textOf(await presses('olga', `retry:${meeting.key}`))).toContain('Nothing is wrong');
  expect(textOf(await presses('olga', `use-room:${meeting.key}`))).toContain('Nothing is wrong');
});
