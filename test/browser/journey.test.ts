import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { enterRoom } from './enter-room.ts';
import { knock } from './knock.ts';
import { openPlayground, type Player } from './playground.ts';
import { onStage } from './stage.ts';

const CODE = /\b[0-9A-HJKMNP-TV-Z]{10}\b/;
const INVALID = 'Invalid access code';
/** A worker that died holds its jobs for a minute (src/jobs/worker.ts): the next start comes after that. */
const LATER = MINUTE + SECOND;

await onStage('from `/meeting` to the call, in a browser', (stage) => {
  let page: Page;
  let olga: Player;
  let ivan: Player;
  let mia: Player;
  let zoe: Player;
  let pat: Player;
  let lee: Player;
  beforeAll(async () => {
    const playground = await openPlayground(stage, [
      ['Olga', '#general'],
      ['Olga', 'private'],
      ['Ivan', 'private'],
      ['Mia', '#general'],
      ['Zoe', '#general'],
      ['Zoe', 'private'],
      ['Pat', '#general'],
      ['Pat', 'private'],
      ['Lee', '#general'],
      ['Lee', 'private'],
    ]);
    ({ page } = playground);
    [olga, ivan, mia, zoe, pat, lee] = [
      playground.who('Olga'),
      playground.who('Ivan'),
      playground.who('Mia'),
      playground.who('Zoe'),
      playground.who('Pat'),
      playground.who('Lee'),
    ];
  });

  const dialog = () => page.getByRole('dialog');
  const field = (name: string) => dialog().getByRole('textbox', { name });

  it('gives the code to each invitee in private, and to nobody else', async () => {
    await olga.says('/meeting now Standup @ivan @mia @zoe');
    const card = await olga.sees('#general', 'Standup', 'Live now');
    expect(await card.innerText()).not.toMatch(CODE);

    const slip = await ivan.slip('private', 'Standup');
    expect(slip).toEqual({
      id: expect.stringMatching(/^[2-9]\d\d \d{4} \d{4}$/),
      passcode: expect.stringMatching(CODE),
      link: expect.stringMatching(`^${stage.url}/j/${slip.id.replaceAll(' ', '')}#\\S{20,}$`),
    });
    expect(await card.innerText()).toContain(slip.id);
    const other = await zoe.slip('private', 'Standup');
    expect([other.id, other.passcode]).toEqual([slip.id, slip.passcode]);
    expect(other.link).not.toBe(slip.link);

    await olga.sees('private', 'Standup', '2 of 3 have their code', '@Mia (direct messages are closed)');
    await pat.sees('#general', 'Standup', 'Live now');
    expect(await pat.in('private').getByRole('article').count()).toBe(0);
    for (const seen of [pat.in('#general'), pat.in('private'), olga.in('#general'), zoe.in('#general')]) {
      const html = await seen.innerHTML();
      expect(html).not.toContain(slip.passcode);
      expect(html).not.toContain(new URL(slip.link).hash);
    }
  });

  it('gives it by “Get my code” to whom no message reached, and to no outsider', async () => {
    const asks = async (player: Player) => {
      const card = await player.sees('#general', 'Standup', 'Live now');
      await card.getByRole('button', { name: 'Get my code' }).click();
    };
    await asks(mia);
    const slip = await mia.slip('#general', 'Standup');
    await olga.sees('private', 'Standup', '3 of 3 have their code');
    await asks(pat);
    await pat.sees('#general', 'You are not invited');
    expect(await pat.in('#general').innerHTML()).not.toContain(slip.passcode);
  });

  it('lets in by `/meeting join` with the right code, and counts in the card who is there', async () => {
    const { id, passcode } = await zoe.slip('private', 'Standup');
    await zoe.says(`/meeting join ${id} 0000000000`);
    await zoe.sees('#general', INVALID);
    await zoe.says(`/meeting join ${id} ${passcode.toLowerCase()}`);
    const way = await zoe.sees('#general', 'You can join Standup');
    const [room] = await Promise.all([
      page.context().waitForEvent('page'),
      way.getByRole('link', { name: 'Join' }).click(),
    ]);
    await room.getByRole('heading', { name: 'Standup' }).waitFor();
    await enterRoom(room);
    await room.getByRole('listitem').filter({ hasText: 'Zoe' }).getByText('you').waitFor();
    await olga.sees('#general', 'Standup', 'In the call1 person');
    await room.getByRole('button', { name: 'Leave' }).click();
    await room.getByRole('heading', { name: 'You have left' }).waitFor();
    await olga.sees('#general', 'Standup', 'In the call0 people');
    await room.close();
  });

  it('makes new codes and kills the old one when told to rotate, and keeps links alive', async () => {
    const old = await ivan.slip('private', 'Standup');
    await olga.says('/meeting rotate Standup');
    await ivan.sees('private', 'Replaced: your code for Standup');
    const fresh = await ivan.slip('private', 'Standup');
    expect(fresh.id).toBe(old.id);
    expect(fresh.passcode).not.toBe(old.passcode);
    expect(await ivan.in('private').innerHTML()).not.toContain(old.passcode);

    const door = await stage.visit('/');
    await knock(door, old, 'Max');
    await door.getByText(INVALID).waitFor();

    const byLink = await stage.visit(old.link);
    await byLink.getByRole('heading', { name: 'Standup' }).waitFor();
    await enterRoom(byLink);
    await byLink.getByRole('listitem').filter({ hasText: 'Ivan' }).waitFor();
    expect(byLink.url()).toMatch(/\/room\/\w+$/);
    await olga.sees('#general', 'Standup', 'In the call1 person');
    await byLink.reload();
    await byLink.getByRole('listitem').filter({ hasText: 'Ivan' }).waitFor();
  });

  it('shows everybody at once who comes, who waits, and that it is over', async () => {
    const host = await stage.visit((await olga.slip('private', 'Standup')).link);
    await enterRoom(host);
    const guest = await stage.visit('/');
    await knock(guest, await ivan.slip('private', 'Standup'), 'Max');
    await enterRoom(guest);
    await guest.getByText('You are in the waiting room. ').waitFor();
    await host.getByRole('button', { name: 'Let in Max' }).click();
    await guest.getByRole('listitem').filter({ hasText: 'Max' }).getByText('guest').waitFor();
    await olga.sees('#general', 'Standup', 'In the call3 people');

    await olga.says('/meeting end Standup');
    await (await olga.sees('#general', 'End Standup for all?'))
      .getByRole('button', { name: 'End for all' })
      .click();
    for (const room of [host, guest])
      await room.getByRole('heading', { name: 'This meeting has ended' }).waitFor();
    await pat.sees('#general', 'Standup', 'This meeting has ended.');
  });

  it('asks step by step, and keeps what was typed when something is wrong', async () => {
    await olga.says('/meeting new');
    await field('Topic').fill('Planning');
    await field('When').fill('the day after never');
    await field('Duration').fill('45 min');
    await dialog().getByRole('button', { name: 'Next' }).click();
    await dialog().getByText('“the day after never” was not understood as a time').waitFor();
    await dialog().locator(':focus').and(field('When')).waitFor();
    expect(await Promise.all(['Topic', 'When', 'Duration'].map((name) => field(name).inputValue()))).toEqual([
      'Planning',
      'the day after never',
      '45 min',
    ]);
    await field('When').fill('tomorrow 9:00');
    await dialog().getByRole('button', { name: 'Next' }).click();
    await dialog().getByText('Step 2 of 2').waitFor();
    expect(await dialog().innerText()).toContain('09:00–09:45');
    await dialog().getByRole('combobox', { name: 'People' }).fill('@zoe');
    await dialog().getByRole('button', { name: 'Create' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await zoe.slip('private', 'Planning');
    expect(await (await olga.sees('#general', 'Planning', 'Meeting ID')).innerText()).not.toMatch(CODE);
  });

  it('asks once for a time zone that it does not know, then goes on with the command', async () => {
    await lee.says('/meeting plan Review at tomorrow 15:00 @zoe');
    const zone = dialog().getByLabel('Time zone');
    await zone.waitFor();
    await zone.fill('new york');
    await dialog().getByRole('button', { name: 'Save' }).click();
    const question = await lee.sees('#general', 'Plan Review?', /3:00.*PM \(America\/New_York\)/);
    await question.getByRole('button', { name: 'Plan it' }).click();
    await zoe.slip('private', 'Review');
    await lee.says('/meeting plan Retro at tomorrow 16:00');
    await lee.sees('#general', 'Plan Retro?');
  });

  it('loses nothing when it is killed while it answers and while it tells people', async () => {
    const [asked] = await Promise.all([
      page.waitForRequest(/\/playground\/act$/),
      olga.says('/meeting now Survivor @ivan @zoe @lee'),
    ]);
    expect(asked.method()).toBe('POST');
    await stage.kill();
    await page.getByText('Connecting…').waitFor();
    await stage.restart(LATER);
    await page.getByText('Connecting…').waitFor({ state: 'hidden' });
    // What got no answer stands in the field still; sent again it is the same event.
    const unsent = olga.in('#general').getByRole('combobox', { name: 'Message from' });
    if ((await unsent.inputValue()) !== '') await unsent.press('Enter');

    await ivan.slip('private', 'Survivor');
    await stage.kill();
    await page.getByText('Connecting…').waitFor();
    await stage.restart(2 * LATER);
    await page.getByText('Connecting…').waitFor({ state: 'hidden' });

    await olga.sees('private', 'Survivor', '3 of 3 have their code');
    for (const one of [ivan, zoe, lee]) {
      await one.slip('private', 'Survivor');
      expect(await one.messages('private', 'Your code for Survivor').count()).toBe(1);
    }
    expect(await pat.messages('#general', 'Survivor').count()).toBe(1);
    const before = await stage.visit((await ivan.slip('private', 'Survivor')).link);
    await before.getByRole('heading', { name: 'Survivor' }).waitFor();
  });

  it('asked nothing of the world, and put no secret into an address', async () => {
    const secrets = await Promise.all(
      (await page.locator('.secret-text').allInnerTexts()).concat(
        await page
          .getByRole('link', { name: 'Join' })
          .evaluateAll((links) =>
            links.flatMap((link) => new URL(link.getAttribute('href') ?? '').hash.slice(1)),
          ),
      ),
    );
    expect(secrets.filter((secret) => secret.length >= 10).length).toBeGreaterThan(6);
    for (const { hostname, pathname, search } of stage.requested) {
      expect(['localhost', '127.0.0.1']).toContain(hostname);
      for (const secret of secrets) expect(pathname + search).not.toContain(secret);
    }
  });
});
