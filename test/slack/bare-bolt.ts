import { App, SocketModeReceiver } from '@slack/bolt';
import { silentLogger } from '../../adapters/chat/slack/silent-logger.ts';
import type { FakeSlack } from '../fakes/slack/slack-server.ts';

/** Bolt and nothing else, by Socket Mode: what Slack's own library does, and how fast. */
export function bareBolt(slack: FakeSlack, appToken = slack.appToken): App {
  const clientOptions = { slackApiUrl: slack.url };
  return new App({
    token: slack.botToken,
    clientOptions,
    logger: silentLogger,
    receiver: new SocketModeReceiver({
      appToken,
      logger: silentLogger,
      clientPingTimeout: 1000,
      installerOptions: { clientOptions },
    }),
  });
}
