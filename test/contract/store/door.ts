import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/clock.ts';
import type { Attempt, AttemptResult } from '../../../src/ports/store/door.ts';
import {
  aChange,
  allOf,
  anAccount,
  aRecord,
  aWorkspace,
  check,
  NOON,
  nextNumber,
} from '../../fakes/records.ts';
import type { StoreWorld } from '../store.ts';

/** SECURITY.md §1, row by row. */
export function doorContract(world: () => StoreWorld): void {
  describe('door', () => {
    const workspace = aWorkspace();
    const olga = anAccount();
    const RIGHT = check('right');
    const WRONG = check('wrong');
    const REPLACED = check('replaced');
    const record = aRecord({
      meeting: { workspaceId: workspace.id, organizer: olga.id, check: RIGHT, replacedCheck: REPLACED },
    });
    const { key, meetingId } = record.meeting;
    const save = (meeting = record.meeting) =>
      world().store.commit(
        aChange({ workspaces: [workspace], accounts: [olga], ...allOf({ ...record, meeting }) }),
      );
    beforeEach(() => save());

    const attempt = (given: Partial<Attempt> = {}): Promise<AttemptResult> =>
      world().store.door.attempt({
        at: NOON,
        client: 'ip:192.0.2.1',
        network: 'net:192.0.2.0/24',
        typedId: meetingId,
        checks: [check('right', 'k0'), WRONG],
        shared: false,
        ...given,
      });
    const right = (given: Partial<Attempt> = {}) =>
      attempt({ checks: [check('right', 'k0'), RIGHT], ...given });
    const kind = async (result: Promise<AttemptResult>) => (await result).kind;
    /** The `n`th of many clients, each in a network of its own. */
    const stranger = (n: number) => ({ client: `ip:n${n}`, network: `net:n${n}` });
    /** Wrong tries by as many strangers. */
    const crowd = async (size: number, at = NOON, first = 0) => {
      const results: AttemptResult[] = [];
      for (let n = first; n < first + size; n += 1) results.push(await attempt({ at, ...stranger(n) }));
      return results;
    };

    it('lets the right passcode in and says which meeting it is', async () => {
      expect(await right()).toEqual({ kind: 'right', meeting: key });
      expect(await attempt()).toEqual({ kind: 'wrong', tripped: null });
    });

    it('answers wrong to a number that does not exist and counts it the same', async () => {
      const typedId = nextNumber();
      for (let n = 0; n < 5; n += 1)
        expect(await right({ typedId })).toEqual({ kind: 'wrong', tripped: null });
      expect(await right({ typedId })).toEqual({ kind: 'shut', flooded: false });
    });

    it('never opens a cancelled meeting', async () => {
      await save({ ...record.meeting, state: 'cancelled', replacedCheck: RIGHT });
      expect(await right()).toEqual({ kind: 'wrong', tripped: null });
    });

    it('gives the count back to whoever typed the passcode before the last rotation', async () => {
      for (let n = 0; n < 40; n += 1)
        expect(await attempt({ checks: [REPLACED] })).toEqual({ kind: 'replaced' });
      expect(await kind(right())).toBe('right');
    });

    it('knows a personal room by the number that it has now', async () => {
      const renumbered = { ...record.meeting, meetingId: nextNumber() };
      await save(renumbered);
      expect(await kind(right())).toBe('wrong');
      expect(await kind(right({ typedId: renumbered.meetingId }))).toBe('right');
    });

    it('gives a client five tries at a meeting, then makes it wait, twice as long each time', async () => {
      for (let n = 0; n < 5; n += 1) expect(await kind(attempt())).toBe('wrong');
      let at = NOON;
      for (const wait of [30, 60, 120, 240, 480].map((seconds) => seconds * SECOND)) {
        expect(await kind(right({ at: at + wait - 1 }))).toBe('shut');
        at += wait;
        expect(await kind(attempt({ at }))).toBe('wrong');
      }
    });

    it('blocks a client from a meeting for a day after the tenth failure within a day', async () => {
      const times = Array.from({ length: 10 }, (_, n) => NOON + n * HOUR);
      for (const at of times) expect(await kind(attempt({ at }))).toBe('wrong');
      const last = NOON + 9 * HOUR;
      expect(await kind(right({ at: last + DAY - 1 }))).toBe('shut');
      expect(await kind(right({ at: last + DAY - 1, ...stranger(1) }))).toBe('right');
      expect(await kind(right({ at: last + DAY }))).toBe('right');
    });

    it('forgives a client its own failures at a meeting when it is right, and nobody else theirs', async () => {
      for (let n = 0; n < 4; n += 1) await attempt();
      for (let n = 0; n < 5; n += 1) await attempt(stranger(1));
      expect(await kind(right())).toBe('right');
      for (let n = 0; n < 5; n += 1) expect(await kind(attempt())).toBe('wrong');
      expect(await kind(attempt())).toBe('shut');
      expect(await kind(right(stranger(1)))).toBe('shut');
    });

    it('throttles a client after twenty failures within an hour, wherever they were', async () => {
      for (let n = 0; n < 20; n += 1) {
        expect(await kind(attempt({ at: NOON + n, typedId: nextNumber() }))).toBe('wrong');
      }
      expect(await right({ at: NOON + 20 })).toEqual({ kind: 'throttled', retryAfter: HOUR - 20 });
      expect(await kind(right({ at: NOON + HOUR - 1 }))).toBe('throttled');
      expect(await kind(right({ at: NOON + HOUR }))).toBe('right');
    });

    it('counts refusals by another limit against the caller, who could not be throttled otherwise', async () => {
      for (let n = 0; n < 5; n += 1) await attempt();
      for (let n = 0; n < 15; n += 1) expect(await kind(attempt())).toBe('shut');
      expect(await kind(attempt())).toBe('throttled');
    });

    it('gives a shared address ten times as many tries', async () => {
      const office = { shared: true, network: null };
      for (let n = 0; n < 200; n += 1) {
        expect(await kind(attempt({ ...office, typedId: nextNumber() }))).toBe('wrong');
      }
      expect(await kind(attempt(office))).toBe('throttled');
    });

    it('throttles a network after a hundred failures within an hour', async () => {
      const network = 'net:203.0.113.0/24';
      for (let n = 0; n < 100; n += 1) {
        await attempt({ at: NOON + n, client: `ip:${n}`, network, typedId: nextNumber() });
      }
      expect(await right({ at: NOON + 100, client: 'ip:new', network })).toEqual({
        kind: 'throttled',
        retryAfter: HOUR - 100,
      });
      expect(await kind(right({ at: NOON + 100, client: 'ip:new' }))).toBe('right');
      expect(await kind(right({ at: NOON + HOUR, client: 'ip:new', network }))).toBe('right');
    });

    it('never throttles chat by network', async () => {
      for (let n = 0; n < 150; n += 1) {
        await attempt({ client: `chat:${n}`, network: null, typedId: nextNumber() });
      }
      expect(await kind(right({ client: 'chat:ivan', network: null }))).toBe('right');
    });

    it("shuts a meeting's passcode door after twenty failures in ten minutes, and says so once", async () => {
      const results = await crowd(22);
      expect(results.slice(0, 19)).toEqual(
        Array.from({ length: 19 }, () => ({ kind: 'wrong', tripped: null })),
      );
      expect(results.slice(19)).toEqual([
        { kind: 'wrong', tripped: key },
        { kind: 'shut', flooded: false },
        { kind: 'shut', flooded: false },
      ]);
      expect(await kind(right({ at: NOON + 10 * MINUTE - 1, client: 'chat:ivan', network: null }))).toBe(
        'shut',
      );
      expect(await kind(right({ at: NOON + 10 * MINUTE }))).toBe('right');
    });

    it('shuts the door of a meeting that does not exist without telling anybody', async () => {
      const typedId = nextNumber();
      for (let n = 0; n < 20; n += 1) {
        expect(await attempt({ typedId, ...stranger(n) })).toEqual({ kind: 'wrong', tripped: null });
      }
      expect(await kind(attempt({ typedId, ...stranger(20) }))).toBe('shut');
    });

    it('compares at most a hundred wrong passcodes per meeting within a day', async () => {
      let compared = 0;
      for (let minute = 0; minute < 24 * 60; minute += 11) {
        const results = await crowd(3, NOON + minute * MINUTE, minute * 3);
        compared += results.filter((result) => result.kind === 'wrong').length;
      }
      expect(compared).toBe(100);
      expect(await kind(right({ at: NOON + DAY - 1 }))).toBe('shut');
      expect(await kind(right({ at: NOON + DAY + 11 * MINUTE }))).toBe('right');
    });

    it('shuts all anonymous doors after ten thousand failures within an hour, and chat stays open', async () => {
      for (let n = 0; n < 10_000; n += 1) await attempt({ ...stranger(n), typedId: String(n % 1_000) });
      expect(await right({ ...stranger(-1) })).toEqual({ kind: 'shut', flooded: true });
      expect(await kind(right({ client: 'chat:ivan', network: null }))).toBe('right');
      expect(await kind(right({ ...stranger(-1), at: NOON + HOUR }))).toBe('right');
    }, 120_000);

    it('compares exactly the limit when guesses race', async () => {
      const stores = [world().store, await world().again()];
      const results = await Promise.all(
        Array.from({ length: 200 }, (_, n) =>
          stores[n % 2]?.door.attempt({
            at: NOON,
            ...stranger(n),
            typedId: meetingId,
            checks: [WRONG],
            shared: false,
          }),
        ),
      );
      expect(results.filter((result) => result?.kind === 'wrong')).toHaveLength(20);
      await stores[1]?.close();
    });

    it('forgets what no limit counts any more, and nothing else', async () => {
      const { door } = world().store;
      const times = Array.from({ length: 10 }, (_, n) => NOON + n * HOUR);
      for (const at of times) await attempt({ at });
      const lastOfBlock = NOON + 9 * HOUR + DAY - 1;
      await door.sweep(lastOfBlock);
      expect(await kind(right({ at: lastOfBlock }))).toBe('shut');
      await door.sweep(NOON + 3 * DAY);
      // Asked as of then: had anything been kept, it would be shut.
      expect(await kind(right({ at: lastOfBlock }))).toBe('right');
    });
  });
}
