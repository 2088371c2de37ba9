import type { z } from 'zod';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { CODES, noAnswer, notUnderstood, refusalOf, ZoomRefusal } from './errors.ts';
import type { ZoomSettings } from './settings.ts';
import type { Token, TokenSource } from './token.ts';

const TIMEOUT = 15 * SECOND;

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

type ZoomCall<Answer> = {
  readonly method: Method;
  /** Below the API's base, its parts encoded, with a query if need be. */
  readonly path: string;
  readonly body: unknown;
  /** Of the answer; `z.unknown()` where none is looked at. */
  readonly answer: z.ZodType<Answer>;
};

export type ZoomClient = {
  /** Rejects with ConferenceError, a ZoomRefusal where Zoom said why; nothing in it is secret. */
  call<Answer>(call: ZoomCall<Answer>, signal: AbortSignal): Promise<Answer>;
};

/** Zoom's REST API over fetch. Every answer is read by a schema, and a token that ran out is renewed once. */
export function createClient(
  settings: ZoomSettings,
  tokens: TokenSource,
  clock: Clock,
  request: typeof fetch,
): ZoomClient {
  async function send<Answer>(
    { method, path, body, answer }: ZoomCall<Answer>,
    token: Token,
    signal: AbortSignal,
  ): Promise<Answer> {
    const timeout = AbortSignal.timeout(TIMEOUT);
    let response: Response;
    let text: string;
    try {
      response = await request(`${settings.apiUrl}${path}`, {
        method,
        redirect: 'error',
        // Without `accept` some refusals come as XML; with it a refused passcode still does.
        headers: {
          authorization: `Bearer ${token.secret.open()}`,
          accept: 'application/json',
          ...(body === null ? {} : { 'content-type': 'application/json' }),
        },
        body: body === null ? null : JSON.stringify(body),
        signal: AbortSignal.any([timeout, signal]),
      });
      text = await response.text();
    } catch {
      throw noAnswer(timeout.aborted || signal.aborted);
    }
    if (!response.ok) throw refusalOf(response.status, response.headers, text, clock.now());
    const read = answer.safeParse(readJson(text));
    if (!read.success) throw notUnderstood();
    return read.data;
  }

  return {
    async call(call, signal) {
      const token = await tokens.get();
      try {
        return await send(call, token, signal);
      } catch (error) {
        if (!(error instanceof ZoomRefusal) || (error.code !== CODES.token && error.code !== 401))
          throw error;
        tokens.discard(token);
        return send(call, await tokens.get(), signal);
      }
    },
  };
}

/** 204 has no body, and so do some errors' answers. */
function readJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
