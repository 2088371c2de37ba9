import { SocketModeReceiver } from '@slack/bolt';
import { type Clock, SECOND } from '../../../src/clock.ts';
import type { Log } from '../../../src/log.ts';
import type { Secret } from '../../../src/vault/secret.ts';
import { silentLogger } from './silent-logger.ts';

type Parts = {
  readonly appToken: Secret;
  readonly apiUrl: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** Bolt is deaf for so long at a reconnect; it is how long it waits for a pong too (milliseconds). */
const DEAF = SECOND;

/** Bolt's own receiver for Socket Mode, which survives what it would crash the program with. */
export function createSocketReceiver({ appToken, apiUrl, clock, log }: Parts) {
  const receiver = new SocketModeReceiver({
    appToken: appToken.open(),
    clientPingTimeout: DEAF,
    logger: silentLogger,
    installerOptions: {
      clientOptions: { slackApiUrl: apiUrl, timeout: 10 * SECOND, retryConfig: { retries: 0 } },
    },
    processEventErrorHandler: async ({ error }) => {
      log.warn({ err: error }, 'slack event not understood');
      return true; // it will not be understood the next time either
    },
  });
  const { client } = receiver;
  const stopping = new AbortController();
  let connected = false;
  let started = false;
  client.on('connected', () => {
    connected = true;
  });
  client.on('close', () => {
    connected = client.websocket?.isActive() ?? false;
  });

  // A reconnect that fails is a rejection that nobody handles: it is tried again instead.
  const connect = client.start.bind(client);
  client.start = async () => {
    for (;;) {
      try {
        const opened = await connect();
        started = true;
        return opened;
      } catch (error) {
        if (!started) throw error;
        if (stopping.signal.aborted) return { ok: false };
        log.warn({ code: codeOf(error) }, 'slack does not let us reconnect');
        await clock.sleep(DEAF, stopping.signal);
        if (stopping.signal.aborted) return { ok: false };
      }
    }
  };

  // So is a frame that is not as it should be.
  const [receive] = client.listeners('ws_message');
  if (receive) {
    client.off('ws_message', receive);
    client.on('ws_message', async (...frame: unknown[]) => {
      try {
        await receive(...frame);
      } catch (error) {
        log.warn({ err: error }, 'slack frame not understood');
      }
    });
  }

  return {
    receiver,
    connected: () => connected,
    async stop() {
      stopping.abort();
      connected = false;
      await receiver.stop();
    },
  };
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : 'unknown';
