import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Log } from '../../../src/log.ts';
import type { Route } from '../../../src/ports/adapter.ts';
import { isLocal } from './guard.ts';
import type { PlaygroundInbox } from './inbox.ts';
import type { Live } from './live.ts';
import { readValues } from './receive.ts';
import type { State } from './state.ts';
import { conversationFor, residentOf } from './workspace.ts';

const PATH = '/playground';

/** Fits a form of five fields of the longest texts, and nothing much larger. */
const BODY_LIMIT = 64 * 1024;

const Text = z.string().max(4_000); // as long as a line may be on Slack
const Where = z.object({ as: Text, in: Text });
const Value = z.union([Text, z.boolean(), z.object({ people: Text })]);
const ActBody = z.intersection(
  Where.extend({ id: z.uuid() }),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('say'), text: Text.min(1) }),
    z.object({ kind: z.literal('press'), press: Text.min(1), entry: Text }),
    z.object({ kind: z.literal('submit'), submit: Text.min(1), values: z.record(Text, Value) }),
  ]),
);
const SuggestBody = Where.extend({ text: Text });
const SwitchBody = z.object({ as: Text, dmsOpen: z.boolean(), member: z.boolean() });

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Robots-Tag': 'noindex',
};

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

type Parts = {
  readonly state: State;
  readonly inbox: PlaygroundInbox;
  readonly live: Live;
  readonly log: Log;
};

/** The page and what it calls. GET changes nothing; every POST is JSON from the page itself (guard.ts). */
export function createRoutes({ state, inbox, live, log }: Parts): readonly Route[] {
  async function get(path: string): Promise<Response> {
    if (path === '' || path === '/') return page('index.html');
    if (path === '/events')
      return new Response(live.open(), { headers: { ...HEADERS, 'Content-Type': 'text/event-stream' } });
    const file = /^\/page\/([a-z-]+\.(?:css|js|svg))$/.exec(path)?.[1];
    return file ? page(file) : notFound();
  }

  async function post(path: string, body: unknown): Promise<Response> {
    switch (path) {
      case '/act':
        return act(ActBody.parse(body));
      case '/suggest':
        return suggest(SuggestBody.parse(body));
      case '/switches': {
        const { as, dmsOpen, member } = SwitchBody.parse(body);
        const resident = residentOf(as);
        if (!resident) return notFound();
        const leaves = state.switches(as).member && !member;
        state.setSwitches(as, { dmsOpen, member });
        if (leaves) await inbox.left(resident);
        return json(200, {});
      }
      default:
        return notFound();
    }
  }

  /** The person and the conversation as they may open it; null when they may not. */
  function standing({ as, in: id }: z.infer<typeof Where>) {
    const actor = residentOf(as);
    const conversation = actor && state.switches(as).member ? conversationFor(actor, id) : null;
    return actor && conversation ? { actor, conversation } : null;
  }

  async function act(body: z.infer<typeof ActBody>): Promise<Response> {
    const where = standing(body);
    if (!where) return json(403, { error: 'not-in-conversation' });
    const did = body.kind === 'submit' ? { ...body, values: readValues(body.values, where.actor) } : body;
    const taken = await inbox.take({ id: body.id, ...where, did });
    if (taken.kind === 'closed') return json(503, { error: 'not-running' });
    return json(200, { form: taken.form });
  }

  async function suggest(body: z.infer<typeof SuggestBody>): Promise<Response> {
    const where = standing(body);
    const suggestions = where ? await inbox.suggest(where.actor, where.conversation, body.text) : [];
    return json(200, { suggestions });
  }

  return [
    {
      path: PATH,
      async handle(request, peer) {
        if (!isLocal(request, peer)) return notFound();
        const path = new URL(request.url).pathname.slice(PATH.length);
        if (request.method === 'GET') return get(path);
        if (request.method !== 'POST') return notFound();
        const body = await readJson(request);
        if (body === null) return json(400, { error: 'not-understood' });
        try {
          return await post(path, body);
        } catch (error) {
          if (error instanceof z.ZodError) return json(400, { error: 'not-understood' });
          log.error({ err: error, path }, 'playground request failed');
          return json(500, { error: 'failed' });
        }
      },
    },
  ];
}

/** Null for what is no JSON object of a sensible size, or not declared as JSON. */
async function readJson(request: Request): Promise<unknown> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return null;
  if (Number(request.headers.get('content-length') ?? BODY_LIMIT + 1) > BODY_LIMIT) return null;
  try {
    return await request.json();
  } catch {
    return null;
  }
}

async function page(name: string): Promise<Response> {
  try {
    const text = await readFile(new URL(`./page/${name}`, import.meta.url), 'utf8');
    const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
    return new Response(text, { headers: { ...HEADERS, 'Content-Type': type } });
  } catch {
    return notFound();
  }
}

const json = (status: number, body: object): Response => Response.json(body, { status, headers: HEADERS });

const notFound = (): Response =>
  new Response('Not found\n', { status: 404, headers: { 'Content-Type': 'text/plain' } });
