import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { routePath } from 'hono/route';
import { readMeetingId, showMeetingId } from '../../src/meeting/meeting-id.ts';
import { askedLanguage } from '../../src/messages/asked-language.ts';
import { catalogueFor } from '../../src/messages/catalogue.ts';
import type { Peer } from '../../src/ports/adapter.ts';
import { ACCOUNTS } from './account-routes.ts';
import { clientAddress } from './client-address.ts';
import { securityHeaders } from './headers.ts';
import { mayReadMetrics, readiness } from './health.ts';
import type { WebParts } from './index.ts';
import { joinRoute } from './join-route.ts';
import { createMetrics } from './metrics.ts';
import { addMyRoutes } from './my-routes.ts';
import { joinPage, type Language } from './pages/join-page.ts';
import { notFoundPage } from './pages/not-found-page.ts';
import { staticFiles } from './static-files.ts';

export type Env = { Bindings: HttpBindings; Variables: { peer: Peer; language: Language } };

/** Bytes. A join request is a few hundred. */
const JOIN_LIMIT = 16 * 1024;
/** Bytes. What platforms post to webhooks is smaller. */
const ROUTE_LIMIT = 1024 * 1024;

export function createApp(parts: WebParts): Hono<Env> {
  const { clock, log, trustedProxies } = parts;
  const app = new Hono<Env>();
  const metrics = createMetrics(parts.backlog);
  const files = staticFiles();

  app.use(securityHeaders);
  app.use(async (c, next) => {
    const socket = c.env.incoming.socket.remoteAddress ?? '';
    const client = clientAddress(socket, c.req.header('X-Forwarded-For') ?? null, trustedProxies);
    c.set('peer', { socket, client });
    c.set('language', languageOf(c));
    await next();
    metrics.counted(routePath(c, -1), c.res.status);
  });

  const door = (c: Context<Env>, meetingId: string) =>
    c.html(joinPage(c.var.language, { meetingId, name: '', notice: null }));
  app.get('/', (c) => door(c, ''));
  app.get('/j/:id', (c) => {
    const id = readMeetingId(c.req.param('id'));
    return door(c, id ? showMeetingId(id) : '');
  });
  app.post('/api/join', bodyLimit({ maxSize: JOIN_LIMIT, onError: tooLarge }), joinRoute(parts, metrics));
  addMyRoutes(app, parts);
  app.get('/static/:name', (c) => files(c, c.req.param('name')) ?? c.notFound());

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const state = await readiness(parts.checks, clock, log);
    return c.json(state, state.ready ? 200 : 503);
  });
  app.get('/metrics', async (c) => {
    if (!mayReadMetrics(c.req.raw, c.var.peer, parts.metricsToken))
      return c.json({ error: 'forbidden' }, 403);
    const { text, contentType } = await metrics.read();
    return c.body(text, 200, { 'Content-Type': contentType });
  });

  for (const { path, handle } of parts.routes) {
    const limit = bodyLimit({ maxSize: ROUTE_LIMIT, onError: tooLarge });
    app.all(path, limit, (c) => handle(c.req.raw, c.var.peer));
    app.all(`${path}/*`, limit, (c) => handle(c.req.raw, c.var.peer));
  }

  for (const [path, allow] of Object.entries(METHODS)) {
    app.all(path, (c) => c.json({ error: 'method_not_allowed' }, 405, { Allow: allow }));
  }
  app.notFound((c) =>
    wantsPage(c) ? c.html(notFoundPage(c.var.language), 404) : c.json({ error: 'not_found' }, 404),
  );
  app.onError((err, c) => {
    log.error({ err, route: routePath(c, -1) }, 'request failed');
    return c.json({ error: 'failed' }, 500);
  });
  return app;
}

/** Every other method on these paths. */
const METHODS = {
  '/': 'GET, HEAD',
  '/j/:id': 'GET, HEAD',
  '/api/join': 'POST',
  '/my': 'GET, HEAD, POST',
  '/my/sign-out': 'POST',
  '/my/calendar': 'POST',
  [ACCOUNTS]: 'GET, HEAD, POST',
  '/api/my/session': 'POST',
  '/static/:name': 'GET, HEAD',
  '/healthz': 'GET, HEAD',
  '/readyz': 'GET, HEAD',
  '/metrics': 'GET, HEAD',
} as const;

const tooLarge = (c: Context) => c.json({ error: 'too_large' }, 413);

const wantsPage = (c: Context): boolean => (c.req.header('Accept') ?? '').includes('text/html');

function languageOf(c: Context): Language {
  const lang = askedLanguage(c.req.header('Accept-Language'));
  return { text: catalogueFor(lang), lang };
}
