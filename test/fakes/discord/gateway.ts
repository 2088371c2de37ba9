import type { Server } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { DiscordState } from './state.ts';
import type { Json } from './types.ts';
import { guildCreate, userJson } from './wire.ts';

/** Opcodes and close codes of discord.com/developers/docs/topics/opcodes-and-status-codes#gateway. */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  acknowledged: 11,
} as const;
const CLOSE = { wrongToken: 4004, disallowedIntents: 4014 } as const;

/** Bits of discord.com/developers/docs/events/gateway#list-of-intents; the privileged ones are members, presences, content. */
export const INTENT = { guilds: 1 << 0, members: 1 << 1, moderation: 1 << 2 } as const;
const PRIVILEGED = (1 << 8) | (1 << 15);

const packet = z.object({ op: z.number(), d: z.unknown() });
const identify = z.looseObject({ token: z.string(), intents: z.number() });
const resume = z.looseObject({ token: z.string(), session_id: z.string(), seq: z.number() });

type Session = {
  readonly id: string;
  readonly intents: number;
  readonly events: { readonly s: number; readonly t: string; readonly d: unknown }[];
  socket: WebSocket | null;
};

export type GatewayOptions = {
  /** The token that is good now; null: none is. */
  readonly token: () => string | null;
  readonly url: () => string;
  readonly membersIntent: boolean;
};

/** The gateway: sessions outlive their sockets, and bring what was missed when they are resumed. */
export class Gateway {
  readonly #state: DiscordState;
  readonly #options: GatewayOptions;
  readonly #server: WebSocketServer;
  readonly #sessions = new Map<string, Session>();

  constructor(server: Server, state: DiscordState, options: GatewayOptions) {
    this.#state = state;
    this.#options = options;
    this.#server = new WebSocketServer({ server });
    this.#server.on('connection', (socket) => {
      send(socket, OP.hello, { heartbeat_interval: 41_250 }); // milliseconds, as Discord says
      socket.on('message', (data) => this.#hear(socket, packet.parse(JSON.parse(String(data)))));
      socket.on('close', (code) => this.#closed(socket, code));
      socket.on('error', () => socket.terminate());
    });
  }

  /** Sockets that are identified. */
  get connections(): number {
    return [...this.#sessions.values()].filter(({ socket }) => socket !== null).length;
  }

  /** Tells every session that asked for this intent; 0 needs none. */
  dispatch(t: string, d: unknown, intent = 0): void {
    for (const session of this.#sessions.values()) {
      if (intent === 0 || session.intents & intent) this.#tell(session, t, d);
    }
  }

  cut(): void {
    for (const session of this.#sessions.values()) {
      session.socket?.terminate();
      session.socket = null;
    }
  }

  askToReconnect(): void {
    for (const { socket } of this.#sessions.values()) if (socket) send(socket, OP.reconnect, null);
  }

  invalidate(): void {
    for (const { socket } of this.#sessions.values()) if (socket) send(socket, OP.invalidSession, false);
    this.#sessions.clear();
  }

  refuse(): void {
    for (const { socket } of this.#sessions.values())
      socket?.close(CLOSE.wrongToken, 'Authentication failed.');
    this.#sessions.clear();
  }

  close(): void {
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
  }

  #tell(session: Session, t: string, d: unknown): void {
    const event = { s: session.events.length + 1, t, d };
    session.events.push(event);
    if (session.socket) send(session.socket, OP.dispatch, d, event.s, t);
  }

  #hear(socket: WebSocket, { op, d }: z.output<typeof packet>): void {
    switch (op) {
      case OP.heartbeat:
        send(socket, OP.acknowledged, null);
        break;
      case OP.identify:
        this.#identify(socket, identify.parse(d));
        break;
      case OP.resume:
        this.#resume(socket, resume.parse(d));
        break;
    }
  }

  #identify(socket: WebSocket, { token, intents }: z.output<typeof identify>): void {
    if (!this.#admits(socket, token)) return;
    const refused = PRIVILEGED | (this.#options.membersIntent ? 0 : INTENT.members);
    if (intents & refused) {
      socket.close(CLOSE.disallowedIntents, 'Disallowed intent(s).');
      return;
    }
    const session: Session = { id: this.#state.id(), intents, events: [], socket };
    this.#sessions.set(session.id, session);
    const guilds = [...this.#state.guilds.values()].filter(({ here }) => here);
    this.#tell(session, 'READY', {
      v: 10,
      user: {
        ...userJson(this.#state.user(this.#state.botUser)),
        verified: true,
        mfa_enabled: true,
        email: null,
      },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.#options.url(),
      application: { id: this.#state.applicationId, flags: 0 },
      shard: [0, 1],
      session_type: 'normal',
      private_channels: [],
      presences: [],
      relationships: [],
    });
    if (!(intents & INTENT.guilds)) return;
    for (const guild of guilds) {
      if (guild.available) this.#tell(session, 'GUILD_CREATE', guildCreate(this.#state, guild));
    }
  }

  #resume(socket: WebSocket, { token, session_id, seq }: z.output<typeof resume>): void {
    if (!this.#admits(socket, token)) return;
    const session = this.#sessions.get(session_id);
    if (!session || seq > session.events.length) {
      send(socket, OP.invalidSession, false);
      return;
    }
    session.socket = socket;
    for (const { s, t, d } of session.events.slice(seq)) send(socket, OP.dispatch, d, s, t);
    this.#tell(session, 'RESUMED', { _trace: [] });
  }

  #admits(socket: WebSocket, token: string): boolean {
    const good = token === this.#options.token();
    if (!good) socket.close(CLOSE.wrongToken, 'Authentication failed.');
    return good;
  }

  /** 1000 and 1001 end the session, too; any other code leaves it to be resumed. */
  #closed(socket: WebSocket, code: number): void {
    for (const session of this.#sessions.values()) {
      if (session.socket !== socket) continue;
      session.socket = null;
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    }
  }
}

function send(
  socket: WebSocket,
  op: number,
  d: unknown,
  s: number | null = null,
  t: string | null = null,
): void {
  const body: Json = { op, d, s, t };
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(body));
}
