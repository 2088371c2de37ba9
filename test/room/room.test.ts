import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MINUTE } from '../../src/clock.ts';
import { fresh } from '../../src/ids.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { SEATS } from '../door/a-door.ts';
import { aRoom, state, visitor } from './a-room.ts';

describe('the way in', () => {
  it('is a link with its token in the fragment, good for five minutes', async () => {
    const { person, pass, base, occurrence } = await aRoom();
    const ivan = await person('Ivan');
    expect(ivan.here).toBe(`${base}/room/${occurrence.id}`);
    expect(ivan.link.search).toBe('');
    expect(await ivan.enter()).toBe('inside');
    pass(5 * MINUTE);
    const late = visitor(ivan.link.href);
    expect((await late.post('enter', { token: ivan.link.hash.slice(1) })).status).toBe(401);
  });

  it('is for one call only, and nobody forges it', async () => {
    const { person, base, vault, occurrence } = await aRoom();
    const ivan = await person('Ivan');
    const elsewhere = visitor(`${base}/room/${fresh()}${ivan.link.hash}`);
    const token = (claims: Record<string, string>) =>
      vault.issue('room', { occurrenceId: occurrence.id, ...claims }, Number.MAX_SAFE_INTEGER).open();
    const tried = [
      await elsewhere.post('enter', { token: ivan.link.hash.slice(1) }),
      await elsewhere.post('enter', {}),
      await elsewhere.post('enter', { token: 1 }),
      await elsewhere.post('arrive'),
      await elsewhere.post('renew'),
      await elsewhere.post('leave'),
      await elsewhere.post('let-in', { person: 'x' }),
      await elsewhere.post('turn-away', { person: 'x' }),
      await elsewhere.post('remove', { person: 'x' }),
      await elsewhere.post('end'),
      await fetch(`${elsewhere.here}/live`),
      await ivan.post('enter', { token: `${ivan.link.hash.slice(1)}x` }),
      await ivan.post('enter', { token: token({}) }),
      await ivan.post('enter', { token: token({ call: 'c' }) }),
      await ivan.post('enter', { token: token({ call: 'c', personKey: 'p' }) }),
      await ivan.post('enter', { token: token({ call: 'c', topic: '', personKey: 'p', name: 'n' }) }),
    ];
    expect(tried.map(({ status }) => status)).toEqual(tried.map(() => 401));
  });

  it('is kept in a cookie of this call that scripts do not see, so that a reload needs no link', async () => {
    const { person, occurrence, attendance } = await aRoom();
    const ivan = await person('Ivan');
    const response = await ivan.post('enter', { token: ivan.link.hash.slice(1) });
    const cookie = response.headers.get('Set-Cookie') ?? '';
    for (const part of ['HttpOnly', 'SameSite=Lax', `Path=/room/${occurrence.id}`, 'Max-Age=900']) {
      expect(cookie).toContain(part);
    }
    expect(state.parse(await (await ivan.post('enter')).json()).state).toBe('inside');
    expect(await attendance.of(occurrence.id)).toHaveLength(1);
  });

  it('lasts while heartbeats come, and ends a quarter of an hour after the last', async () => {
    const { person, pass } = await aRoom();
    const ivan = await person('Ivan');
    await ivan.enter();
    for (let beat = 0; beat < 30; beat += 1) {
      pass(MINUTE / 2);
      expect((await ivan.post('renew')).status).toBe(200);
    }
    pass(15 * MINUTE);
    expect((await ivan.post('renew')).status).toBe(401);
  });
});

