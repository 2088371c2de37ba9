import { DiscordAPIError, type REST } from 'discord.js';
import type { DeliveryScope } from '../../../src/errors.ts';
import type { Secret } from '../../../src/vault/secret.ts';
import { codeOf, deliveryError } from './errors.ts';

type Route = `/${string}`;

export type Asked = {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Codes of refusals that are an answer too: then it is null. */
  readonly absent?: ReadonlySet<number>;
};

/** Discord's REST API as our bot. What it throws is a DeliveryError, with nothing of the request in it. */
export type DiscordApi = {
  get(route: Route, asked?: Asked): Promise<unknown>;
  post(route: Route, asked?: Asked): Promise<unknown>;
  patch(route: Route, asked?: Asked): Promise<unknown>;
};

/** `rest` retries nothing and waits for nothing: the job table does both. */
export function createApi(rest: REST, token: Secret): DiscordApi {
  async function ask(method: 'get' | 'post' | 'patch', route: Route, asked: Asked = {}): Promise<unknown> {
    const { query = {}, body, absent } = asked;
    // discord.js never takes its listeners off a signal again: each request gets one of its own.
    const signal = asked.signal && AbortSignal.any([asked.signal]);
    try {
      return await rest[method](route, { query: new URLSearchParams(query), body, signal });
    } catch (error) {
      // discord.js forgets its token at a 401: without it nothing would ever be asked again.
      if (error instanceof DiscordAPIError && error.status === 401) rest.setToken(token.open());
      if (absent?.has(codeOf(error) ?? -1)) return null;
      throw deliveryError(error, scopeOf(route));
    }
  }
  return {
    get: (route, asked) => ask('get', route, asked),
    post: (route, asked) => ask('post', route, asked),
    patch: (route, asked) => ask('patch', route, asked),
  };
}

/** Limits are kept per channel and per guild: https://docs.discord.com/developers/topics/rate-limits */
const scopeOf = (route: Route): DeliveryScope => (route.startsWith('/guilds/') ? 'workspace' : 'place');
