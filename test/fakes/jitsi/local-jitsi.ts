import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { z } from 'zod';

type Given = {
  readonly now: () => number;
  /** As in prosody's configuration; null: the server asks for no token. */
  readonly app: { readonly id: string; readonly secret: string } | null;
  readonly page?: string;
};

/** Who came into which room, and as what. */
type Entered = { readonly room: string; readonly name: string | null; readonly moderator: boolean };

const Header = z.object({ alg: z.literal('HS256'), typ: z.literal('JWT') });
const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  sub: z.string(),
  room: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  context: z.object({ user: z.record(z.string(), z.string()) }),
});

/**
 * A Jitsi server at its entrance: checks tokens as prosody's token authentication does
 * (https://github.com/jitsi/jitsi-meet/blob/master/resources/prosody-plugins/token/util.lib.lua), by hand.
 */
export async function startJitsi({ now, app, page = '<title>Jitsi Meet</title>' }: Given) {
  const entered: Entered[] = [];

  /** Why not; null: may come in. */
  function refusal(room: string, token: string | null): string | null {
    if (app === null) return null;
    if (token === null) return 'not-allowed: token required';
    const [head = '', body = '', signature = '', ...more] = token.split('.');
    const expected = createHmac('sha256', app.secret).update(`${head}.${body}`).digest();
    const given = Buffer.from(signature, 'base64url');
    if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
      return 'Invalid signature';
    if (!Header.safeParse(partOf(head)).success) return 'Invalid algorithm';
    const claims = Claims.safeParse(partOf(body));
    if (!claims.success) return `Invalid claims: ${claims.error.message}`;
    const { iss, aud, sub, room: named, exp, nbf } = claims.data;
    const seconds = now() / 1000;
    if (exp <= seconds) return 'Not acceptable by exp';
    if (nbf !== undefined && nbf > seconds) return 'Not acceptable by nbf';
    if (iss !== app.id) return "Invalid issuer ('iss' claim)";
    if (aud !== app.id) return "Invalid audience ('aud' claim)";
    if (sub !== '127.0.0.1') return 'Domain does not match';
    return named.toLowerCase() === room.toLowerCase() ? null : 'Token of another room';
  }

  function enter(address: string): string | null {
    const url = new URL(address);
    const room = url.pathname.slice(1).toLowerCase();
    const token = url.searchParams.get('jwt');
    const refused = refusal(room, token);
    if (refused !== null) return refused;
    const user = token === null ? null : Claims.parse(partOf(token.split('.')[1] ?? '')).context.user;
    entered.push({ room, name: user?.['name'] ?? null, moderator: user?.['moderator'] === 'true' });
    return null;
  }

  const server = createServer((request, response) => {
    response.setHeader('Date', new Date(now()).toUTCString());
    if (request.url === '/') {
      response.end(page);
      return;
    }
    const refused = enter(`http://127.0.0.1${request.url}`);
    response.writeHead(refused === null ? 200 : 403).end(refused ?? page);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    env: { JITSI_URL: url, ...(app ? { JITSI_APP_ID: app.id, JITSI_APP_SECRET: app.secret } : {}) },
    entered,
    /** Why somebody with this address may not come in; null: they are in. */
    enter,
    /** What it says to a browser that opens the address. */
    open: async (address: string): Promise<number> => (await fetch(address)).status,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const partOf = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
