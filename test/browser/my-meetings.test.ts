import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startZoom } from '../fakes/zoom/zoom-server.ts';
import { openPlayground, type Player } from './playground.ts';
import { onStage, type Stage } from './stage.ts';
import { expectWellMade } from './well-made.ts';

/** What a browser writes into its console because a link was used before, as a test wants it to. */
const REFUSED = /^\/api\/my\/session: .* status of 401/;

/** The link that the bot gives to whoever types `/meeting web`. */
async function linkFor(player: Player): Promise<string> {
  const answers = player.messages('private', 'Your way into My meetings');
  const before = await answers.count();
  await player.says('/meeting web', 'private');
  const answer = answers.nth(before);
  return (await answer.getByRole('link', { name: 'Open My meetings' }).getAttribute('href')) ?? '';
}

async function enter(stage: Stage, player: Player): Promise<{ page: Page; link: string }> {
  const link = await linkFor(player);
  const permissions = ['clipboard-read', 'clipboard-write'];
  const page = await stage.visit(link, { permissions });
  await page.getByText('Signed in as').waitFor();
  return { page, link };
}

/** The same server under a name that is another site to a browser. */
const otherSite = ({ url }: Stage): string => url.replace('localhost', '127.0.0.1');

const section = (page: Page, name: string) => page.getByRole('region', { name });

const zoom = await startZoom();
const { ZOOM_API_URL, ZOOM_OAUTH_URL } = zoom.env;
const workspaces = { ZOOM_WORKSPACES: 'on', ZOOM_API_URL, ZOOM_OAUTH_URL };

