import {
  type Client,
  GatewayCloseCodes as Closed,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  Status,
  GatewayDispatchEvents as Told,
} from 'discord.js';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { ConfigError } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';
import type { Dispatcher, Inbox } from '../../../src/ports/inbox.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import { createUnderWay } from '../../../src/under-way.ts';
import { within } from '../../../src/within.ts';
import { createHandlers } from './handlers.ts';
import type { People } from './people.ts';

type Parts = {
  readonly client: Client;
  readonly people: Pick<People, 'guild' | 'channel'>;
  readonly messenger: Pick<Messenger, 'send'>;
  readonly applicationId: string;
  /** Registers the commands; rejects with ConfigError. */
  readonly register: () => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long a start waits for Discord. */
const START = 20 * SECOND;

/** One event of the gateway: https://docs.discord.com/developers/events/gateway-events#payload-structure */
type Packet = { t: unknown; readonly d?: unknown };

const isPacket = (packet: unknown): packet is Packet =>
  typeof packet === 'object' && packet !== null && 't' in packet;

/** Discord's events, by discord.js's connection. Each is acknowledged before what is done about it takes long. */
export function createInbox(parts: Parts): Inbox {
  const { client, log } = parts;
  const { interaction, departure } = createHandlers(parts);
  const underWay = createUnderWay(log, 'discord event failed');
  let dispatcher: Dispatcher | null = null;
  /** Why the gateway sent us away for good. */
  let closed: number | null = null;

  function run(work: (payload: unknown, to: Dispatcher) => Promise<void>, payload: unknown): void {
    const to = dispatcher;
    if (to) void underWay.run(() => work(payload, to));
  }

  /**
   * Events are read here alone. discord.js would read them too, keep whole servers in memory, and throw at a
   * mutilated one where nobody can catch it; so it is shown only what its connection lives by.
   */
  function hear(packet: unknown): void {
    if (!isPacket(packet)) return;
    const { t, d } = packet;
    if (t === Told.Ready || t === Told.Resumed) return;
    packet.t = '';
    if (t === Told.InteractionCreate) run(interaction, d);
    if (t === Told.GuildMemberRemove || t === Told.GuildBanAdd) run(departure, d);
  }

  client.on(Events.Raw, hear);
  client.on(Events.Error, () => log.warn({}, 'discord connection failed'));
  client.on(Events.ShardError, () => log.warn({}, 'discord connection failed'));
  client.on(Events.ShardDisconnect, ({ code }) => {
    closed = code;
    log.error({ code }, 'discord closed the connection for good');
  });

  async function begin(): Promise<true> {
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login();
    await ready;
    await parts.register();
    return true;
  }

  return {
    async start(started) {
      dispatcher = started;
      try {
        if (!(await within(parts.clock, START, begin()))) throw new Error('no answer');
      } catch (error) {
        dispatcher = null;
        await client.destroy();
        throw error instanceof ConfigError
          ? error
          : new ConfigError([problemOf(error, closed, client.options.rest?.api ?? '')]);
      }
    },
    async stop() {
      await underWay.ended();
      dispatcher = null;
      await client.destroy();
    },
    ready: () =>
      dispatcher !== null &&
      client.isReady() &&
      client.ws.shards.every(({ status }) => status === Status.Ready),
  };
}

const APP = 'at discord.com/developers/applications, in your app, under Bot';

/** By Discord's codes, never by texts: https://docs.discord.com/developers/topics/opcodes-and-status-codes */
function problemOf(error: unknown, closed: number | null, apiUrl: string): string {
  if (closed === Closed.DisallowedIntents) {
    return `DISCORD_MEMBERS: is on, but the app may not see who is in a server: switch on Server Members Intent ${APP}, or set DISCORD_MEMBERS=off.`;
  }
  const refused =
    closed === Closed.AuthenticationFailed ||
    (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
    (error instanceof DiscordAPIError && error.status === 401);
  return refused
    ? `DISCORD_TOKEN: Discord refuses it: press Reset Token and copy it ${APP}.`
    : `DISCORD_API_URL: Discord does not answer at ${apiUrl}: check this machine's network and proxy, then start again.`;
}
