import { once } from 'node:events';
import { Acts, type Seen } from './acts.ts';
import { text } from './call.ts';
import { type Ack, type Kind, type Payload, post, Sockets } from './delivery.ts';
import { takeFile } from './file-methods.ts';
import type { Filled } from './fill-in.ts';
import { type Limits, RateLimiter, SLACK_LIMITS } from './limits.ts';
import { type Fault, Loopback, type Recorded, type Reply, rateLimited } from './loopback.ts';
import { respond } from './response-url.ts';
import { type Ephemeral, type Message, SlackState, type Team } from './state.ts';
import type { View } from './view.ts';
import { answer, type Credentials } from './web-api.ts';
import {
  addChannel,
  addGroup,
  addTeam,
  addUser,
  type NewChannel,
  type NewGroup,
  type NewUser,
} from './world.ts';

export type SlackOptions = {
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

/** Slack on this machine: keeps Slack's rules and limits, records every request, fails as it is told to. */
export class FakeSlack implements Credentials {
  readonly appToken = 'xapp-1-A00000001-1-canaryapptoken';
  readonly apps = new Map([[this.appToken, '/meeting']]);
  readonly signingSecret = '8f742231b10e8888abcd99yyyzzz85a5';
  readonly clientId = '1234567890.1234567890';
  readonly clientSecret = 'canaryclientsecret';
  /** The team that everybody is in who is in no other. */
  readonly team: string;
  readonly botToken: string;
  readonly botUser: string;
  /** Set: events are posted there, signed; null: they go over the open socket. */
  eventsUrl: string | null = null;
  readonly state: SlackState;
  readonly #loopback: Loopback;
  readonly #sockets: Sockets;
  readonly #limiter: RateLimiter;
  readonly #acts: Acts;
  #last: { readonly kind: Kind; readonly payload: Payload; retries: number } | null = null;

  constructor({ now = Date.now }: SlackOptions) {
    this.state = new SlackState(now);
    this.#limiter = new RateLimiter(now);
    this.#loopback = new Loopback(now, (method, args, request) => {
      const authorization = request.headers.authorization ?? '';
      return this.#handle(method, args, authorization, request.url ?? '');
    });
    this.#sockets = new Sockets(this.#loopback.server);
    this.#acts = new Acts(
      this.state,
      (kind, payload) => this.deliver(kind, payload),
      () => this.#base,
    );
    const team = this.addTeam('Acme');
    this.team = team.id;
    this.botToken = team.botToken;
    this.botUser = team.botUser;
  }

  /** Base of the Web API. */
  get url(): string {
    return `${this.#base}/api/`;
  }

  /** Where people agree to an installation; it agrees at once. */
  get authorizeUrl(): string {
    return `${this.#base}/oauth/v2/authorize`;
  }

  get requests(): readonly Recorded[] {
    return this.#loopback.requests;
  }

  /** Every limit that was broken: a place that was written to too soon, `workspace`, or a method. */
  get broken(): readonly string[] {
    return this.#limiter.broken;
  }

  /** Open sockets. */
  get connections(): number {
    return this.#sockets.count;
  }

  /** Another app, of the same bot; answers its token. It is sent its own command, and nothing else. */
  addApp(command: string): string {
    const token = `xapp-1-A0000000${this.apps.size + 1}-1-canaryapptoken`;
    this.apps.set(token, command);
    return token;
  }

  addTeam(name: string): Team {
    return addTeam(this.state, name);
  }

  addUser({ team = this.team, ...user }: NewUser): string {
    return addUser(this.state, team, user);
  }

  addChannel({ team = this.team, ...channel }: NewChannel): string {
    return addChannel(this.state, team, channel);
  }

  addGroup(group: NewGroup): string {
    return addGroup(this.state, this.team, group);
  }

  /** Hands an event to the app. Throws where it is not acknowledged within three seconds. */
  deliver(kind: Kind, payload: Payload): Promise<Ack> {
    this.#last = { kind, payload, retries: 0 };
    return this.#send(kind, payload, 0);
  }

  /** The last event once more, as Slack does that saw no acknowledgement. */
  redeliver(): Promise<Ack> {
    if (!this.#last) throw new Error('nothing was delivered');
    this.#last.retries += 1;
    return this.#send(this.#last.kind, this.#last.payload, this.#last.retries);
  }

  slash(user: string, channel: string, typed: string): Promise<Ack> {
    return this.#acts.slash(user, channel, typed);
  }

  /** By the button's value or its label; `seen`: a message or a view, or `home`. */
  press(user: string, seen: Seen, button: string): Promise<Ack> {
    return this.#acts.press(user, seen, button);
  }

  /** Presses that button, and says that another value stands on it. */
  forge(user: string, seen: Seen, button: string, value: string): Promise<Ack> {
    return this.#acts.press(user, seen, button, value);
  }

  submit(user: string, view: Seen, filled: Filled): Promise<Ack> {
    return this.#acts.submit(user, view, filled);
  }

  shortcut(
    user: string,
    callbackId: string,
    on?: { readonly channel: string; readonly ts: string },
  ): Promise<Ack> {
    return this.#acts.shortcut(user, callbackId, on);
  }

  event(event: Payload & { readonly type: string }, team: string = this.team): Promise<Ack> {
    return this.#acts.event(event, team);
  }

  openHome(user: string): Promise<Ack> {
    return this.#acts.openHome(user);
  }

  /** Somebody writes a message. */
  say(user: string, channel: string, words: string, thread: string | null = null): Message {
    return this.#acts.say(user, channel, words, thread);
  }

  messages(channel: string): readonly Message[] {
    return this.state.messages.filter((message) => message.channel === channel);
  }

  dm(user: string): readonly Message[] {
    return this.messages(this.state.dm(this.state.user(user)).id);
  }

  ephemerals(user: string): readonly Ephemeral[] {
    return this.state.ephemerals.filter(({ to }) => to === user);
  }

  /** Open modals, the topmost last. */
  views(user: string): readonly View[] {
    return this.state.views.get(user) ?? [];
  }

  home(user: string): View | null {
    return this.state.homes.get(user) ?? null;
  }

  /** A code that `oauth.v2.access` takes once. */
  grant(team: string = this.team): string {
    const code = this.state.id('code');
    this.state.codes.set(code, team);
    return code;
  }

  /** Makes the next calls of the method go wrong. `response_url` is a method here. */
  fail(method: string, fault: Fault, times = 1): void {
    this.#loopback.fail(method, fault, times);
  }

  /** Lets the next call of the method wait. */
  pause(method: string, ms: number): void {
    this.#loopback.pause(method, ms);
  }

  /** Enforces limits; null enforces none. */
  enforce(limits: Limits | null = SLACK_LIMITS): void {
    this.#limiter.limits = limits;
  }

  disconnect(reason: 'warning' | 'refresh'): void {
    this.#sockets.disconnect(reason);
  }

  async close(): Promise<void> {
    this.#sockets.close();
    this.#loopback.server.closeAllConnections();
    this.#loopback.server.close();
    await once(this.#loopback.server, 'close');
  }

  /** Ready when it listens on the loopback. */
  async listen(): Promise<this> {
    this.#loopback.server.listen(0, '127.0.0.1');
    await once(this.#loopback.server, 'listening');
    return this;
  }

  get #base(): string {
    const address = this.#loopback.server.address();
    if (address === null || typeof address === 'string') throw new Error('Slack does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  #send(kind: Kind, payload: Payload, retry: number): Promise<Ack> {
    return this.eventsUrl
      ? post(this.eventsUrl, this.signingSecret, kind, payload, retry)
      : this.#sockets.send(this.#appOf(payload), kind, payload, retry);
  }

  /** Whose command it is; the rest is for Latchkey. */
  #appOf(payload: Payload): string {
    const [token] = [...this.apps].find(([, command]) => command === payload['command']) ?? [];
    return token ?? this.appToken;
  }

  #handle(method: string, args: Recorded['body'], authorization: string, url: string): Reply {
    if (method === 'response_url') return respond(this.state, url.split('/').at(-1) ?? '', args);
    if (method === 'upload_url') return takeFile(this.state, url, text(args, 'content'));
    if (method === '/oauth/v2/authorize') return this.#agree(new URL(url, this.#base).searchParams);
    const wait = this.#limiter.take(authorization, method, text(args, 'channel'));
    if (wait !== null) return rateLimited(wait);
    const link = (app: string) =>
      `${this.#base.replace('http', 'ws')}/link?ticket=${this.#sockets.ticket(app)}`;
    const context = { state: this.state, credentials: this, base: this.#base, link };
    const { result, headers } = answer(method, args, authorization, context);
    return { status: 200, body: JSON.stringify(result), headers };
  }

  #agree(asked: URLSearchParams): Reply {
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', this.grant());
    back.searchParams.set('state', asked.get('state') ?? '');
    return { status: 302, body: '', headers: { location: back.toString() } };
  }
}

/** Starts Slack on a free port of this machine. */
export const startSlack = (options: SlackOptions = {}): Promise<FakeSlack> => new FakeSlack(options).listen();