describe('the room', () => {
  it('shows who is there, live, with guests marked', async () => {
    const { person } = await aRoom();
    const olga = await person('Olga', { host: true });
    await olga.enter();
    const page = await olga.watch();
    expect((await page.sees('Olga')).html).toContain('1 person in the room');
    await (await person('<b>Sam</b>', { account: null })).enter();
    const { html, say } = await page.sees('Sam');
    expect(html).toContain('&lt;b&gt;Sam&lt;/b&gt;');
    expect(html).toMatch(/Sam.*<span class="mark">guest<\/span>/);
    expect(html).toMatch(/Olga.*you.*organizer/);
    expect(say).toBe('2 people in the room');
    expect(html).toContain('>Standup</h1>');
  });

  it('tells a browser to say that it is still there, and lets go of who is silent', async () => {
    const { person, pass, attendance } = await aRoom();
    const [olga, ivan] = [await person('Olga'), await person('Ivan')];
    await olga.enter();
    await ivan.enter();
    const page = await olga.watch();
    await page.event('beat');
    await page.sees('Ivan');
    pass(30_000);
    expect(await (await olga.post('renew')).json()).toEqual({ there: true });
    pass(16_000);
    expect((await page.sees('1 person')).html).not.toContain('Ivan');
    await attendance.expire();
    expect(await (await ivan.post('renew')).json()).toEqual({ there: false });
    await page.event('beat');
  });

  it('lets people leave', async () => {
    const { person } = await aRoom();
    const [olga, ivan] = [await person('Olga'), await person('Ivan')];
    await olga.enter();
    await ivan.enter();
    const page = await olga.watch();
    await page.sees('Ivan');
    expect((await ivan.post('leave')).status).toBe(204);
    await page.sees('1 person');
    expect((await ivan.post('enter')).status).toBe(401);
  });

  it('has eight seats, and the next one comes in when somebody leaves', async () => {
    const { person } = await aRoom();
    const people = await Promise.all(Array.from({ length: SEATS }, (_, n) => person(`Person ${n}`)));
    for (const one of people) expect(await one.enter()).toBe('inside');
    const ninth = await person('Ninth');
    expect(await ninth.enter()).toBe('full');
    await people[0]?.post('leave');
    expect(state.parse(await (await ninth.post('enter')).json()).state).toBe('inside');
  });

  it('ends for everyone, and nobody comes back', async () => {
    const { person, room, store, occurrence, attendance } = await aRoom();
    const ivan = await person('Ivan');
    await ivan.enter();
    const page = await ivan.watch();
    await page.sees('Ivan');
    await store.commit({ ...emptyChange, occurrences: [{ ...occurrence, state: 'ended', endedAt: 0 }] });
    await room.provider.end('call-1', occurrence.id, false, new AbortController().signal);
    await page.event('ended');
    expect(await attendance.of(occurrence.id)).toEqual([]);
    expect(state.parse(await (await ivan.post('enter')).json()).state).toBe('closed');
    expect((await ivan.post('enter')).status).toBe(401);
  });

  it('ends for everyone when the meeting is cancelled', async () => {
    const { person, room, occurrence, attendance } = await aRoom();
    const ivan = await person('Ivan');
    await ivan.enter();
    const page = await ivan.watch();
    await page.sees('Ivan');
    await room.provider.remove('another-call', new AbortController().signal);
    expect(await attendance.of(occurrence.id)).toHaveLength(1);
    await room.provider.remove('call-1', new AbortController().signal);
    await page.event('ended');
    expect(await attendance.of(occurrence.id)).toEqual([]);
  });
});

it('has a word for a call without a topic, and takes no markup from one', async () => {
  const { person } = await aRoom();
  const [ivan, zoe] = [await person('Ivan', { topic: '' }), await person('Zoe', { topic: '<b>Retro' })];
  for (const one of [ivan, zoe]) await one.enter();
  expect((await (await ivan.watch()).sees('Ivan')).html).toContain('>Meeting</h1>');
  expect((await (await zoe.watch()).sees('Zoe')).html).toContain('>&lt;b&gt;Retro</h1>');
});

describe('the waiting room', () => {
  it('shows nothing to who waits, and who waits to hosts', async () => {
    const { person } = await aRoom();
    const [olga, ivan, sam] = [
      await person('Olga', { host: true }),
      await person('Ivan'),
      await person('Sam', { account: null, waits: true }),
    ];
    await olga.enter();
    await ivan.enter();
    expect(await sam.enter()).toBe('waiting');
    const waiting = await (await sam.watch()).sees('waiting room');
    expect(waiting.state).toBe('waiting');
    expect(waiting.html).toContain('>Standup</h1>');
    expect(waiting.html).not.toMatch(/Olga|Ivan/);
    const { html, say } = await (await olga.watch()).sees('Sam');
    expect(html).toContain('aria-label="Let in Sam"');
    expect(html).toContain('aria-label="Turn away Sam"');
    expect(say).toBe('1 person waiting');
    expect((await (await ivan.watch()).sees('Olga')).html).not.toContain('Sam');
  });

  it('is opened by hosts, one by one', async () => {
    const { person } = await aRoom();
    const [olga, ivan, sam] = [
      await person('Olga', { host: true }),
      await person('Ivan'),
      await person('Sam', { waits: true }),
    ];
    for (const one of [olga, ivan, sam]) await one.enter();
    const page = await sam.watch();
    await page.sees('waiting room');
    expect((await ivan.post('let-in', { person: 'Sam' })).status).toBe(403);
    expect((await ivan.post('turn-away', { person: 'Sam' })).status).toBe(403);
    expect((await olga.post('let-in', {})).status).toBe(400);
    expect((await olga.post('let-in', { person: 'nobody' })).status).toBe(409);
    expect((await olga.post('let-in', { person: 'Sam' })).status).toBe(200);
    expect((await page.sees('Olga')).state).toBe('inside');
  });

  it('keeps people waiting while the room is full', async () => {
    const { person } = await aRoom();
    const olga = await person('Olga', { host: true });
    await olga.enter();
    for (let n = 1; n < SEATS; n += 1) await (await person(`Person ${n}`)).enter();
    await (await person('Sam', { waits: true })).enter();
    const response = await olga.post('let-in', { person: 'Sam' });
    expect([response.status, await response.json()]).toEqual([409, { state: 'full' }]);
  });

  it('turns away who waits, and nobody who is in', async () => {
    const { person, attendance, occurrence } = await aRoom();
    const [olga, ivan, sam] = [
      await person('Olga', { host: true }),
      await person('Ivan'),
      await person('Sam', { waits: true }),
    ];
    for (const one of [olga, ivan, sam]) await one.enter();
    const page = await sam.watch();
    await page.sees('waiting room');
    expect((await olga.post('turn-away', { person: 'Sam' })).status).toBe(200);
    expect((await page.sees('gone')).state).toBe('gone');
    expect((await olga.post('turn-away', { person: 'Ivan' })).status).toBe(409);
    expect((await attendance.of(occurrence.id)).map(({ name }) => name).sort()).toEqual(['Ivan', 'Olga']);
  });
});

