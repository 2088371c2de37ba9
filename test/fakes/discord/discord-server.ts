import { once } from 'node:events';
import { Acts } from './acts.ts';
import type { Context } from './call.ts';
import { Gateway } from './gateway.ts';
import { DISCORD_LIMITS, RateLimiter } from './limits.ts';
import { Loopback } from './loopback.ts';
import { Replies } from './replies.ts';
import { answer } from './routes.ts';
import { schemaCheck } from './schema.ts';
import { DiscordState } from './state.ts';
import type { DiscordOptions, Fault, Limits, Matcher, Person, Recorded } from './types.ts';
import { World } from './world.ts';

/** Discord on this machine: keeps Discord's rules and limits, records every request, fails as it is told to. */
export class FakeDiscord extends World {
  readonly token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.canary.DiscordBotTokenOfTheLocalServer';
  readonly applicationId: string;
  /** The bot's user; as with old apps its id is not the application's. */
  readonly botUser: string;
  readonly guild: string;
  /** What Discord refuses, or what its own schema (SPECS_DIR) does not know. Tests expect none. */
  readonly violations: string[] = [];
  readonly #loopback: Loopback;
  readonly #gateway: Gateway;
  readonly #limiter: RateLimiter;
  readonly #acts: Acts;
  #good: string | null = this.token;

  constructor({
    now = Date.now,
    limits = null,
    membersIntent = true,
    acknowledgeWithin = 3000,
  }: DiscordOptions) {
    super(new DiscordState(now));
    const { state } = this;
    this.applicationId = state.applicationId;
    this.botUser = state.botUser;
    this.#limiter = new RateLimiter(now, limits);
    const check = schemaCheck();
    this.#loopback = new Loopback(now, (request) => {
      state.uploaded = request.files;
      const answered = answer(context, this.#good, request);
      this.violations.push(...(check?.(request, answered) ?? []));
      return answered;
    });
    const gatewayUrl = () => this.#base.replace('http', 'ws');
    this.#gateway = new Gateway(this.#loopback.server, state, {
      token: () => this.#good,
      url: gatewayUrl,
      membersIntent,
    });
    const replies = new Replies(state, acknowledgeWithin);
    const context: Context = {
      state,
      limiter: this.#limiter,
      membersIntent,
      acknowledgeWithin,
      gatewayUrl,
      violate: (why) => this.violations.push(why),
      changed: (interaction) => replies.changed(interaction),
      keep: (interaction, data) => replies.keep(interaction, data),
    };
    this.#acts = new Acts(state, this.#gateway, replies);
    this.guild = this.addGuild({ name: 'Acme' });
  }

  /** Base of the REST API without a version, as DISCORD_API_URL wants it. */
  get url(): string {
    return `${this.#base}/api`;
  }

  get requests(): readonly Recorded[] {
    return this.#loopback.requests;
  }

  /** Every limit that was met: a bucket, `global` or `opening`. */
  get limited(): readonly string[] {
    return this.#limiter.met;
  }

  /** Requests that count towards Discord's ban of an address: 10,000 within ten minutes (a shared 429 would not). */
  get invalidRequests(): number {
    return this.requests.filter(({ status }) => [401, 403, 429].includes(status)).length;
  }

  /** Open gateway sockets that are identified. */
  get connections(): number {
    return this.#gateway.connections;
  }

  as(user: string): Person {
    return this.#acts.person(this.state.user(user).id);
  }

  /** Makes the next matching request go wrong. */
  fail(matcher: Matcher, fault: Fault): void {
    this.#loopback.fail(matcher, fault);
  }

  /** Enforces limits (Discord's own unless told), or none with null. `speed`: how many times faster they refill. */
  enforce(limits: Limits | null = DISCORD_LIMITS, speed = 1): void {
    this.#limiter.enforce(limits, speed);
  }

  /** The token is good no more: 401, and 4004 at the gateway. */
  revoke(): void {
    this.#good = null;
    this.#gateway.refuse();
  }

  /** Drops the gateway's sockets without a word; what is missed is brought at RESUME. */
  cut(): void {
    this.#gateway.cut();
  }

  /** Op 7. */
  askToReconnect(): void {
    this.#gateway.askToReconnect();
  }

  /** Op 9: the session is gone. */
  invalidate(): void {
    this.#gateway.invalidate();
  }

  /** Tells the bot of an event, be it one that the real Discord would send or not. */
  tell(event: string, payload: unknown): void {
    this.#gateway.dispatch(event, payload);
  }

  /** The last interaction once more, as after a RESUME. Resolves once its first answer was tried again, or not. */
  redeliver(): Promise<void> {
    return this.#acts.redeliver();
  }

  async close(): Promise<void> {
    this.#gateway.close();
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

  protected override announce(event: string, payload: unknown, intent: number): void {
    this.#gateway.dispatch(event, payload, intent);
  }

  get #base(): string {
    const address = this.#loopback.server.address();
    if (address === null || typeof address === 'string') throw new Error('Discord does not listen');
    return `http://127.0.0.1:${address.port}`;
  }
}

/** Starts Discord on a free port of this machine. */
export const startDiscord = (options: DiscordOptions = {}): Promise<FakeDiscord> =>
  new FakeDiscord(options).listen();
