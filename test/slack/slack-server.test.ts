import { App, HTTPReceiver, webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCOPES } from '../../adapters/chat/slack/scopes.ts';
import { silentLogger } from '../../adapters/chat/slack/silent-logger.ts';
import { type FakeSlack, startSlack } from '../fakes/slack/slack-server.ts';
import { bareBolt } from './bare-bolt.ts';

let slack: FakeSlack;
let olga: string;
let general: string;
const stops: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  slack = await startSlack();
  olga = slack.addUser({ name: 'Olga' });
  general = slack.addChannel({ name: 'general', members: [olga] });
});

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await slack.close();
});

const client = (token: string) =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silentLogger,
  });

const errorOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => (error instanceof webApi.WebAPIPlatformError ? error.data.error : String(error)),
  );

function boltApp(appToken?: string): App {
  const app = bareBolt(slack, appToken);
  stops.push(() => app.stop());
  return app;
}

describe('the local Slack, seen by bolt', () => {
  it('delivers a slash command over a socket and shows what is answered', async () => {
    const app = boltApp();
    app.command('/meeting', async ({ ack, respond, command }) => {
      await ack();
      await respond({ text: `heard ${command.text}` });
    });
    await app.start();
    expect(slack.connections).toBe(1);
    await slack.slash(olga, general, '/meeting now Standup');
    await expect.poll(() => slack.ephemerals(olga).map(({ text }) => text)).toEqual(['heard now Standup']);
    expect(slack.messages(general)).toEqual([]);
  });

  it('gives each app its own command', async () => {
    const heard: string[] = [];
    const other = slack.addApp('/other');
    for (const [command, token] of [['/meeting'], ['/other', other]] as const) {
      const app = boltApp(token);
      app.command(/.*/, async ({ ack, body }) => {
        heard.push(`${command} ${body.command}`);
        await ack();
      });
      await app.start();
    }
    await slack.slash(olga, general, '/meeting list');
    await slack.slash(olga, general, '/other list');
    expect(heard).toEqual(['/meeting /meeting', '/other /other']);
  });

  it('grants an app all that its manifest asks for', async () => {
    const { response_metadata } = await client(slack.botToken).auth.test();
    expect(response_metadata?.scopes?.toSorted()).toEqual(SCOPES.toSorted());
  });

  it('posts a slash command signed, and once more when told to', async () => {
    const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: silentLogger });
    const clientOptions = { slackApiUrl: slack.url };
    const app = new App({ token: slack.botToken, clientOptions, logger: silentLogger, receiver });
    app.command('/meeting', ({ ack, command }) => ack(`heard ${command.text}`));
    const server = await receiver.start(0);
    stops.push(() => receiver.stop());
    const address = server.address();
    slack.eventsUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`;
    await slack.slash(olga, general, '/meeting list');
    expect(slack.ephemerals(olga).map(({ text }) => text)).toEqual(['heard list']);
    expect(await slack.redeliver()).toEqual({ text: 'heard list' });
  });

  it('takes a press to a modal, its errors and its end', async () => {
    const app = boltApp();
    const modal = {
      type: 'modal' as const,
      callback_id: 'form',
      title: { type: 'plain_text' as const, text: 'New' },
      submit: { type: 'plain_text' as const, text: 'Go' },
      blocks: [
        {
          type: 'input' as const,
          block_id: 'topic',
          label: { type: 'plain_text' as const, text: 'Topic' },
          element: { type: 'plain_text_input' as const, action_id: 'value' },
        },
      ],
    };
    app.action('open', async ({ ack, client: web, body }) => {
      await ack();
      if ('trigger_id' in body) await web.views.open({ trigger_id: body.trigger_id, view: modal });
    });
    app.view('form', async ({ ack, view }) => {
      const value = view.state.values['topic']?.['value']?.value;
      await (value === 'bad' ? ack({ response_action: 'errors', errors: { topic: 'No' } }) : ack());
    });
    await app.start();
    const { ts = '' } = await client(slack.botToken).chat.postMessage({
      channel: olga,
      text: 'Press',
      blocks: [
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'open', value: 'x', text: { type: 'plain_text', text: 'Open' } },
          ],
        },
      ],
    });
    await slack.press(olga, ts, 'Open');
    await expect.poll(() => slack.views(olga)).toHaveLength(1);
    const [view] = slack.views(olga);
    await expect(slack.submit(olga, view?.id ?? '', {})).rejects.toThrow(/complete: topic/);
    await slack.submit(olga, view?.id ?? '', { topic: 'bad' });
    expect(slack.views(olga)[0]?.errors).toEqual({ topic: 'No' });
    await slack.submit(olga, view?.id ?? '', { topic: 'good' });
    expect(slack.views(olga)).toEqual([]);
  });

  it('refuses what Slack refuses', async () => {
    const web = client(slack.botToken);
    const post = (blocks: object[], text = 'x') =>
      errorOf(web.apiCall('chat.postMessage', { channel: general, text, blocks }));
    const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
    const button = (text: string) => ({ type: 'button', action_id: 'a', text: { type: 'plain_text', text } });
    expect(await post([section('x'.repeat(3000))])).toBe('ok');
    expect(await post([section('x'.repeat(3001))])).toBe('invalid_blocks');
    expect(await post(Array.from({ length: 51 }, () => section('x')))).toBe('invalid_blocks');
    expect(await post([{ type: 'actions', elements: [button('x'.repeat(76))] }])).toBe('invalid_blocks');
    expect(await post([{ type: 'actions', elements: [button('x'), button('y')] }])).toBe('invalid_blocks');
    expect(await post([section('x')], 'x'.repeat(40_001))).toBe('msg_too_long');
    expect(await errorOf(client('xoxb-other').auth.test())).toBe('invalid_auth');
    expect(
      await errorOf(
        web.views.open({
          trigger_id: 'x',
          view: { type: 'modal', title: { type: 'plain_text', text: 'x' }, blocks: [] },
        }),
      ),
    ).toBe('invalid_trigger_id');
    const closed = slack.addUser({ name: 'Cleo', dmClosed: true });
    expect(await errorOf(web.chat.postMessage({ channel: closed, text: 'x' }))).toBe('channel_not_found');
    const elsewhere = slack.addChannel({ name: 'x', members: [], hasBot: false });
    expect(await errorOf(web.chat.postMessage({ channel: elsewhere, text: 'x' }))).toBe('not_in_channel');
  });

  it('takes a response_url five times', async () => {
    const url = `${new URL(slack.url).origin}/response/${slack.state.response(olga, general, null)}`;
    const statuses: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      const request = {
        method: 'POST',
        body: '{"text":"x"}',
        headers: { 'content-type': 'application/json' },
      };
      statuses.push((await fetch(url, request)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  });

  it('keeps its limits and fails as told', async () => {
    const web = client(slack.botToken);
    slack.enforce();
    const post = () => errorOf(web.chat.postMessage({ channel: general, text: 'x' }));
    expect(await post()).toBe('ok');
    expect(await post()).toMatch(/rate.?limit/i);
    slack.enforce(null);
    slack.fail('chat.postMessage', 'drop-answer');
    expect(await post()).not.toBe('ok');
    slack.fail('chat.postMessage', '502');
    expect(await post()).not.toBe('ok');
    slack.fail('chat.postMessage', { error: 'account_inactive' });
    expect(await post()).toBe('account_inactive');
    expect(slack.messages(general)).toHaveLength(2);
  });

  it('keeps metadata in the history', async () => {
    const web = client(slack.botToken);
    const metadata = { event_type: 'latchkey_delivery', event_payload: { id: 'd1' } };
    await web.chat.postMessage({ channel: general, text: 'x', metadata });
    const { messages } = await web.conversations.history({ channel: general, include_all_metadata: true });
    expect(messages?.map((message) => message.metadata)).toEqual([metadata]);
  });

  it('installs into a second team by a code that is good once', async () => {
    const other = slack.addTeam('Other');
    const asked = {
      client_id: slack.clientId,
      client_secret: slack.clientSecret,
      code: slack.grant(other.id),
    };
    const got = await client('').oauth.v2.access(asked);
    expect(got).toMatchObject({ access_token: other.botToken, team: { id: other.id } });
    expect(await errorOf(client('').oauth.v2.access(asked))).toBe('invalid_code');
  });
});