describe('signals', () => {
  it('go from one who is inside to another, and to nobody else', async () => {
    const { person } = await aRoom();
    const [olga, ivan, zoe] = [await person('Olga'), await person('Ivan'), await person('Zoe')];
    for (const one of [olga, ivan, zoe]) await one.enter();
    const [page, other] = [await ivan.watch(), await zoe.watch()];
    await page.sees('Zoe');
    await other.sees('Zoe');
    const data = { description: { type: 'offer', sdp: 'v=0' } };
    expect(await (await olga.post('signal', { to: 'Ivan', data })).json()).toEqual({ reached: true });
    expect(JSON.parse((await page.event('signal')).data)).toEqual({ from: 'Olga', data });
    await olga.post('signal', { to: 'Zoe', data: 'for Zoe' });
    expect(JSON.parse((await other.event('signal')).data)).toEqual({ from: 'Olga', data: 'for Zoe' });
  });

  it('do not reach who is absent, does not listen, or is in another call', async () => {
    const { person } = await aRoom();
    const [olga, ivan] = [await person('Olga'), await person('Ivan')];
    for (const one of [olga, ivan]) await one.enter();
    for (const to of ['Ivan', 'nobody'])
      expect(await (await olga.post('signal', { to, data: 1 })).json()).toEqual({ reached: false });
    const elsewhere = await person('Mia', { occurrenceId: fresh() });
    expect((await elsewhere.post('arrive', { token: elsewhere.link.hash.slice(1) })).status).toBe(200);
    expect((await elsewhere.post('signal', { to: 'Ivan', data: 1 })).status).toBe(403);
  });

  it('are neither sent nor heard by who waits, who only looks into their camera, and who was removed', async () => {
    const { person } = await aRoom();
    const [olga, sam, kim, ivan] = [
      await person('Olga', { host: true }),
      await person('Sam', { waits: true }),
      await person('Kim'),
      await person('Ivan'),
    ];
    for (const one of [olga, sam, ivan]) await one.enter();
    await kim.post('arrive', { token: kim.link.hash.slice(1) });
    const page = await sam.watch();
    await page.sees('waiting room');
    await olga.post('remove', { person: 'Ivan' });
    for (const one of [sam, kim, ivan]) {
      expect((await one.post('signal', { to: 'Olga', data: 1 })).status).toBe(403);
      expect((await one.post('ice')).status).toBe(403);
    }
    expect(await (await olga.post('signal', { to: 'Sam', data: 'secret' })).json()).toEqual({
      reached: false,
    });
    await olga.post('let-in', { person: 'Sam' });
    await page.sees('Olga');
    await olga.post('signal', { to: 'Sam', data: 'hello' });
    expect((await page.event('signal')).data).toContain('hello');
  });

  it('need a pass, say to whom, and are at most 64 KiB', async () => {
    const { person } = await aRoom();
    const olga = await person('Olga');
    expect((await olga.post('signal', { to: 'Olga', data: 1 })).status).toBe(401);
    expect((await olga.post('ice')).status).toBe(401);
    await olga.enter();
    expect((await olga.post('signal', { data: 1 })).status).toBe(400);
    expect((await olga.post('signal', { to: 'Olga', data: 'x'.repeat(64 * 1024) })).status).toBe(413);
    expect(await (await olga.post('ice')).json()).toEqual({ iceServers: [] });
  });
});

