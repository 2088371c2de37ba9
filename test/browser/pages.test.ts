import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { enterRoom } from './enter-room.ts';
import { knock } from './knock.ts';
import { openPlayground, type Player, type Slip } from './playground.ts';
import { onStage } from './stage.ts';
import { expectWellMade } from './well-made.ts';

/**
 * What a browser writes into its console because the door refused somebody, as these tests want it to. A signal may be
 * under way when the call is left or ended.
 */
const REFUSED = /^\/(api\/join|room\/\w+\/(arrive|enter|signal)|nothing): .* status of 40[1349]/;

/** What stands in the clipboard after a slip was selected and copied, or by Discord's own *Copy Text*. */
const SLIPS = [
  ['one line', 'Meeting ID: 234 5678 9012 Passcode: K7QW3M9XTB'],
  ['typed', 'id 234-5678-9012, code k7qw3m9xtb'],
  [
    'Slack',
    'Your code for Standup 2026\nWednesday, November 25th, 2026 at 9:30 AM · from @Olga\nMeeting ID\n234 5678 9012\nPasscode\nK7QW3M9XTB\nJoin\nCopy passcode\nCopy ID',
  ],
  [
    'Discord',
    '### 🔒 Your code for Standup\n<t:1795598100:F> · from <@281812345678901234>\n**Meeting ID** `234 5678 9012`\n**Passcode** `K7QW3M9XTB`\n-# This link is yours alone. Don’t forward it.',
  ],
  [
    'Telegram',
    '🔒 Your code for Standup\nWed 25 Nov 2026, 09:30–09:45 (Europe/Lisbon) · from Olga\n\nMeeting ID: 234 5678 9012\nPasscode: K7QW3M9XTB\n\nThis link is yours alone. Don’t forward it.',
  ],
] as const;

