import { once } from 'node:events';
import { Acts } from './acts.ts';
import type { Context } from './call.ts';
import { registered } from './command-methods.ts';
import { Gateway } from './gateway.ts';
import { DISCORD_LIMITS, RateLimiter } from './limits.ts';
import { Loopback } from './loopback.ts';
import { Replies } from './replies.ts';
import { answer } from './routes.ts';
import { schemaCheck } from './schema.ts';
import { shown } from './shown.ts';
import { DiscordState } from './state.ts';
import type {
  DiscordOptions,
  Fault,
  Json,
  Limits,
  Matcher,
  Message,
  NewChannel,
  NewRole,
  NewUser,
  Person,
  Recorded,
} from './types.ts';
import { World } from './world.ts';

/** Discord on this machine: keeps Discord's rules and limits, records every request, fails as it is told to. */
export class FakeDiscord {
  readonly token = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.canary.DiscordBotTokenOfTheLocalServer';
  readonly applicationId: string;
  /** The bot's user; as with old apps its id is not the application's. */
  readonly botUser: string;
  /** The guild that everybody is in who is in no other. */
  readonly guild: string;
  readonly state: DiscordState;
  /** What Discord refuses, or what its own schema (SPECS_DIR) does not know. Tests expect none. */
  readonly violations: string[] = [];
  readonly #loopback: Loopback;
  readonly #gateway: Gateway;
  readonly #limiter: RateLimiter;
  readonly #world: World;
  readonly #acts: Acts;
  #good: string | null = this.token;

  constructor({
    now = Date.now,
    limits = null,
    membersIntent = true,
    acknowledgeWithin = 3000,
  }: DiscordOptions) {
    const state = new DiscordState(now);
    this.state = state;
    this.applicationId = state.applicationId;
    this.botUser = state.botUser;
    this.#limiter = new RateLimiter(now, limits);
    const check = schemaCheck();
    this.#loopback = new Loopback(now, (request) => {
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
      gateway: this.#gateway,
      limiter: this.#limiter,
      membersIntent,
      acknowledgeWithin,
      gatewayUrl,
      violate: (why) => this.violations.push(why),
      changed: (interaction) => replies.changed(interaction),
      keep: (interaction, data) => replies.keep(interaction, data),
    };
    this.#world = new World(state, this.#gateway);
    this.#acts = new Acts(state, this.#gateway, replies);
    this.guild = this.#world.addGuild('Acme');
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

  /** Requests that count towards Discord's ban of an address: 10,000 within ten minutes. */
  get invalidRequests(): number {
    return this.requests.filter(({ status }) => [401, 403, 429].includes(status)).length;
  }

  /** Open gateway sockets that are identified. */
  get connections(): number {
    return this.#gateway.connections;
  }

  addGuild({ name, owner }: { readonly name: string; readonly owner?: string }): string {
    return this.#world.addGuild(name, owner);
  }

  /** The bot is removed from the guild. */
  removeBot(guild: string): void {
    this.#world.removeBot(guild);
  }

  /** The guild is unavailable for the time being. */
  outage(guild: string): void {
    this.#world.outage(guild);
  }

  /** It is available again. */
  recover(guild: string): void {
    this.#world.recover(guild);
  }

  addUser(user: NewUser): string {
    return this.#world.addUser({ guilds: [this.guild], ...user });
  }

  /** What the person lets the bot do from now on. */
  setDms(user: string, dms: 'open' | 'closed'): void {
    this.state.user(user).dms = dms;
  }

  join(
    guild: string,
    user: string,
    { roles, nick }: { readonly roles?: readonly string[]; readonly nick?: string } = {},
  ): void {
    this.#world.join(guild, user, roles, nick);
  }

  leave(guild: string, user: string): void {
    this.#world.leave(guild, user);
  }

  ban(guild: string, user: string): void {
    this.#world.ban(guild, user);
  }

  addRole(guild: string, role: NewRole): string {
    return this.#world.addRole(guild, role);
  }

  giveRole(guild: string, user: string, role: string): void {
    this.#world.giveRole(guild, user, role);
  }

  /** Mutes somebody until then, in milliseconds since 1970. */
  timeOut(guild: string, user: string, until: number): void {
    this.#world.timeOut(guild, user, until);
  }

  addChannel(guild: string, channel: NewChannel): string {
    return this.#world.addChannel(guild, channel);
  }

  removeChannel(channel: string): void {
    this.#world.removeChannel(channel);
  }

  /** What is registered, for all guilds or for one. */
  commands(guild?: string): readonly Json[] {
    return guild === undefined ? this.state.commands : this.state.guild(guild).commands;
  }

  /** Registers commands without a request, for tests that do not care how they got there. */
  register(commands: readonly Json[], guild?: string): void {
    const made = registered(this.state, commands, guild ?? null);
    if (guild === undefined) this.state.commands = made;
    else this.state.guild(guild).commands = made;
  }

  as(user: string): Person {
    return this.#acts.person(this.state.user(user).id);
  }

  /** What stands in the private chat of the person and the bot. */
  dmsOf(user: string): Message[] {
    const channel = this.state.dmOf(user);
    return channel ? this.messagesIn(channel.id) : [];
  }

  messagesIn(channel: string): Message[] {
    return this.state.messagesIn(channel).map((message) => shown(this.state, message));
  }

  /** What only this person sees, in all channels, oldest first. */
  ephemeralsOf(user: string): Message[] {
    return this.state.ephemeralsOf(user).map((message) => shown(this.state, message));
  }

  /** Somebody writes a message. */
  say(user: string, channel: string, content: string): Message {
    const rest = { components: [], flags: 0, nonce: null, pings: [], only: null, interaction: null };
    return shown(this.state, this.state.put({ ...rest, author: user, channel, content }));
  }

  removeMessage({ id }: Message): void {
    const message = this.state.message(id);
    if (message) this.state.remove(message);
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

  get #base(): string {
    const address = this.#loopback.server.address();
    if (address === null || typeof address === 'string') throw new Error('Discord does not listen');
    return `http://127.0.0.1:${address.port}`;
  }
}

/** Starts Discord on a free port of this machine. */
export const startDiscord = (options: DiscordOptions = {}): Promise<FakeDiscord> =>
  new FakeDiscord(options).listen();
