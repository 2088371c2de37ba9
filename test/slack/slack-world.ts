import { type ServerType, serve } from '@hono/node-server';
import { createApi } from '../../adapters/chat/slack/api.ts';
import { createHttpReceiver } from '../../adapters/chat/slack/http-receiver.ts';
import { personId } from '../../adapters/chat/slack/ids.ts';
import { createInbox } from '../../adapters/chat/slack/inbox.ts';
import { createSingleToken } from '../../adapters/chat/slack/single-token.ts';
import { createSocketReceiver } from '../../adapters/chat/slack/socket-receiver.ts';
import { systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { Secret } from '../../src/vault/secret.ts';
import { FakeChat } from '../fakes/fake-chat.ts';
import { startSlack } from '../fakes/slack/slack-server.ts';

export type Mode = 'socket' | 'http';

/** An inbox on a local Slack with Olga and Ivan in #general, and the bot. */
export async function slackWorld(mode: Mode, secrets: { botToken?: string; appToken?: string } = {}) {
  const slack = await startSlack();
  const [olga, ivan] = [slack.addUser({ name: 'Olga' }), slack.addUser({ name: 'Ivan' })];
  const general = slack.addChannel({ name: 'general', members: [olga, ivan] });
  const base = { apiUrl: slack.url, clock: systemClock, log: createLog('silent') };
  const directory = new FakeChat(systemClock);
  for (const user of [olga, ivan]) directory.join(personId(slack.team, user), 'member');

  const tokens = createSingleToken({
    apiUrl: slack.url,
    botToken: new Secret(secrets.botToken ?? slack.botToken),
  });
  const api = createApi(base, tokens);
  let server: ServerType | null = null;
  const open = () => {
    if (mode === 'socket') {
      return createSocketReceiver({ ...base, appToken: new Secret(secrets.appToken ?? slack.appToken) });
    }
    const { receiver, route } = createHttpReceiver({
      ...base,
      signingSecret: new Secret(slack.signingSecret),
    });
    const peer = { socket: '127.0.0.1', client: '127.0.0.1' };
    server = serve(
      { fetch: (request) => route.handle(request, peer), port: 0, hostname: '127.0.0.1' },
      ({ port }) => {
        slack.eventsUrl = `http://127.0.0.1:${port}/slack/events`;
      },
    );
    return {
      receiver,
      connected: () => true,
      async stop() {
        await receiver.stop();
      },
    };
  };
  const inbox = createInbox({
    ...base,
    entrance: open(),
    tokens,
    api,
    directory,
    verify: () => tokens.learn(),
  });

  return {
    slack,
    inbox,
    olga,
    ivan,
    general,
    /** The bot posts a card with this button; answers its ts. */
    async card(press: string): Promise<string> {
      const client = await api.clientOf(slack.team);
      const button = {
        type: 'button',
        action_id: 'a',
        value: press,
        text: { type: 'plain_text', text: 'Go' },
      } as const;
      const { ts = '' } = await client.chat.postMessage({
        channel: general,
        text: 'Card',
        blocks: [{ type: 'actions', elements: [button] }],
      });
      return ts;
    },
    async close() {
      server?.close();
      await slack.close();
    },
  };
}
