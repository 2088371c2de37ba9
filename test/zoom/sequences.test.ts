import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createApi } from '../../adapters/conference/zoom/api.ts';
import { createClient } from '../../adapters/conference/zoom/client.ts';
import { createProvider } from '../../adapters/conference/zoom/provider.ts';
import { createTokenSource } from '../../adapters/conference/zoom/token.ts';
import { DAY, HOUR } from '../../src/clock.ts';
import { ConferenceError } from '../../src/errors.ts';
import { type ConferenceId, fresh } from '../../src/ids.ts';
import type { Call, Made } from '../../src/ports/conference.ts';
import { systemRandom } from '../../src/random.ts';
import { Secret } from '../../src/vault/secret.ts';
import { aHost } from '../fakes/a-host.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import type { CallName, Fault } from '../fakes/zoom/types.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';
import { aCall, never, passcodeOf } from './a-zoom.ts';

const RUNS = { numRuns: 1_000, seed: 20_261_124 } as const; // SECURITY.md §6

const HOSTS = ['olga@example.org', 'ada@example.org', null] as const;

const trouble = fc.option(
  fc.record({
    call: fc.constantFrom<CallName>(
      'create',
      'change',
      'remove',
      'read',
      'list',
      'settings',
      'user',
      'token',
    ),
    fault: fc.constantFrom<Fault>({ drop: 'answer' }, { drop: 'request' }, { status: 503 }, { status: 401 }),
  }),
  { freq: 2 },
);

const step = fc.record({
  act: fc.constantFrom('move', 'rotate', 'transfer', 'rename', 'recreate', 'nothing'),
  host: fc.constantFrom(...HOSTS),
  waitingRoom: fc.constantFrom('off' as const, 'typed' as const),
  trouble,
});

/** The real provider before a Zoom that loses answers. */
async function aStage() {
  const clock = new FakeClock();
  const zoom = await startZoom({ now: () => clock.now() });
  onTestFinished(() => zoom.close());
  for (const email of HOSTS) if (email !== null) zoom.addUser(email);
  const settings = {
    apiUrl: zoom.env.ZOOM_API_URL,
    oauthUrl: zoom.env.ZOOM_OAUTH_URL,
    accountId: zoom.env.ZOOM_ACCOUNT_ID,
    clientId: zoom.env.ZOOM_CLIENT_ID,
    clientSecret: new Secret(zoom.env.ZOOM_CLIENT_SECRET),
    webhookSecret: new Secret(zoom.env.ZOOM_WEBHOOK_SECRET),
    sharedHost: 'me',
  };
  const request: typeof fetch = (input, init) =>
    zoom.fetch(String(input), {
      method: init?.method ?? 'GET',
      headers: init?.headers ?? {},
      body: init?.body ?? null,
    });
  const tokens = createTokenSource(settings, clock, request);
  const api = createApi(createClient(settings, tokens, clock, request));
  return { clock, zoom, provider: createProvider(api, settings, { random: systemRandom, clock }) };
}

it('leaves no orphan and no stale code in 1,000 random sequences, whatever gets lost', async () => {
  const { clock, zoom, provider } = await aStage();

  /** As the job does (src/jobs/conference.ts): again until it is done. */
  async function until<Answer>(once: (attempt: number) => Promise<Answer>): Promise<Answer> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await once(attempt);
      } catch (error) {
        if (!(error instanceof ConferenceError) || attempt > 3) throw error;
      }
    }
  }
  const create = (call: Call): Promise<Made> =>
    until(async (attempt) => {
      const [adopted, ...others] = attempt === 0 ? [] : await provider.find(call, never);
      for (const other of others) await provider.remove(other, never);
      return adopted === undefined
        ? provider.create(call, never)
        : provider.update(adopted, call, false, never);
    });
  const update = (made: Made, call: Call, rotate: boolean) =>
    until(() => provider.update(made.foreignId, call, rotate, never));
  const remove = (made: Made) => until(() => provider.remove(made.foreignId, never));

  function compare(call: Call, made: Made): void {
    const [only, ...more] = zoom.meetings();
    expect([more, String(only?.id)]).toEqual([[], made.foreignId]);
    const host = zoom.state.users.find(({ id }) => id === only?.host_id);
    expect(only).toMatchObject({
      topic: call.topic,
      password: passcodeOf(made),
      agenda: `Latchkey ${call.id}`,
      start_time: `${new Date(call.startsAt).toISOString().slice(0, 19)}Z`,
    });
    expect([
      only?.settings.waiting_room,
      host?.email === 'owner@example.org' && call.waitingRoom === 'typed',
    ]).not.toEqual([true, true]);
  }

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      await clock.advance(DAY); // the hundred changes of a day
      const [first] = steps;
      let call = aCall({
        host: aHost(first?.host ?? null),
        waitingRoom: first?.waitingRoom ?? 'off',
        startsAt: clock.now() + HOUR,
        endsAt: clock.now() + 2 * HOUR,
      });
      let made = await create(call);
      for (const { act, host, waitingRoom, trouble: met } of steps) {
        const old = passcodeOf(made);
        if (met) zoom.fail(met.call, met.fault);
        switch (act) {
          case 'move':
            call = { ...call, startsAt: call.startsAt + HOUR, endsAt: call.endsAt + HOUR };
            made = await update(made, call, false);
            break;
          case 'rotate':
            made = await update(made, call, true);
            expect(passcodeOf(made)).not.toBe(old);
            break;
          case 'transfer':
            call = { ...call, host: aHost(host) };
            made = await update(made, call, false);
            break;
          case 'rename':
            call = { ...call, topic: `${call.topic}+`, waitingRoom };
            made = await update(made, call, false);
            break;
          case 'recreate':
            await remove(made);
            call = { ...call, id: fresh<ConferenceId>() };
            made = await create(call);
            expect(passcodeOf(made)).not.toBe(old);
            break;
          case 'nothing': {
            zoom.forgive();
            const before = zoom.calls('change');
            made = await update(made, call, false);
            expect([passcodeOf(made), zoom.calls('change')]).toEqual([old, before]);
            break;
          }
        }
        zoom.forgive();
        compare(call, made);
      }
      await remove(made);
      expect(zoom.meetings()).toEqual([]);
    }),
    RUNS,
  );
}, 60_000);