describe('before the room', () => {
  it('the link is taken for a cookie, and nobody is there yet', async () => {
    const { person, attendance, occurrence } = await aRoom();
    const ivan = await person('Ivan', { topic: '' });
    const response = await ivan.post('arrive', { token: ivan.link.hash.slice(1) });
    expect(await response.json()).toEqual({ topic: 'Meeting', name: 'Ivan', elsewhere: false });
    expect(await attendance.of(occurrence.id)).toEqual([]);
    expect(state.parse(await (await ivan.post('enter')).json()).state).toBe('inside');
    expect((await visitor(ivan.here).post('arrive')).status).toBe(401);
  });

  it('the same person in another window takes the call there', async () => {
    const { person } = await aRoom();
    const ivan = await person('Ivan');
    await ivan.enter();
    const first = await ivan.watch('one');
    await first.sees('Ivan');
    const again = await ivan.watch('one');
    await again.sees('Ivan');
    await ivan.watch('two');
    await first.event('moved');
    await again.event('moved');
  });
});

describe('a personal link used a second time at once', () => {
  const come = async (who: ReturnType<typeof visitor>, body: object = {}) =>
    state.parse(await (await who.post('enter', body)).json()).state;
  const arrive = async (who: ReturnType<typeof visitor>) =>
    z
      .object({ elsewhere: z.boolean() })
      .parse(await (await who.post('arrive', { token: who.link.hash.slice(1) })).json()).elsewhere;

  async function twice() {
    const room = await aRoom();
    const account = room.people.ivan.id;
    const one = await room.person('Ivan', { account });
    await one.enter();
    room.pass(1);
    const page = await one.watch('one');
    await page.sees('Ivan');
    const other = await room.person('Ivan', { account });
    const told = () => room.store.deliveries.byKey(`second-use:${room.occurrence.id}:Ivan`);
    return { ...room, one, page, other, told };
  }

  it('asks, and changes nothing until that is answered', async () => {
    const { one, other, told } = await twice();
    expect(await arrive(other)).toBe(true);
    expect(await come(other)).toBe('elsewhere');
    expect((await other.post('ice')).status).toBe(403);
    await other.post('leave');
    expect(await (await one.post('renew')).json()).toEqual({ there: true });
    expect((await one.post('ice')).status).toBe(200);
    expect(await told()).toBeNull();
  });

  it('moves, ends the first, and the organizer is told once', async () => {
    const { one, page, other, told, people } = await twice();
    await arrive(other);
    expect(await come(other, { move: true })).toBe('inside');
    await page.event('moved');
    expect(await (await one.post('renew')).json()).toEqual({ there: false });
    expect((await one.post('ice')).status).toBe(403);
    expect((await other.post('ice')).status).toBe(200);
    const message = await told();
    expect(message?.to).toEqual({ kind: 'account', account: people.olga.id });
    expect(await come(one)).toBe('elsewhere');
    expect(await come(one, { move: true })).toBe('inside');
    expect((await told())?.id).toBe(message?.id);
  });

  it('is shut out where another process moved it', async () => {
    const { page, attendance, occurrence } = await twice();
    const person = { personKey: 'Ivan', account: null, name: 'Ivan', host: false, waits: false };
    await attendance.enter({ ...person, occurrenceId: occurrence.id, admittedAt: 7, move: true });
    await page.event('moved');
  });

  it('in the same browser asks too, and lets the first window go on until then', async () => {
    const { one, pass, person, told } = await twice();
    pass(1);
    const again = await person('Ivan');
    const response = await one.post('arrive', { token: again.link.hash.slice(1) });
    expect(await response.json()).toMatchObject({ elsewhere: true });
    expect(await (await one.post('renew')).json()).toEqual({ there: true });
    expect(await come(one, { move: true })).toBe('inside');
    expect(await told()).toBeNull();
  });

  it('tells organizers nothing of their own', async () => {
    const { person, people, pass, store, occurrence } = await aRoom();
    const account = people.olga.id;
    const one = await person('Olga', { account });
    await one.enter();
    pass(1);
    const other = await person('Olga', { account });
    await arrive(other);
    expect(await come(other, { move: true })).toBe('inside');
    expect(await store.deliveries.byKey(`second-use:${occurrence.id}:Olga`)).toBeNull();
  });
});

