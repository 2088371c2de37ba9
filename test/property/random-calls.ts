import fc from 'fast-check';
import { expect } from 'vitest';
import { DAY, MINUTE } from '../../src/clock.ts';
import type { AccountId } from '../../src/ids.ts';
import { BUILT_IN } from '../../src/meeting/change-provider.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { openCodes } from '../../src/vault/credentials.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import type { CallName, Fault } from '../fakes/zoom/types.ts';
import { onlyOccurrence } from '../jobs/stage.ts';
import { coreBefore, PEOPLE, type Who } from './core-before.ts';
import { type Mood, type ProviderWorld, roomWorld, withMoods } from './provider-worlds.ts';

/** Longer than all tries of a change, and than what is under way at a provider may turn up late. */
const SETTLED = 13 * MINUTE;
const never = new AbortController().signal;

const trouble = fc.record({
  moods: fc.array(fc.constantFrom<Mood>('well', 'lost', 'down', 'refuses'), { maxLength: 2 }),
  wire: fc.option(
    fc.record({
      call: fc.constantFrom<CallName>('create', 'change', 'remove', 'read', 'list', 'settings', 'user'),
      fault: fc.constantFrom<Fault>({ drop: 'answer' }, { drop: 'request' }, { status: 503 }),
    }),
    { freq: 2 },
  ),
  /** Whether all is done before the next step; otherwise only what was due was tried once. */
  waits: fc.boolean(),
});

const step = fc.record({
  act: fc.constantFrom('rotate', 'rotate', 'move', 'move', 'recreate', 'transfer', 'retry', 'use-room'),
  trouble,
});

/** What is done to one meeting, which is cancelled at last. */
const sequence = fc.record({
  people: fc.shuffledSubarray([...PEOPLE], { minLength: 2, maxLength: 2 }),
  created: trouble,
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  cancelled: trouble,
});

type Trouble = typeof trouble extends fc.Arbitrary<infer One> ? One : never;

/**
 * Takes a meeting through create, rotate, move, transfer, recreate and cancel by the commands that people give, in
 * random order and with faults, and compares what the provider has itself with what the core and the slips say: one
 * call or none, and no code that is dead.
 */
export async function randomCalls(
  open: (clock: FakeClock) => Promise<ProviderWorld>,
  runs: number,
  seed: number,
): Promise<void> {
  const clock = new FakeClock();
  const [world, room] = [await open(clock), await roomWorld()];
  const moods: Mood[] = [];
  const core = await coreBefore(clock, (parts) => {
    const own = [world.name, withMoods(world.provide(parts), moods)] as const;
    return new Map(world.name === BUILT_IN ? [own] : [own, [BUILT_IN, room.provide(parts)]]);
  });
  const { chat, vault, says, presses, meetingOf } = core;
  const names = new Map<AccountId, Who>();
  for (const name of PEOPLE) names.set((await core.person(name)).id, name);

  async function settle(): Promise<void> {
    await core.pass(MINUTE);
    moods.length = 0;
    world.forgive();
    await core.pass(SETTLED);
  }

  async function met({ moods: coming, wire, waits }: Trouble, act: () => Promise<unknown>): Promise<boolean> {
    moods.push(...coming);
    if (wire) world.fail(wire.call, wire.fault);
    await act();
    if (waits) await settle();
    else await core.worker.runDue();
    return waits;
  }

  const seen = (): string => PEOPLE.flatMap((name) => core.sees(name)).join('\n');

  /** `dead`: codes and rooms that were replaced. */
  async function compare(record: MeetingRecord, dead: Set<string>): Promise<void> {
    const { meeting, conference } = record;
    const there = world.calls();
    const here = meeting.provider === world.name && conference.foreignId !== null;
    if (there) expect(there.map(({ id }) => id)).toEqual(here ? [conference.foreignId] : []);
    for (const code of dead) expect(seen()).not.toContain(code);
    if (conference.state !== 'ready' || conference.reason !== null || conference.foreignId === null) return;

    const codes = openCodes(vault, meeting, conference).map(({ secret }) => secret.open());
    const { id, startsAt } = onlyOccurrence(record);
    for (const { invitee } of record.invitations) {
      const person = invitee.kind === 'account' ? names.get(invitee.account) : undefined;
      for (const code of codes) expect(core.sees(person ?? '').join('\n')).toContain(code);
    }
    if (here && there) expect(there).toMatchObject([{ startsAt, codes: codes.slice(-1) }]);
    const guest = {
      ...{ occurrenceId: id, topic: '', account: meeting.organizer, personKey: 'person', name: 'Person' },
      ...{ host: true, organizer: null, waits: false, link: null },
    };
    const used = meeting.provider === world.name ? world : room;
    const way = await core.providers.get(meeting.provider)?.admit(conference.foreignId, guest, never);
    expect(way && (await used.opens(way, conference.foreignId))).toBe(true);
  }

  const check = fc.asyncProperty(sequence, async ({ people, created, steps, cancelled }) => {
    await clock.advance(DAY); // the hundred changes of a day
    chat.posted.length = 0;
    moods.length = 0;
    world.forgive();
    const dead = new Set<string>();
    let [who = 'olga', other = 'ada'] = people;
    if (await met(created, () => says(who, `plan Standup at tomorrow 10:00 @${other}`)))
      await compare(await meetingOf(who), dead);
    let day = 2;
    for (const { act, trouble: coming } of steps) {
      const record = await meetingOf(who);
      const { key, meetingId } = record.meeting;
      const before =
        record.conference.state === 'ready' ? openCodes(vault, record.meeting, record.conference) : [];
      const waited = await met(coming, async () => {
        switch (act) {
          case 'move':
            day += 1;
            return says(who, `move ${meetingId} to in ${day} days at 10:00`);
          case 'transfer':
            return says(who, `transfer ${meetingId} @${other}`);
          default:
            return presses(who, `${act}:${key}`);
        }
      });
      if (act === 'transfer') [who, other] = [other, who];
      const after = await meetingOf(who);
      if (act === 'rotate' || act === 'recreate')
        for (const { secret } of before.slice(-1)) dead.add(secret.open());
      if (waited) await compare(after, dead);
    }
    await met({ ...cancelled, waits: true }, async () =>
      presses(who, `cancel:${(await meetingOf(who)).meeting.key}`),
    );
    expect(world.calls() ?? []).toEqual([]);
  });
  try {
    await fc.assert(check, { numRuns: runs, seed, endOnFailure: true });
  } finally {
    await world.close();
  }
}
