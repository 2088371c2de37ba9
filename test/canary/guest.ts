import { randomUUID } from 'node:crypto';
import type { Watch } from './watch.ts';

type Try = {
  readonly meetingId: string;
  readonly passcode?: string;
  readonly token?: string;
  readonly name?: string;
};

/** As a browser asks from a page of ours. */
const OWN = { 'Sec-Fetch-Site': 'same-origin' };

/** What the door answered; null: it showed no way in. */
type Tried = { readonly status: number; readonly way: URL | null };

/** Somebody at the web's door. What is given to one caller is nobody else's, also not their own the next time. */
export type Guest = {
  looksAround(meetingId: string): Promise<void>;
  /** Goes on into the room where the door shows the way. */
  tries(key: Try): Promise<Tried>;
  /** Posts a body that is not what it should be. */
  breaks(body: string): Promise<number>;
  /** Opens *My meetings* by the link of this person, looks at it and presses these buttons there. */
  browses(person: string, token: string, presses: readonly string[]): Promise<void>;
};

export function createGuest(url: string, watch: Watch): Guest {
  let callers = 0;

  /** Everything of an answer, as the caller named `reader` gets it; null: as anybody may. */
  async function hear(where: string, reader: string | null, response: Response): Promise<string> {
    const headers = JSON.stringify([...response.headers]);
    const body = response.headers.get('content-type')?.includes('event-stream') ? '' : await response.text();
    const cookies = response.headers.getSetCookie().map((line) => /=([^;]*)/.exec(line)?.[1] ?? '');
    const way = reader === null ? null : wayIn(body);
    const secrets = [...cookies, ...(way ? keysOf(way) : [])].filter((value) => value.length >= 8);
    if (reader !== null) for (const secret of secrets) watch.learn(secret, reader);
    if (reader !== null) for (const place of way ? placesOf(way) : []) watch.know(place, reader);
    watch.hear(`${where} ${response.status}`, reader, headers + body);
    return body;
  }

  const post = (path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(url + path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });

  return {
    async looksAround(meetingId) {
      const id = meetingId.replaceAll(' ', '');
      for (const path of ['/', `/j/${id}`, '/static/join.js', '/healthz', '/readyz', '/metrics', '/nowhere'])
        await hear(path, null, await fetch(url + path));
    },
    async tries(key) {
      callers += 1;
      const reader = `caller ${callers}`;
      const response = await post('/api/join', JSON.stringify(key));
      const way = wayIn(await hear('/api/join', reader, response));
      if (way?.kind === 'room') await enters(new URL(way.url), reader);
      return { status: response.status, way: way && new URL(way.url) };
    },
    async breaks(body) {
      const response = await post('/api/join', body);
      await hear('/api/join', null, response);
      return response.status;
    },
    async browses(person, token, presses) {
      const signIn = () => post('/api/my/session', JSON.stringify({ token }), OWN);
      const response = await signIn();
      const [cookie = ''] = response.headers.getSetCookie().map((line) => line.split(';')[0]);
      await hear('/api/my/session', person, response);
      const headers = { ...OWN, Cookie: cookie };
      await hear('/my', person, await fetch(`${url}/my`, { headers }));
      for (const press of presses) {
        const body = new URLSearchParams({ act: randomUUID(), press });
        await hear('/my', person, await fetch(`${url}/my`, { method: 'POST', headers, body }));
        await hear('/my', null, await fetch(`${url}/my`, { method: 'POST', headers: OWN, body }));
      }
      await hear('/my', null, await fetch(`${url}/my`));
      await hear('/api/my/session', null, await signIn());
    },
  };

  async function enters({ pathname, hash }: URL, reader: string): Promise<void> {
    await hear('/room', null, await fetch(url + pathname));
    await hear(
      '/room/enter',
      reader,
      await post(`${pathname}/enter`, JSON.stringify({ token: hash.slice(1) })),
    );
    await hear('/room/enter', null, await post(`${pathname}/enter`, JSON.stringify({ token: 'wrong' })));
  }
}

type Way = { readonly kind: 'room' | 'redirect'; readonly url: string };

const wayIn = (body: string): Way | null => (body.startsWith('{"next":') ? JSON.parse(body).next : null);

/** What is one person's alone: of the built-in room after the #, of others in the query. */
function keysOf({ kind, url }: Way): readonly string[] {
  const { hash, searchParams } = new URL(url);
  return kind === 'room' ? [hash.slice(1)] : [...searchParams.values()];
}

/** Names of rooms are all that some providers ask for; numbers of meetings are shorter. */
const placesOf = ({ kind, url }: Way): readonly string[] =>
  kind === 'room' ? [] : new URL(url).pathname.split('/').filter((part) => part.length >= 20);
