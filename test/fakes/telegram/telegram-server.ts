import { once } from 'node:events';
import { Acts } from './acts.ts';
import { botMethods, commandKey } from './bot-methods.ts';
import { type Method, type Outcome, refused } from './call.ts';
import { chatMethods } from './chat-methods.ts';
import { ephemeralMethods } from './ephemeral.ts';
import { RateLimiter, TELEGRAM_LIMITS } from './limits.ts';
import { Loopback, type Request } from './loopback.ts';
import { messageMethods } from './message-methods.ts';
import { News, ownerOf } from './news.ts';
import { schemaCheck } from './schema.ts';
import { type Status, shown, TelegramState } from './state.ts';
import type { CommandScope, FakeTelegram, Message, Person, TelegramOptions } from './types.ts';
import { Updates } from './updates.ts';
import { Webhook } from './webhook.ts';
import { addBot, addGroup, addUser } from './world.ts';

export type * from './types.ts';

const METHODS: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...messageMethods, ...ephemeralMethods, ...chatMethods, ...botMethods }).map(
    ([name, method]) => [name.toLowerCase(), method] as const,
  ),
);
const QUIET = 15; // milliseconds without a request: the bot is done
const LONGEST_QUIET = 1000; // milliseconds; a bot that writes to hundreds is not quiet for long
const PATIENCE = 5000; // milliseconds for the answer to a press
const DONE = 20_000; // milliseconds for an update; a bot that is down meanwhile is somebody's mistake

class Server {
  readonly state: TelegramState;
  readonly token: string;
  readonly updates = new Updates();
  readonly webhook = new Webhook(this.updates);
  readonly news: News;
  readonly acts: Acts;
  readonly loopback: Loopback;
  readonly limiter: RateLimiter;
  readonly #check = schemaCheck();
  revoked = false;
  closed = false;

  constructor({ now = Date.now, readsAll = false, limits = null }: TelegramOptions) {
    this.state = new TelegramState(now, readsAll);
    this.limiter = new RateLimiter(now, limits);
    this.token = `${this.state.botId}:AAcanarytokenoftelegram0123456789abcd`;
    addBot(this.state);
    this.news = new News(this.state, this.updates);
    this.loopback = new Loopback(now, (request) => this.#checked(request));
    this.updates.check = (update) => this.state.violations.push(...(this.#check?.update(update) ?? []));
    const settle = { update: (id: number) => this.settled(id), query: (id: string) => this.#answered(id) };
    this.acts = new Acts(this.state, this.updates, this.news, settle);
  }

  get apiRoot(): string {
    const address = this.loopback.server.address();
    if (address === null || typeof address === 'string') throw new Error('Telegram does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  async settled(update: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        if (this.closed) resolve();
        else reject(new Error(`the bot is not done with update ${update} for ${DONE / 1000} seconds`));
      }, DONE);
      void this.updates.confirmed(update).then(() => {
        clearTimeout(late);
        resolve();
      });
    });
    await this.#quiet();
  }

  /** A press waits for its answer. */
  async #answered(query: string): Promise<void> {
    const until = Date.now() + PATIENCE;
    while (!this.loopback.tried.has(query) && Date.now() < until) await this.#quiet();
    await this.#quiet();
  }

  async #quiet(): Promise<void> {
    const until = Date.now() + LONGEST_QUIET;
    let before = -1;
    while (Date.now() < until && (this.loopback.open > 0 || this.loopback.finished !== before)) {
      before = this.loopback.finished;
      await new Promise((resolve) => setTimeout(resolve, QUIET));
    }
  }

  group(id: number, user: number, status: Status, by: number = user): void {
    this.news.status(this.state.group(id), user, status, by);
  }

  #unknown(method: string): Outcome {
    this.state.violations.push(`the local Telegram knows no method ${method}`);
    return refused(404, 'Not Found: method not found');
  }

  /** What it answers, held against Telegram's own schema. */
  async #checked(request: Request): Promise<Outcome> {
    const outcome = await this.#handle(request);
    if (!outcome.ok && [401, 404].includes(outcome.error_code)) return outcome;
    this.state.violations.push(...(this.#check?.call(request.method, request.body, outcome) ?? []));
    return outcome;
  }

  #handle({ token, method, body, gone }: Request): Outcome | Promise<Outcome> {
    if (token !== this.token || this.revoked) return refused(401, 'Unauthorized');
    const name = method.toLowerCase();
    switch (name) {
      case 'getupdates':
        return this.webhook.url === null
          ? this.updates.fetch(body, gone)
          : refused(
              409,
              "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            );
      case 'setwebhook':
        return this.webhook.set(body);
      case 'deletewebhook':
        return this.webhook.remove(body);
      case 'getwebhookinfo':
        return this.webhook.info();
      default: {
        const known = METHODS.get(name);
        return known
          ? known({ state: this.state, limiter: this.limiter, args: body })
          : this.#unknown(method);
      }
    }
  }
}