function inTheBrowser(stage: Stage): void {
  let olga: Player;
  let ivan: Player;
  let ada: Player;
  beforeAll(async () => {
    const { who } = await openPlayground(stage, [
      ['Olga', '#general'],
      ['Olga', 'private'],
      ['Ivan', 'private'],
      ['Ada', 'private'],
    ]);
    [olga, ivan, ada] = [who('Olga'), who('Ivan'), who('Ada')];
    await olga.says('/meeting now Standup @ivan @mia @zoe');
    await ivan.slip('private', 'Standup');
    await olga.sees('private', '2 of 3 have their code');
  });

  it('opens once by the link, whose token no address ever held', async () => {
    const { page, link } = await enter(stage, olga);
    expect(page.url()).toBe(`${stage.url}/my`);
    const token = link.replace(/.*#/, '');
    expect(token.length).toBeGreaterThan(40);
    expect(stage.requested.filter(({ href }) => !href.includes('#') && href.includes(token))).toEqual([]);
    const thief = await stage.visit(link);
    await thief.getByText('This link does not work any more').waitFor();
    await expectWellMade(thief);
    await thief.goto(`${stage.url}/my`);
    await thief.getByText('Ask the bot for your link').waitFor();
  });

  it('shows the passcode when the eye is pressed, and spells it', async () => {
    const { passcode } = await ivan.slip('private', 'Standup');
    const { page } = await enter(stage, olga);
    expect(await page.content()).not.toContain(passcode);
    await page.getByRole('button', { name: 'Show passcode of Standup' }).press('Enter');
    const shown = section(page, 'Standup');
    await shown.getByText(passcode, { exact: true }).waitFor();
    expect(await shown.innerText()).toContain('reached');
    expect(await page.content()).toContain([...passcode].join(', '));
    expect(page.url()).toBe(`${stage.url}/my`);
    expect(await page.title()).not.toContain(passcode);
    await page.getByRole('link', { name: 'Back to my meetings' }).click();
    await page.getByText('Signed in as').waitFor();
    expect(await page.content()).not.toContain(passcode);
  });

  it('opens from a page of another site, which brings no cookie along', async () => {
    const link = await linkFor(olga);
    const elsewhere = otherSite(stage);
    expect(elsewhere).not.toBe(stage.url);
    const page = await stage.visit(elsewhere);
    const follow = (url: string) =>
      Promise.all([page.waitForURL(/\/my/), page.evaluate(`location.href = ${JSON.stringify(url)}`)]);
    await follow(link);
    await page.getByText('Signed in as Olga').waitFor();
    await page.goto(elsewhere);
    await follow(`${stage.url}/my`);
    await page.getByRole('link', { name: 'Open My meetings' }).click();
    await page.getByText('Signed in as Olga').waitFor();
  });

  it('copies, says so, and shows anew after going back', async () => {
    const { passcode } = await ivan.slip('private', 'Standup');
    const { page } = await enter(stage, olga);
    const show = page.getByRole('button', { name: 'Show passcode of Standup' });
    await show.click();
    await page.getByRole('button', { name: 'Copy passcode of Standup' }).click();
    await page.getByRole('status').getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(passcode);
    await page.goBack();
    await show.click();
    await page.getByText(passcode, { exact: true }).waitFor();
  });

  it('plans, moves, rotates and cancels by the keyboard alone', async () => {
    const { page } = await enter(stage, olga);
    await page.getByRole('button', { name: 'New meeting' }).press('Enter');
    await page.getByLabel('Topic').fill('Retro');
    await page.getByLabel('When').fill('never');
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await page.getByText('was not understood').first().waitFor();
    await expectWellMade(page);
    await page.getByLabel('When').fill('tomorrow 9:00');
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await page.getByText('Step 2 of 2').waitFor();
    await expectWellMade(page);
    await page.getByLabel('People').fill('@ivan');
    await page.getByRole('button', { name: 'Create' }).press('Enter');
    const { passcode } = await ivan.slip('private', 'Retro');
    await page.getByRole('link', { name: 'Back to my meetings' }).press('Enter');

    const retro = section(page, 'Retro');
    await retro.locator('summary', { hasText: 'Move' }).press('Enter');
    await retro.getByLabel('When').fill('tomorrow 10:00');
    await retro.getByRole('button', { name: 'Move' }).press('Enter');
    await page.getByRole('button', { name: 'Move it' }).press('Enter');
    await page.getByText('10:00').first().waitFor();
    await page.getByRole('link', { name: 'Back to my meetings' }).press('Enter');

    await retro.getByRole('button', { name: 'Rotate, Retro' }).press('Enter');
    await page.getByText('Signed in as').waitFor();
    await expect.poll(async () => (await ivan.slip('private', 'Retro')).passcode).not.toBe(passcode);
    await page.goto(`${stage.url}/my`);
    await retro.getByRole('button', { name: 'Cancel, Retro' }).press('Enter');
    await page.getByRole('button', { name: /^Cancel/ }).press('Enter');
    await page.getByRole('link', { name: 'Back to my meetings' }).press('Enter');
    await section(page, 'Standup').waitFor();
    expect(await retro.count()).toBe(0);
  });

  it('lets one in by the own link, and invites more', async () => {
    const { page } = await enter(stage, olga);
    const standup = section(page, 'Standup');
    await standup.locator('summary', { hasText: 'Invite people' }).click();
    await standup.getByRole('textbox', { name: 'People' }).fill('@lee nobody');
    await standup.getByRole('button', { name: 'Invite people' }).click();
    await page.getByText('nobody was not found').waitFor();
    await page.goto(`${stage.url}/my`);
    await standup.getByRole('button', { name: 'Join, Standup' }).click();
    await page.getByRole('link', { name: 'Join' }).click();
    await page.waitForURL(/\/room\//);
  });

  it('is well made on a phone and a laptop, in light and dark', async () => {
    const { page } = await enter(stage, olga);
    await expectWellMade(page);
    await page.getByRole('button', { name: 'Show passcode of Standup' }).click();
    await page.getByRole('link', { name: 'Back to my meetings' }).waitFor();
    await expectWellMade(page);
    await page.goto(`${stage.url}/my`);
    await section(page, 'Standup').locator('summary', { hasText: 'Invite people' }).click();
    await expectWellMade(page);
  });

  it('gives an admin the account of the workspace to set and to take away, and nobody else', async () => {
    const { page } = await enter(stage, ada);
    await page.getByRole('link', { name: 'Accounts of this workspace' }).click();
    const account = section(page, 'Account at Zoom');
    const keeps = async (secret: string) => {
      await account.getByLabel('Account ID').fill(zoom.env.ZOOM_ACCOUNT_ID);
      await account.getByLabel('Client ID').fill(zoom.env.ZOOM_CLIENT_ID);
      await account.getByLabel('Client Secret').fill(secret);
      await account.getByLabel('Secret Token').fill(zoom.env.ZOOM_WEBHOOK_SECRET);
      await account.getByRole('button', { name: 'Use this account' }).press('Enter');
    };
    await keeps('wrong');
    await page.getByText('The account was not taken').waitFor();
    await keeps(zoom.env.ZOOM_CLIENT_SECRET);
    await page.getByText('The account is in use').waitFor();
    expect(await page.content()).not.toContain(zoom.env.ZOOM_CLIENT_SECRET);

    await account.getByRole('button', { name: 'Take the account away' }).press('Enter');
    await page.getByText('Take the account at Zoom away?').waitFor();
    await expectWellMade(page);
    await page.getByRole('button', { name: 'Take it away' }).press('Enter');
    await page.getByText('The account was taken away').waitFor();
    expect(await account.getByRole('button', { name: 'Take the account away' }).count()).toBe(0);
    const others = await enter(stage, ivan);
    expect(await others.page.getByRole('link', { name: 'Accounts of this workspace' }).count()).toBe(0);
  });

  it('signs out here, and everywhere', async () => {
    const [here, there, elsewhere] = [
      await enter(stage, ivan),
      await enter(stage, ivan),
      await enter(stage, ivan),
    ].map(({ page }) => page);
    await here?.getByRole('button', { name: 'Sign out', exact: true }).click();
    await here?.getByText('You are signed out').waitFor();
    await there?.reload();
    await there?.getByRole('button', { name: 'Sign out everywhere' }).click();
    await there?.getByText('You are signed out').waitFor();
    await elsewhere?.reload();
    await elsewhere?.getByText('Ask the bot for your link').waitFor();
  });

  it('complained about nothing and asked nobody else', () => {
    expect(stage.complaints.filter((line) => !REFUSED.test(line))).toEqual([]);
    expect(
      stage.requested.filter(({ origin }) => origin !== stage.url && origin !== otherSite(stage)),
    ).toEqual([]);
  });
}

await onStage('My meetings in the browser', inTheBrowser, workspaces);
afterAll(() => zoom.close());
