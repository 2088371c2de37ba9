import { expect, it } from 'vitest';
import { openWorkspace, pressIn, textOf } from './workspace.ts';

it('shows the nearest meeting with all that its organizer can do, the later ones, and the own room', async () => {
  const { says, presses, passcodeOf, meetingNamed } = await openWorkspace();
  const asked = await says('olga', 'plan Retro at tomorrow 11:00 @ivan');
  await presses('olga', pressIn(asked, 'Plan it'));
  await says('olga', 'now Standup @ivan');
  const home = await presses('olga', 'home');
  const shown = textOf(home);
  expect(shown).toMatch(/New meeting.*Standup.*Rotate.*1 more meeting after it.*Retro.*Personal room/s);
  expect(shown).not.toContain(passcodeOf(await meetingNamed('Standup')));
  const cancelled = await presses('olga', pressIn(home, 'Cancel'));
  expect(textOf(cancelled)).toContain('Cancel Standup?');
});

it('shows an invitee what an invitee can do, and a guest neither room nor a way to create', async () => {
  const { says, presses } = await openWorkspace();
  await says('olga', 'now Standup @gus');
  const shown = textOf(await presses('gus', 'home'));
  expect(shown).toContain('Standup');
  for (const word of ['Rotate', 'Personal room', 'New meeting']) expect(shown).not.toContain(word);
});

it('says what to do where there is nothing', async () => {
  const { presses } = await openWorkspace();
  expect(textOf(await presses('gus', 'home'))).toContain('No meetings coming up');
});

it('puts no meeting first that an admin only sees', async () => {
  const { says, presses } = await openWorkspace();
  await says('olga', 'now Standup');
  const shown = textOf(await presses('ada', 'home'));
  expect(shown).toContain('1 meeting coming up');
  expect(shown).not.toContain('Cancel');
});