/** Of news about the group itself there is nothing to read. */
const present = ({ deleted, ephemeralFor, text }: Message) =>
  !deleted && ephemeralFor === null && text !== '';

/** Starts Telegram on a free port of this machine. */
export async function startTelegram(options: TelegramOptions = {}): Promise<FakeTelegram> {
  const server = new Server(options);
  const { state, updates, webhook, news, loopback } = server;
  loopback.server.listen(0, '127.0.0.1');
  await once(loopback.server, 'listening');
  const { apiRoot } = server;
  const messages = (chat: number) => state.latestIn(chat).map(shown);
  return {
    apiRoot,
    token: server.token,
    botId: state.botId,
    botUsername: state.botUsername,
    requests: loopback.requests,
    violations: state.violations,
    limited: server.limiter.met,
    get polling() {
      return updates.waiting;
    },
    get pending() {
      return updates.queue.length;
    },
    get webhook() {
      return webhook.url === null ? null : { url: webhook.url, secret: webhook.secret };
    },
    set webhookOrigin(origin) {
      webhook.origin = origin;
    },
    get webhookOrigin() {
      return webhook.origin;
    },
    addUser: (user) => addUser(state, user),
    addGroup: (group) => addGroup(state, group),
    addTopic(group, name) {
      return news.topic(state.group(group), name);
    },
    join: (group, user) => server.group(group, user, 'member'),
    leave: (group, user) => server.group(group, user, 'left'),
    ban: (group, user) => server.group(group, user, 'kicked', ownerOf(state.group(group))),
    promote: (group, user) => server.group(group, user, 'administrator', ownerOf(state.group(group))),
    demote: (group, user) => server.group(group, user, 'member', ownerOf(state.group(group))),
    setBot(id, as) {
      const group = state.group(id);
      const status = as === 'admin' ? 'administrator' : as === 'absent' ? 'kicked' : 'member';
      server.group(id, state.botId, status, ownerOf(group));
    },
    upgrade: (group) => news.upgrade(state.group(group)).id,
    rename(user, username) {
      state.user(user).username = username;
    },
    deactivate(user) {
      state.user(user).deleted = true;
    },
    as: (user): Person => server.acts.as(user),
    messagesIn: (chat) => messages(chat).filter(present),
    privateOf: (user) => messages(user).filter(present),
    ephemeralsOf: (user) =>
      state
        .ephemeralsOf(user)
        .map(shown)
        .filter(({ deleted }) => !deleted),
    historyOf: (chat) => state.versions.filter((one) => one.chat === chat).map(shown),
    removeMessage({ chat, id, ephemeralFor }) {
      const message = state.find(chat, id, ephemeralFor !== null);
      if (message) state.put({ ...message, deleted: true });
    },
    commands: (scope: CommandScope = { type: 'default' }, language = '') =>
      state.commands.get(commandKey(scope, language)) ?? [],
    fail: (method, fault) => loopback.fail(method, fault),
    slow: (method, milliseconds) => loopback.slow(method, milliseconds),
    enforce(limits = TELEGRAM_LIMITS, speed = 1) {
      server.limiter.limits = limits;
      server.limiter.speed = speed;
    },
    async redeliver(update = updates.all.at(-1)?.update_id ?? 0) {
      updates.repeat(update);
      await server.settled(update);
    },
    async settled() {
      for (const { update_id } of [...updates.queue]) await server.settled(update_id);
    },
    revoke() {
      server.revoked = true;
      updates.interrupt(refused(401, 'Unauthorized'));
    },
    async close() {
      server.closed = true;
      webhook.close();
      loopback.server.closeAllConnections();
      loopback.server.close();
      await once(loopback.server, 'close');
    },
  };
}
