import { type Context, Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { SECOND } from '../../../src/clock.ts';
import { catalogueFor, datesFor } from '../../../src/messages/catalogue.ts';
import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { follow } from './follow.ts';
import { roomPage } from './page.ts';
import { COOKIE_LASTS, issueRoomPass, type RoomPass, redeemRoomPass } from './room-pass.ts';
import { staticFile } from './static-file.ts';
import type { Watch } from './watch.ts';

const COOKIE = 'room';
const enterBody = z.object({ token: z.string().optional() });
const personBody = z.object({ person: z.string() });

/**
 * What the room's page asks for. GET changes nothing; whoever posts shows the token of their link once, and then
 * the cookie that they got for it.
 */
export function createRoutes(
  { attendance, vault, clock, publicUrl }: ConferenceParts,
  watch: Watch,
): (request: Request) => Promise<Response> {
  const app = new Hono().basePath('/room');

  app.get('/static/:name', async (c) => (await staticFile(c.req.param('name'))) ?? c.notFound());

  app.get('/:occurrence', (c) => c.html(roomPage(wordsOf(c), languageOf(c))));

  app.post('/:occurrence/enter', async (c) => {
    const { token } = enterBody.catch({}).parse(await c.req.json().catch(() => ({})));
    const me = personOf(c, token);
    if (!me) return expired(c);
    const state = await attendance.enter(me);
    if (state === 'closed') forget(c);
    else remember(c, me);
    await watch.look(me.occurrenceId);
    return c.json({ state });
  });

  app.get('/:occurrence/live', (c) => {
    const me = personOf(c);
    if (!me) return expired(c);
    c.header('X-Accel-Buffering', 'no'); // nginx would hold events back
    return streamSSE(c, (stream) => follow(stream, me, wordsOf(c), watch, clock));
  });

  app.post('/:occurrence/renew', async (c) => {
    const me = personOf(c);
    if (!me) return expired(c);
    const there = await attendance.renew(me.occurrenceId, me.personKey);
    if (there) remember(c, me);
    return c.json({ there });
  });

  app.post('/:occurrence/leave', async (c) => {
    const me = personOf(c);
    if (!me) return expired(c);
    await attendance.leave(me.occurrenceId, me.personKey);
    forget(c);
    await watch.look(me.occurrenceId);
    return c.body(null, 204);
  });

  app.post('/:occurrence/let-in', async (c) => {
    const asked = await hostAndPerson(c);
    if (asked instanceof Response) return asked;
    const came = await attendance.letIn(asked.host.occurrenceId, asked.person);
    await watch.look(asked.host.occurrenceId);
    return c.json({ state: came }, came === 'in' ? 200 : 409);
  });

  app.post('/:occurrence/turn-away', async (c) => {
    const asked = await hostAndPerson(c);
    if (asked instanceof Response) return asked;
    const { occurrenceId } = asked.host;
    const present = await attendance.of(occurrenceId);
    const waits = present.some(({ personKey, state }) => personKey === asked.person && state === 'waiting');
    if (waits) await attendance.leave(occurrenceId, asked.person);
    await watch.look(occurrenceId);
    return c.json({ state: waits ? 'away' : 'absent' }, waits ? 200 : 409);
  });

  app.all('*', (c) => c.json({ error: 'not_found' }, 404));

  /** Whoever the token or the cookie was made for. */
  function personOf(c: Context, token = getCookie(c, COOKIE)): RoomPass | null {
    const occurrence = c.req.param('occurrence') ?? '';
    return token === undefined ? null : redeemRoomPass(vault, new Secret(token), occurrence, clock.now());
  }

  async function hostAndPerson(c: Context): Promise<{ host: RoomPass; person: string } | Response> {
    const host = personOf(c);
    if (!host) return expired(c);
    if (!host.host) return c.json({ error: 'not_host' }, 403);
    const body = personBody.safeParse(await c.req.json().catch(() => null));
    return body.success ? { host, person: body.data.person } : c.json({ error: 'bad_request' }, 400);
  }

  const cookie = (c: Context) =>
    ({
      path: `/room/${c.req.param('occurrence')}`,
      httpOnly: true,
      sameSite: 'Lax',
      secure: publicUrl.startsWith('https:'),
    }) as const;

  function remember(c: Context, me: RoomPass): void {
    const pass = issueRoomPass(vault, me, clock.now() + COOKIE_LASTS);
    setCookie(c, COOKIE, pass.open(), { ...cookie(c), maxAge: COOKIE_LASTS / SECOND });
  }

  function forget(c: Context): void {
    deleteCookie(c, COOKIE, cookie(c));
  }

  return async (request) => app.fetch(request);
}

const expired = (c: Context): Response => c.json({ error: 'expired' }, 401);
const languageOf = (c: Context): string => {
  const [asked = ''] = (c.req.header('Accept-Language') ?? '').split(/[,;]/, 1);
  return datesFor(asked);
};
const wordsOf = (c: Context) => catalogueFor(languageOf(c));