await onStage('every page, on a phone and a laptop, in light and dark', (stage) => {
  let playground: Page;
  let olga: Player;
  let ivan: Player;
  let standup: Slip;
  beforeAll(async () => {
    const { page, who } = await openPlayground(stage, [
      ['Olga', '#general'],
      ['Olga', 'private'],
      ['Ivan', 'private'],
    ]);
    [playground, olga, ivan] = [page, who('Olga'), who('Ivan')];
  });

  it('the playground, before and after a meeting is made', async () => {
    await olga.in('#general').getByText('Nothing was said').waitFor();
    await expectWellMade(playground);
    await playground.setViewportSize({ width: 1280, height: 800 });
    await olga.says('/meeting now Standup @ivan @mia @zoe');
    await olga.sees('private', '2 of 3 have their code');
    standup = await ivan.slip('private', 'Standup');
    await expectWellMade(playground);
    await playground.getByRole('button', { name: 'Private messages' }).click();
    await expectWellMade(playground);
    await playground.getByRole('button', { name: 'Side by side' }).click();
  });

  it('the dialogs of the playground', async () => {
    await playground.setViewportSize({ width: 1280, height: 800 });
    await olga.says('/meeting new');
    const dialog = playground.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Topic' }).fill('Planning');
    await dialog.getByRole('textbox', { name: 'When' }).fill('never');
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByText('was not understood').waitFor();
    await expectWellMade(playground);
    await dialog.getByRole('textbox', { name: 'When' }).fill('tomorrow 9:00');
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByText('Step 2 of 2').waitFor();
    await expectWellMade(playground);
    await dialog.getByRole('combobox', { name: 'People' }).fill('@ivan');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await playground.getByRole('button', { name: 'Settings of Ivan' }).click();
    await expectWellMade(playground);
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  it('the door: empty, with the meeting ID, and whatever it answers; and where nothing is', async () => {
    const door = await stage.visit('/');
    await expectWellMade(door);
    await door.goto(standup.link.replace(/#.*/, ''));
    expect(await door.getByLabel('Meeting ID').inputValue()).toBe(standup.id);
    await expectWellMade(door);
    const tells = async (what: string) => {
      await door.getByText(what).waitFor();
      await expectWellMade(door);
    };
    await knock(door, { ...standup, passcode: '0000000000' }, 'Max');
    await tells('Invalid access code');
    await knock(door, standup, 'Ivan');
    await tells('Somebody invited has this name');
    await knock(door, await ivan.slip('private', 'Planning'), 'Max');
    await tells('The door is not open yet');
    await door.goto(`${standup.link}x`);
    await tells('This link does not work any more');
    // Neither a dead token nor a live one stays where a screenshot or the history has it.
    expect(new URL(door.url()).hash).toBe('');
    await door.goto(`${stage.url}/nothing`);
    await tells('There is nothing here');
  });

  it.each(SLIPS)('the door, which reads a slip as it is copied: %s', async (_, slip) => {
    const door = await stage.visit('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await door.evaluate(`navigator.clipboard.writeText(${JSON.stringify(slip)})`);
    await door.getByLabel('Meeting ID').press('ControlOrMeta+V');
    await door.locator(':focus').and(door.getByLabel('Your name')).waitFor();
    expect(await door.getByLabel('Meeting ID').inputValue()).toBe('234 5678 9012');
    expect((await door.getByLabel('Passcode').inputValue()).toUpperCase()).toBe('K7QW3M9XTB');
  });

  it('the room, for who waits, who hosts, who is in, who has left, and when it is over', async () => {
    const guest = await stage.visit('/');
    await knock(guest, standup, 'Max');
    await guest.getByText('You come in as Max').waitFor();
    await expectWellMade(guest);
    await enterRoom(guest);
    await guest.getByText('You are in the waiting room. ').waitFor();
    await expectWellMade(guest);
    const host = await stage.visit((await olga.slip('private', 'Standup')).link);
    await enterRoom(host);
    await host.getByRole('button', { name: 'Let in Max' }).waitFor();
    await expectWellMade(host);
    await host.getByRole('button', { name: 'Let in Max' }).click();
    await guest.getByText('2 people in the room').last().waitFor();
    await expectWellMade(guest);
    await host.getByRole('button', { name: 'Leave' }).click();
    await host.getByRole('heading', { name: 'You have left' }).waitFor();
    await expectWellMade(host);

    await olga.says('/meeting end Standup');
    const question = await olga.sees('#general', 'End Standup for all?');
    await question.getByRole('button', { name: 'End for all' }).click();
    await guest.getByRole('heading', { name: 'This meeting has ended' }).waitFor();
    await expectWellMade(guest);
    await host.reload();
    await host.getByRole('heading', { name: 'This way in is too old' }).waitFor();
    await expectWellMade(host);
    await guest.goto(stage.url);
    await knock(guest, standup, 'Max');
    await guest.getByText('This meeting has ended').waitFor();
    await expectWellMade(guest);
  });

  it('lets in by ID and passcode where JavaScript is off', async () => {
    await olga.says('/meeting now Retro @ivan');
    const slip = await ivan.slip('private', 'Retro');
    const door = await stage.visit('/', { javaScriptEnabled: false });
    await knock(door, { ...slip, passcode: '0000000000' }, 'Max');
    await door.getByText('Invalid access code').waitFor();
    expect(await door.getByLabel('Meeting ID').inputValue()).toBe(slip.id);
    expect(await door.getByLabel('Your name').inputValue()).toBe('Max');
    expect(await door.getByLabel('Passcode').inputValue()).toBe('');
    await knock(door, slip, 'Max');
    const way = await door.getByRole('link', { name: 'Enter the call' }).getAttribute('href');
    const room = await stage.visit(way ?? '');
    await enterRoom(room);
    await room.getByText('You are in the waiting room. ').waitFor();
    await room.getByRole('heading', { name: 'Retro' }).waitFor();
  });

  it('can be used by keyboard alone, from the slip into the room', async () => {
    const { id, passcode } = await ivan.slip('private', 'Retro');
    const door = await stage.visit('/');
    await door.getByLabel('Meeting ID').focus();
    for (const text of [id, passcode, 'Kim']) {
      await door.keyboard.type(text);
      await door.keyboard.press('Tab');
    }
    await door.keyboard.press('Enter');
    await door.getByRole('heading', { name: 'Retro' }).waitFor();
    await door.getByRole('button', { name: 'Enter' }).press('Enter');
    await door.getByText('You are in the waiting room. ').waitFor();
    expect(new URL(door.url()).hash).toBe('');
  });

  it('has nothing to complain about', () => {
    expect(stage.complaints.filter((complaint) => !REFUSED.test(complaint))).toEqual([]);
  });
});
