import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { createRoom } from '../../adapters/conference/room/index.ts';
import { createWeb } from '../../adapters/web/index.ts';
import { type Clock, systemClock, type Time } from '../../src/clock.ts';
import { createAttendance } from '../../src/door/attendance.ts';
import { fresh } from '../../src/ids.ts';
import type { Guest } from '../../src/ports/conference.ts';
import { aDoor, silent } from '../door/a-door.ts';
import { nobodyListens } from '../fakes/a-host.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { fakeCredentials } from '../fakes/fake-credentials.ts';
import { noAccounts } from '../fakes/no-accounts.ts';

/** Real waiting, this many times faster, so that a second between two looks is no second in a test. */
const FASTER = 50;

/** The real room on the real server, before a live meeting of Olga's. */
export async function aRoom() {
  const stage = await aDoor();
  let now: Time = MORNING;
  const clock: Clock = {
    now: () => now,
    sleep: (ms, signal) => systemClock.sleep(ms / FASTER, signal),
  };
  const providers = new Map([[stage.meeting.provider, { abilities: stage.provider.abilities }]]);
  const attendance = createAttendance({
    store: stage.store,
    clock,
    log: silent,
    providers,
    committed: () => {},
  });
  const parts = {
    clock,
    log: silent,
    vault: stage.vault,
    random: () => new Uint8Array(),
    dataDir: '',
    credentials: fakeCredentials(),
    attendance,
  };
  const listening = createWeb({
    ...parts,
    door: stage.door,
    store: stage.store,
    dispatcher: { handle: () => Promise.reject(new Error('nobody gives commands in the room')) },
    publicUrl: '',
    trustedProxies: [],
    metricsToken: null,
    accounts: noAccounts,
    checks: new Map(),
    backlog: async () => ({}),
    routes: [{ path: '/room', handle: (request) => room.routes[0]?.handle(request, PEER) ?? nowhere() }],
  });
  const port = await listening.listen('127.0.0.1', 0);
  onTestFinished(() => listening.close());
  const base = `http://127.0.0.1:${port}`;
  const room = createRoom({ ...parts, news: nobodyListens, publicUrl: base });
  const never = new AbortController().signal;

  /** Somebody whom the door lets in, with the link that it gives. */
  async function person(name: string, more: Partial<Guest> = {}) {
    const guest: Guest = {
      occurrenceId: stage.occurrence.id,
      topic: 'Standup',
      account: fresh(),
      personKey: name,
      name,
      host: false,
      organizer: null,
      waits: false,
      link: null,
      ...more,
    };
    const { url } = await room.provider.admit('call-1', guest, never);
    return visitor(url.open());
  }

  return {
    ...stage,
    attendance,
    room,
    base,
    person,
    visitor,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const PEER = { socket: '127.0.0.1', client: '127.0.0.1' };
const nowhere = async () => new Response(null, { status: 404 });

export const state = z.object({ state: z.string() });
const view = z.object({ state: z.string(), html: z.string(), say: z.string() });
type Event = { readonly event: string; readonly data: string };

/** A browser that opened such a link: it posts the token once, and has the cookie from then on. */
export function visitor(url: string) {
  const link = new URL(url);
  const here = link.origin + link.pathname;
  let cookie = '';
  const post = async (what: string, body: unknown = {}) => {
    const response = await fetch(`${here}/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie },
      body: JSON.stringify(body),
    });
    cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? cookie;
    return response;
  };
  return {
    link,
    here,
    post,
    cookie: () => cookie,
    enter: async () => state.parse(await (await post('enter', { token: link.hash.slice(1) })).json()).state,
    /** What the page shows, live. */
    async watch(page = '') {
      const leaving = new AbortController();
      onTestFinished(() => leaving.abort());
      const response = await fetch(`${here}/live?page=${page}`, {
        headers: { Cookie: cookie },
        signal: leaving.signal,
      });
      const events = read(response);
      const next = async (wanted: (event: Event) => boolean): Promise<Event> => {
        for (;;) {
          const { value, done } = await events.next();
          if (done) throw new Error('the stream ended');
          if (wanted(value)) return value;
        }
      };
      return {
        status: response.status,
        close: () => leaving.abort(),
        event: (name: string) => next(({ event }) => event === name),
        /** The next view in which this stands. */
        async sees(text: string) {
          const found = await next(({ event, data }) => event === 'view' && data.includes(text));
          return view.parse(JSON.parse(found.data));
        },
      };
    },
  };
}

async function* read(response: Response): AsyncGenerator<Event, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += decoder.decode(chunk, { stream: true });
    const events = rest.split('\n\n');
    rest = events.pop() ?? '';
    for (const text of events) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(text)?.[1] ?? '';
      yield { event: field('event'), data: field('data') };
    }
  }
}
