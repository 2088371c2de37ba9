import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { SECOND } from '../../../src/clock.ts';
import type { OccurrenceId } from '../../../src/ids.ts';
import { askedLanguage } from '../../../src/messages/asked-language.ts';
import { catalogueFor } from '../../../src/messages/catalogue.ts';
import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import type { Present } from '../../../src/ports/store/presence.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { follow } from './follow.ts';
import { type Ice, iceServers } from './ice.ts';
import { roomPage } from './page.ts';
import { COOKIE_LASTS, issueRoomPass, type RoomPass, redeemRoomPass } from './room-pass.ts';
import { staticFile } from './static-file.ts';
import type { Watch } from './watch.ts';

const COOKIE = 'room';
const enterBody = z.object({ token: z.string().optional(), move: z.boolean().optional() });
const personBody = z.object({ person: z.string() });
const signalBody = z.object({ to: z.string(), data: z.unknown() });
/** Bytes of one signal: the longest is a description of all that a browser can send, some 20 KB. */
const SIGNAL_LIMIT = 64 * 1024;
/** The room's own page may use what others may not; everything else of it is as strict as everywhere. */
const PERMISSIONS = 'camera=(self), microphone=(self), display-capture=(self), autoplay=(self)';

/**
 * What the room's page asks for. GET changes nothing; whoever posts shows the token of their link once, and then
 * the cookie that they got for it.
 */
export function createRoutes(
  { attendance, vault, clock, publicUrl }: ConferenceParts,
  watch: Watch,
  ice: Ice,
): (request: Request) => Promise<Response> {
  const app = new Hono().basePath('/room');

  app.get('/static/:name', async (c) => (await staticFile(c.req.param('name'))) ?? c.notFound());

  app.get('/:occurrence', (c) => {
    c.header('Permissions-Policy', PERMISSIONS);
    return c.html(roomPage(wordsOf(c), languageOf(c)));
  });

  /** Before the room: the link is taken for a cookie, and nobody sees who looks into their camera. */
  app.post('/:occurrence/arrive', async (c) => {
    const { token } = enterBody.catch({}).parse(await c.req.json().catch(() => ({})));
    const me = personOf(c, token);
    if (!me) return expired(c);
    const there = await presenceOf(me);
    const before = personOf(c);
    // Another window of a browser that has the call keeps its way in: the first goes on until this one takes the call.
    const isSame = there && before?.personKey === me.personKey && before.admittedAt === there.admittedAt;
    remember(c, isSame ? { ...me, admittedAt: before.admittedAt } : me);
    return c.json({
      topic: me.topic || wordsOf(c).untitled,
      name: me.name,
      elsewhere: there !== undefined,
    });
  });

  app.post('/:occurrence/enter', async (c) => {
    const { token, move = false } = enterBody.catch({}).parse(await c.req.json().catch(() => ({})));
    const me = personOf(c, token);
    if (!me) return expired(c);
    const state = await attendance.enter({ ...me, move });
    if (state === 'closed' || state === 'removed' || state === 'replaced') forget(c);
    else remember(c, me);
    await watch.look(me.occurrenceId);
    return c.json({ state });
  });

  app.get('/:occurrence/live', (c) => {
    const me = personOf(c);
    if (!me) return expired(c);
    c.header('X-Accel-Buffering', 'no'); // nginx would hold events back
    const page = c.req.query('page') ?? '';
    return streamSSE(c, (stream) => follow(stream, me, page, wordsOf(c), watch, clock));
  });

  app.post('/:occurrence/renew', async (c) => {
    const me = personOf(c);
    if (!me) return expired(c);
    const there = await attendance.renew(me.occurrenceId, me.personKey, me);
    if (there) remember(c, me);
    else await watch.look(me.occurrenceId);
    return c.json({ there });
  });

  app.post('/:occurrence/ice', async (c) => {
    const me = await insider(c);
    if (me instanceof Response) return me;
    return c.json({ iceServers: iceServers(ice, me.personKey, clock.now()) });
  });

  const small = bodyLimit({ maxSize: SIGNAL_LIMIT, onError: (c) => c.json({ error: 'too_large' }, 413) });
  app.post('/:occurrence/signal', small, async (c) => {
    const me = await insider(c);
    if (me instanceof Response) return me;
    const body = signalBody.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ error: 'bad_request' }, 400);
    const { to, data } = body.data;
    const reached =
      (await isInside(me.occurrenceId, to)) && watch.tell(me.occurrenceId, me.personKey, to, data);
    // Not to be listening for a moment is no error: both say hello again when they are back.
    return c.json({ reached });
  });

  app.post('/:occurrence/leave', async (c) => {
    const me = personOf(c);
    if (!me) return expired(c);
    // Who went on in another window leaves nothing here.
    if ((await presenceOf(me))?.admittedAt === me.admittedAt)
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

  app.post('/:occurrence/remove', async (c) => {
    const asked = await hostAndPerson(c);
    if (asked instanceof Response) return asked;
    const removed = await attendance.remove(asked.host.occurrenceId, asked.person);
    await watch.look(asked.host.occurrenceId);
    return c.json({ state: removed ? 'removed' : 'absent' }, removed ? 200 : 409);
  });

  app.post('/:occurrence/end', async (c) => {
    const host = personOf(c);
    if (!host) return expired(c);
    const ended = host.account !== null && (await attendance.end(host.occurrenceId, host.account));
    if (!ended) return c.json({ error: 'not_host' }, 403);
    watch.end(host.occurrenceId);
    return c.json({ state: 'ended' });
  });

  app.all('*', (c) => c.json({ error: 'not_found' }, 404));

  /** Whoever the token or the cookie was made for. */
  function personOf(c: Context, token = getCookie(c, COOKIE)): RoomPass | null {
    const occurrence = c.req.param('occurrence') ?? '';
    return token === undefined ? null : redeemRoomPass(vault, new Secret(token), occurrence, clock.now());
  }

  async function isInside(occurrence: OccurrenceId, personKey: string): Promise<boolean> {
    const present = await attendance.of(occurrence);
    return present.some((one) => one.personKey === personKey && one.state === 'inside');
  }

  /** Where the person of a pass is there now, by whichever way in. */
  async function presenceOf({ occurrenceId, personKey }: RoomPass): Promise<Present | undefined> {
    return (await attendance.of(occurrenceId)).find((one) => one.personKey === personKey);
  }

  /** Somebody who is in the call now: whoever waits or was removed reaches nobody. */
  async function insider(c: Context): Promise<RoomPass | Response> {
    const me = personOf(c);
    if (!me) return expired(c);
    const there = await presenceOf(me);
    const isInside = there?.state === 'inside' && there.admittedAt === me.admittedAt;
    return isInside ? me : c.json({ error: 'not_inside' }, 403);
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
const languageOf = (c: Context): string => askedLanguage(c.req.header('Accept-Language'));
const wordsOf = (c: Context) => catalogueFor(languageOf(c));
