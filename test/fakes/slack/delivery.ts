import { createHmac, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

export type Kind = 'slash_commands' | 'interactive' | 'events_api';
export type Payload = Readonly<Record<string, unknown>>;
export type Ack = Readonly<Record<string, unknown>> | null;

/** What Slack waits for an acknowledgement, in milliseconds. */
const PATIENCE = 3000;

type Opened = { readonly socket: WebSocket; readonly app: string };

/** The sockets that apps opened (Socket Mode). */
export class Sockets {
  readonly #open: Opened[] = [];
  readonly #opened = new EventEmitter();
  /** With the token of the app that asked for it. */
  readonly #tickets = new Map<string, string>();
  readonly #waiting = new Map<string, (ack: Ack) => void>();
  readonly #server = new WebSocketServer({ noServer: true });

  constructor(server: Server) {
    server.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '', 'http://local').searchParams.get('ticket') ?? '';
      const app = this.#tickets.get(ticket);
      if (app === undefined) {
        socket.destroy();
        return;
      }
      this.#tickets.delete(ticket);
      this.#server.handleUpgrade(request, socket, head, (opened) => this.#take(opened, app));
    });
  }

  get count(): number {
    return this.#open.length;
  }

  /** A ticket is good for one socket. */
  ticket(app: string): string {
    const ticket = randomUUID();
    this.#tickets.set(ticket, app);
    return ticket;
  }

  async send(app: string, kind: Kind, payload: Payload, retry: number): Promise<Ack> {
    const socket = await this.#socketOf(app);
    const envelope = randomUUID();
    const answered = new Promise<Ack>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('not acknowledged in time')), PATIENCE);
      this.#waiting.set(envelope, (ack) => {
        clearTimeout(late);
        resolve(ack);
      });
    });
    const again = retry > 0 ? { retry_attempt: retry, retry_reason: 'timeout' } : {};
    socket.send(
      JSON.stringify({
        envelope_id: envelope,
        type: kind,
        payload,
        accepts_response_payload: kind !== 'events_api',
        ...again,
      }),
    );
    return answered;
  }

  /** Tells every socket to go. `warning` comes ten seconds ahead at Slack; the client goes at once all the same. */
  disconnect(reason: 'warning' | 'refresh'): void {
    for (const { socket } of this.#open) socket.send(JSON.stringify({ type: 'disconnect', reason }));
  }

  close(): void {
    for (const { socket } of this.#open) socket.terminate();
    this.#server.close();
  }

  /** The newest. One that is being opened anew is waited for, as long as for an acknowledgement. */
  async #socketOf(app: string): Promise<WebSocket> {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const found = this.#open.findLast((opened) => opened.app === app);
      if (found) return found.socket;
      const left = until - Date.now();
      if (left <= 0) throw new Error('no socket is open');
      await once(this.#opened, 'open', { signal: AbortSignal.timeout(left) }).catch(() => {});
    }
  }

  #take(socket: WebSocket, app: string): void {
    const opened = { socket, app };
    this.#open.push(opened);
    this.#opened.emit('open');
    socket.on('close', () => this.#open.splice(this.#open.indexOf(opened), 1));
    socket.on('message', (data) => {
      const told: unknown = JSON.parse(String(data));
      if (typeof told !== 'object' || told === null || !('envelope_id' in told)) return;
      const payload = 'payload' in told ? told.payload : null;
      this.#waiting.get(String(told.envelope_id))?.(ackOf(payload));
      this.#waiting.delete(String(told.envelope_id));
    });
    socket.send(JSON.stringify({ type: 'hello', num_connections: this.#open.length }));
  }
}

/** Delivers over HTTP, signed (docs.slack.dev/authentication/verifying-requests-from-slack). */
export async function post(
  url: string,
  secret: string,
  kind: Kind,
  payload: Payload,
  retry: number,
  time = Math.floor(Date.now() / 1000),
): Promise<Ack> {
  const body = bodyOf(kind, payload);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`;
  const again =
    retry > 0 ? { 'x-slack-retry-num': String(retry), 'x-slack-retry-reason': 'http_timeout' } : {};
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': kind === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(time),
      'x-slack-signature': signature,
      ...again,
    },
    body,
    signal: AbortSignal.timeout(PATIENCE),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`answered with ${response.status}`);
  return text.startsWith('{') ? ackOf(JSON.parse(text)) : text ? { text } : null;
}

function bodyOf(kind: Kind, payload: Payload): string {
  if (kind === 'events_api') return JSON.stringify(payload);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  return new URLSearchParams(Object.entries(payload).map(([key, value]) => [key, String(value)])).toString();
}

/** Nothing but an acknowledgement is null. */
function ackOf(payload: unknown): Ack {
  if (typeof payload !== 'object' || payload === null) return null;
  const entries = Object.entries(payload);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
