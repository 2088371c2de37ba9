import { expect, it } from 'vitest';
import { openWorkspace, textOf } from './workspace.ts';

it('makes an invitee a co-organizer, who may then invite', async () => {
  const { says } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  expect(textOf(await says('ivan', 'invite Standup @zoe'))).toContain('Only the organizer can do that.');
  expect(textOf(await says('olga', 'cohost Standup @ivan'))).toContain('ivan');
  await says('ivan', 'invite Standup @zoe');
  expect(textOf(await says('ivan', 'show Standup'))).toContain('zoe');
});

it('invites who is made co-organizer', async () => {
  const { says, pass, seen } = await openWorkspace();
  await says('olga', 'now Standup');
  await says('olga', 'cohost Standup @zoe');
  await pass(1_000);
  expect(seen('zoe').join()).toContain('Standup');
});

it('takes one person, who exists and is not the organizer', async () => {
  const { says } = await openWorkspace();
  await says('olga', 'now Standup');
  expect(textOf(await says('olga', 'cohost Standup'))).toContain('Nobody was named.');
  expect(textOf(await says('olga', 'cohost Standup @ivan @zoe'))).toContain('Nobody was named.');
  expect(textOf(await says('olga', 'cohost Standup @robo'))).toContain('robo is a bot');
  expect(textOf(await says('olga', 'cohost Standup @olga'))).toContain('is the organizer');
});