describe('a personal link that is replaced', () => {
  it('puts out whoever is in by it, and they come back by the new one only', async () => {
    const { person, people, store, meeting, occurrence } = await aRoom();
    const account = people.ivan.id;
    const by = (link: number) => person(account, { account, name: 'Ivan', link });
    const ivan = await by(1);
    await ivan.enter();
    const page = await ivan.watch();
    await page.sees('Ivan');
    const guest = await person('Sam', { account: null });
    await guest.enter();
    const record = (await store.meetings.byKey(meeting.key)) ?? expect.fail('no meeting');
    const invitations = record.invitations.map((one) => ({ ...one, link: one.link + 1 }));
    await store.commit({ ...emptyChange, invitations });
    expect(await (await ivan.post('renew')).json()).toEqual({ there: false });
    await page.sees('gone');
    expect(state.parse(await (await ivan.post('enter')).json()).state).toBe('replaced');
    expect((await ivan.post('enter')).status).toBe(401);
    expect(await (await by(1)).enter()).toBe('replaced');
    expect(await (await by(2)).enter()).toBe('inside');
    expect(await (await guest.post('renew')).json()).toEqual({ there: true });
    expect(occurrence.state).toBe('live');
  });
});

describe('hosts', () => {
  it('remove somebody, whose cookie is good no more until the door lets them in anew', async () => {
    const { person, pass } = await aRoom();
    const [olga, ivan] = [await person('Olga', { host: true }), await person('Ivan')];
    for (const one of [olga, ivan]) await one.enter();
    const page = await ivan.watch();
    expect((await page.sees('Olga')).html).not.toContain('Remove');
    expect((await (await olga.watch()).sees('Ivan')).html).toContain('aria-label="Remove Ivan"');
    expect((await ivan.post('remove', { person: 'Olga' })).status).toBe(403);
    expect((await olga.post('remove', { person: 'Olga' })).status).toBe(409);
    expect((await olga.post('remove', { person: 'nobody' })).status).toBe(409);
    pass(1);
    expect((await olga.post('remove', { person: 'Ivan' })).status).toBe(200);
    await page.sees('gone');
    expect(await (await ivan.post('renew')).json()).toEqual({ there: false });
    const token = ivan.link.hash.slice(1);
    expect(state.parse(await (await ivan.post('enter', { token })).json()).state).toBe('removed');
    expect((await ivan.post('enter')).status).toBe(401);
    pass(1);
    expect(await (await person('Ivan')).enter()).toBe('inside');
  });

  it('end the call for all, if they still have the right', async () => {
    const { person, people, store, occurrence } = await aRoom();
    const [olga, ivan, sam] = [
      await person('Olga', { host: true, account: people.olga.id }),
      await person('Ivan', { account: people.ivan.id }),
      await person('Sam', { account: null, host: true }),
    ];
    for (const one of [olga, ivan, sam]) await one.enter();
    const page = await ivan.watch();
    await page.sees('Olga');
    expect((await visitor(olga.here).post('end')).status).toBe(401);
    for (const one of [ivan, sam]) expect((await one.post('end')).status).toBe(403);
    expect((await olga.post('end')).status).toBe(200);
    await page.event('ended');
    const record = await store.meetings.byPart(occurrence.id);
    expect(record?.occurrences[0]?.state).toBe('ended');
  });
});

describe('the page', () => {
  it('may use camera, microphone and screen itself, and loosens nothing else', async () => {
    const { base } = await aRoom();
    const { headers } = await fetch(`${base}/room/x`);
    expect(headers.get('Permissions-Policy')).toContain(
      'camera=(self), microphone=(self), display-capture=(self)',
    );
    expect(headers.get('Content-Security-Policy')).toBe(
      (await fetch(base)).headers.get('Content-Security-Policy'),
    );
  });

  it('holds no name and no secret, and changes nothing when it is fetched', async () => {
    const { person, attendance, occurrence } = await aRoom();
    const ivan = await person('Ivan');
    await ivan.enter();
    await ivan.post('leave');
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(ivan.here, { method, headers: { Cookie: ivan.cookie() } });
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
      expect(await response.text()).not.toContain('Ivan');
    }
    expect(await attendance.of(occurrence.id)).toEqual([]);
  });

  it('loads its own few files, and there are no others', async () => {
    const { base } = await aRoom();
    for (const name of [
      'room.css',
      'room.js',
      'ask.js',
      'call.js',
      'devices.js',
      'peer.js',
      'scene.js',
      'tiles.js',
    ]) {
      expect((await fetch(`${base}/room/static/${name}`)).status).toBe(200);
    }
    expect((await fetch(`${base}/room/static/page.ts`)).status).toBe(404);
    expect((await fetch(`${base}/room`)).status).toBe(404);
    expect((await fetch(`${base}/room/a/b/c`)).status).toBe(404);
  });
});
