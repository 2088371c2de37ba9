import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { openPlayground, type Player } from './playground.ts';
import { onStage } from './stage.ts';
import { expectWellMade } from './well-made.ts';

/** What a browser writes into its console because the door refused somebody, as a test wants it to. */
const REFUSED = /^\/(api\/join|room\/\w+\/signal): .* status of 40[14]/;

const PHONE = { locale: 'de-DE', viewport: { width: 390, height: 844 } };

await onStage('in German', (stage) => {
  let playground: Page;
  let olga: Player;
  let ivan: Player;
  beforeAll(async () => {
    const { page, who } = await openPlayground(stage, [
      ['Olga', '#general'],
      ['Olga', 'private'],
      ['Ivan', 'private'],
    ]);
    [playground, olga, ivan] = [page, who('Olga'), who('Ivan')];
  });

  it('a meeting is planned by who has chosen the language, and each invitee reads their own', async () => {
    await olga.says('/meeting me', 'private');
    await (await olga.sees('private', 'Your language is English.'))
      .getByRole('button', { name: 'Change language' })
      .click();
    const dialog = playground.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Deutsch' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await olga.sees('private', 'Deine Sprache ist Deutsch.');
    await olga.says('/meeting planen Rückblick morgen um 15 Uhr für 45 Minuten @ivan');
    const question = await olga.sees('#general', 'Rückblick planen?');
    await question.getByRole('button', { name: 'Planen' }).click();
    await olga.sees('private', 'Dein Code für Rückblick');
    await olga.sees('private', '1 von 1 Person hat ihren Code');
    await ivan.sees('private', 'Your code for Rückblick');
  });

  it('the door and the room, in the language of the browser', async () => {
    await olga.says('/meeting jetzt Standup');
    const slip = await olga.sees('private', 'Dein Code für Standup');
    const link = (await slip.getByRole('link', { name: 'Beitreten' }).getAttribute('href')) ?? '';
    const door = await stage.visit(link.replace(/#.*/, ''), PHONE);
    expect(await door.getAttribute('html', 'lang')).toBe('de-DE');
    await door.getByLabel('Passcode').fill('0000000000');
    await door.getByLabel('Dein Name').fill('Max');
    await door.getByRole('button', { name: 'Beitreten' }).click();
    await door.getByText('Ungültiger Zugangscode').waitFor();
    await expectWellMade(door, [390]);
    const room = await stage.visit(link, PHONE);
    await room.getByText('Du kommst als Olga hinein.').waitFor();
    expect(await room.getAttribute('html', 'lang')).toBe('de-DE');
    await room.getByRole('button', { name: 'Eintreten' }).click();
    await room.getByText('1 Person im Raum').last().waitFor();
    await expectWellMade(room, [390]);
  });

  it('My meetings, in the language of the person', async () => {
    await olga.says('/meeting web', 'private');
    const answer = await olga.sees('private', 'Meine Besprechungen öffnen');
    const link = await answer.getByRole('link', { name: 'Meine Besprechungen öffnen' }).getAttribute('href');
    const mine = await stage.visit(link ?? '', { ...PHONE, locale: 'en-GB' });
    await mine.getByText('Angemeldet als Olga').waitFor();
    expect(await mine.getAttribute('html', 'lang')).toBe('de-GB');
    await expectWellMade(mine, [390]);
  });

  it('has nothing to complain about', () => {
    expect(stage.complaints.filter((complaint) => !REFUSED.test(complaint))).toEqual([]);
  });
});
