import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { freePort } from '../../src/free-port.ts';
import { createLog } from '../../src/log.ts';
import { testFolder } from '../cli/installation.ts';
import { type FakeSlack, startSlack } from '../fakes/slack/slack-server.ts';

const PATIENCE = { timeout: 20_000 };

/** A whole Latchkey that no workspace has installed yet. */
async function uninstalled() {
  const slack = await startSlack();
  onTestFinished(() => slack.close());
  const port = await freePort('127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  const dataDir = join(await testFolder(), 'data');
  const lines: string[] = [];
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: url,
    SLACK_API_URL: slack.url,
    SLACK_CLIENT_ID: slack.clientId,
    SLACK_CLIENT_SECRET: slack.clientSecret,
    SLACK_SIGNING_SECRET: slack.signingSecret,
  };
  const app = await compose(env, { log: createLog('debug', { write: (line) => lines.push(line) }) });
  onTestFinished(() => app.stop());
  slack.eventsUrl = `${url}/slack/events`;
  return { slack, url, dataDir, lines };
}

/** A browser that goes to Slack and comes back; `code` is what Slack gives the workspace. */
async function install(url: string, code: string | null = null): Promise<string> {
  const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' });
  const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
  const agreed = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
  const back = new URL(agreed.headers.get('location') ?? '');
  if (code !== null) back.searchParams.set('code', code);
  return (await fetch(back, { headers: { cookie } })).text();
}

/** Somebody of the team starts a meeting; answers what is posted in the channel. */
async function meet(slack: FakeSlack, team: string, topic: string) {
  const user = slack.addUser({ name: 'Olga', team });
  const channel = slack.addChannel({ name: 'general', members: [user], team });
  await slack.slash(user, channel, `/meeting now ${topic}`);
  return () => JSON.stringify(slack.messages(channel));
}

test('serves every workspace that installs it with the token of that workspace', async () => {
  const { slack, url, dataDir, lines } = await uninstalled();
  const beta = slack.addTeam('Beta');
  expect(await install(url)).toContain('Latchkey is installed in Acme');
  expect(await install(url, slack.grant(beta.id))).toContain('Latchkey is installed in Beta');

  const acmeSees = await meet(slack, slack.team, 'Standup');
  const betaSees = await meet(slack, beta.id, 'Retro');
  await expect.poll(acmeSees, PATIENCE).toContain('Standup');
  await expect.poll(betaSees, PATIENCE).toContain('Retro');
  expect(acmeSees()).not.toContain('Retro');

  const kept = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name), 'latin1'));
  for (const token of [slack.botToken, beta.botToken])
    expect([...kept, ...lines].join()).not.toContain(token);
});

test('forgets a workspace that removes it, and no other', async () => {
  const { slack, url } = await uninstalled();
  const beta = slack.addTeam('Beta');
  await install(url);
  await install(url, slack.grant(beta.id));
  await slack.event({ type: 'app_uninstalled' }, beta.id);

  const betaSees = await meet(slack, beta.id, 'Retro').catch(() => () => '[]');
  const acmeSees = await meet(slack, slack.team, 'Standup');
  await expect.poll(acmeSees, PATIENCE).toContain('Standup');
  expect(betaSees()).toBe('[]');

  expect(await install(url, slack.grant(beta.id))).toContain('Latchkey is installed in Beta');
  const again = await meet(slack, beta.id, 'Retro');
  await expect.poll(again, PATIENCE).toContain('Retro');
});
