import { App, type Receiver, webApi } from '@slack/bolt';
import { ZodError } from 'zod';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { ConfigError } from '../../../src/errors.ts';
import { asId, type ForeignId } from '../../../src/ids.ts';
import type { Log } from '../../../src/log.ts';
import type { Directory } from '../../../src/ports/directory.ts';
import type { Dispatcher, Inbox } from '../../../src/ports/inbox.ts';
import { createUnderWay } from '../../../src/under-way.ts';
import { within } from '../../../src/within.ts';
import type { SlackApi } from './api.ts';
import { FORM } from './encode-form.ts';
import { createHandlers } from './handlers.ts';
import { personId, SLACK } from './ids.ts';
import { TokensRevoked, UserChange } from './payload.ts';
import { retryEvents } from './retried-events.ts';
import { silentLogger } from './silent-logger.ts';
import type { Tokens } from './tokens.ts';

/** How events come in: over a socket or by HTTP. */
type Entrance = {
  readonly receiver: Receiver;
  connected(): boolean;
  stop(): Promise<void>;
};

type Parts = {
  readonly entrance: Entrance;
  readonly tokens: Tokens;
  readonly api: SlackApi;
  readonly directory: Directory;
  readonly apiUrl: string;
  /** Rejects with Slack's own error where it refuses the credentials. */
  verify(): Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long a start waits for Slack. */
const START = 20 * SECOND;

/** Slack's events, by bolt. What people do is acknowledged before anything is done about it. */
export function createInbox(parts: Parts): Inbox {
  const { entrance, tokens, log } = parts;
  const underWay = createUnderWay(log, 'slack event failed');
  let dispatcher: Dispatcher | null = null;

  async function run(work: (dispatcher: Dispatcher) => Promise<void>): Promise<void> {
    const to = dispatcher;
    if (to) await underWay.run(() => work(to));
  }

  const app = createApp(parts);
  const notDone = retryEvents(app);
  const { command, press, submit, shortcut, home } = createHandlers(parts);
  app.command(/^\//, ({ ack, body }) => run(async (to) => acknowledged(ack(), () => command(body, to))));
  app.action(/.*/s, ({ ack, body }) => run(async (to) => acknowledged(ack(), () => press(body, to))));
  app.shortcut(/.*/s, ({ ack, body }) => run(async (to) => acknowledged(ack(), () => shortcut(body, to))));
  app.view({ callback_id: FORM, type: 'view_submission' }, ({ ack, body }) =>
    run((to) => submit(body, to, async (response) => ack(response))),
  );
  app.event('app_home_opened', ({ body }) => run((to) => home(body, to)));
  app.event('user_change', ({ body }) => retried(body, (to) => left(body, to)));
  app.event('app_uninstalled', ({ body }) => retried(body, () => tokens.drop(body.team_id)));
  app.event('tokens_revoked', ({ body }) =>
    retried(body, async () => {
      const { team_id, event } = TokensRevoked.parse(body);
      if (event.tokens?.bot.length) await tokens.drop(team_id);
    }),
  );

  /** Until it is done. One that is not understood will not be the next time either. */
  async function retried(body: object, work: (dispatcher: Dispatcher) => Promise<void>): Promise<void> {
    if (!dispatcher) return notDone(body);
    await run(async (to) => {
      try {
        await work(to);
      } catch (error) {
        if (!(error instanceof ZodError)) notDone(body);
        throw error;
      }
    });
  }

  /** An acknowledgement that is lost on the way does not undo the event: Slack delivers it once more. */
  async function acknowledged(ack: Promise<void>, work: () => Promise<void>): Promise<void> {
    await Promise.all([ack.catch(() => log.info({}, 'slack event not acknowledged')), work()]);
  }

  return {
    async start(started) {
      dispatcher = started;
      try {
        await inTime(parts.clock, async () => {
          await parts.verify();
          await app.start();
        });
      } catch (error) {
        dispatcher = null;
        await entrance.stop().catch(() => {});
        throw error instanceof ConfigError ? error : new ConfigError([problemOf(error, parts.apiUrl)]);
      }
    },
    async stop() {
      // A modal that is being submitted is acknowledged by the same connection.
      await underWay.ended();
      dispatcher = null;
      await entrance.stop();
    },
    ready: () => dispatcher !== null && entrance.connected(),
  };
}

function createApp({ entrance, tokens, apiUrl, log }: Parts): App {
  const app = new App({
    receiver: entrance.receiver,
    logger: silentLogger,
    convoStore: false,
    clientOptions: { slackApiUrl: apiUrl, retryConfig: { retries: 0 } },
    async authorize({ teamId = '' }) {
      const installed = await tokens.of(teamId);
      if (!installed) throw new Error('not installed in this workspace');
      // Without its token: bolt would make a client of each for ever, also where it is uninstalled since.
      return { botUserId: installed.bot, teamId };
    },
  });
  app.error(async ({ code }) => log.warn({ code }, 'slack event refused'));
  return app;
}

async function left(body: unknown, dispatcher: Dispatcher): Promise<void> {
  const { team_id: team, event } = UserChange.parse(body);
  if (!event.user.deleted) return;
  await dispatcher.left({
    platform: SLACK,
    workspace: asId<ForeignId>(team),
    person: personId(event.user.team_id ?? team, event.user.id),
  });
}

async function inTime(clock: Clock, work: () => Promise<void>): Promise<void> {
  const done = await within(
    clock,
    START,
    work().then(() => true),
  );
  if (!done) throw new Error('no answer');
}

/** By Slack's code, which is no secret. https://docs.slack.dev/reference/methods/auth.test#errors */
function problemOf(error: unknown, apiUrl: string): string {
  if (!(error instanceof webApi.WebAPIPlatformError)) {
    return `SLACK_API_URL: Slack does not answer at ${apiUrl}: check this machine's network and proxy, then start again.`;
  }
  const { error: code } = error.data;
  return `SLACK_BOT_TOKEN or SLACK_APP_TOKEN: Slack refuses it (${code}): copy both anew at api.slack.com/apps, in your app, under OAuth & Permissions and Basic Information.`;
}
