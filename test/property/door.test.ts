import { expect, test } from 'vitest';
import { DAY } from '../../src/clock.ts';
import { createDoor, type Verdict } from '../../src/door/door.ts';
import { makePasscode } from '../../src/meeting/passcode.ts';
import { aDoor, code, silent } from '../door/a-door.ts';
import { aHost } from '../fakes/a-host.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

/** SECURITY.md §6; `npm run soak` asks for more. */
const GUESSES = Number(process.env['DOOR_GUESSES'] ?? 50_000);
const ADDRESSES = 10_000;
/** Milliseconds. Each guess is a transaction of its own, and disks differ. */
const PATIENCE = Number(process.env['SOAK_PATIENCE'] ?? 600_000);
/** The hard cap of one meeting in a day (SECURITY.md §1). */
const MOST_COMPARED = 100;

test(
  'guessing one meeting from 10,000 addresses for a day compares 100 passcodes and opens nothing',
  async () => {
    const { store, vault, meeting, link } = await aDoor();
    const random = seededRandom(SEED);
    let now = MORNING;
    const outcomes = { right: 0, wrong: 0, replaced: 0, shut: 0, throttled: 0 };
    const door = createDoor({
      clock: { now: () => now, sleep: async () => {} },
      log: silent,
      vault,
      store: {
        ...store,
        door: {
          ...store.door,
          async attempt(attempt) {
            const result = await store.door.attempt(attempt);
            outcomes[result.kind] += 1;
            return result;
          },
        },
      },
      providers: new Map(),
      hostOf: async () => aHost(),
      isMember: async () => true,
      sharedNetworks: [],
      committed: () => {},
    });

    /** Four in each of 2,500 networks, so that a network's own limit is not what stops them. */
    const address = (n: number) => `20.${n % 50}.${Math.floor(n / 50) % 50}.${1 + Math.floor(n / 2_500)}`;
    const verdicts: Record<Verdict['kind'], number> = {
      right: 0,
      invalid: 0,
      throttled: 0,
      'not-open': 0,
      ended: 0,
      full: 0,
    };
    for (let guess = 0; guess < GUESSES; guess += 1) {
      now = MORNING + Math.floor((guess * DAY) / GUESSES);
      const [high = 0, low = 0] = random(2);
      const caller = { kind: 'address', address: address((high * 256 + low) % ADDRESSES) } as const;
      const verdict = await door.verify(caller, code(meeting.meetingId, makePasscode(random).open()));
      verdicts[verdict.kind] += 1;
      if (guess % 1_000 === 0) expect((await door.verify(caller, link('ivan'))).kind).toBe('right');
    }

    expect(verdicts.right).toBe(0);
    expect(verdicts.invalid + verdicts.throttled).toBe(GUESSES);
    expect(outcomes.right).toBe(0);
    expect(outcomes.wrong).toBeGreaterThan(0);
    expect(outcomes.wrong + outcomes.replaced).toBeLessThanOrEqual(MOST_COMPARED);
    const told = await store.deliveries.byKey(`guarded:${meeting.key}:2026-11-24`);
    expect(told?.content).toBe('guarded');
    const compared = outcomes.wrong + outcomes.replaced;
    tellFigure(`${GUESSES} guesses on one meeting: ${compared} compared, ${outcomes.right} in`, SEED);
  },
  PATIENCE,
);
