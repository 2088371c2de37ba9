import { describe, expect, it } from 'vitest';
import { type AccountId, fresh, type OccurrenceId } from '../../../src/ids.ts';
import type { Account } from '../../../src/meeting/account.ts';
import type { Occurrence } from '../../../src/meeting/meeting.ts';
import type { Presence } from '../../../src/ports/store/presence.ts';
import { aChange, allOf, anAccount, aRecord, aWorkspace, NOON } from '../../fakes/records.ts';
import type { StoreWorld } from '../store.ts';

const LEASE = 45_000;

export function presenceContract(world: () => StoreWorld): void {
  describe('presence', () => {
    const call = fresh<OccurrenceId>();
    const person = (personKey: string, given: Partial<Presence> = {}): Presence => ({
      occurrenceId: call,
      personKey,
      account: null,
      name: personKey,
      host: false,
      state: 'inside',
      enteredAt: NOON,
      leaseUntil: NOON + LEASE,
      ...given,
    });
    const rows = () => world().store.presence;
    const inside = async (now = NOON) => (await rows().of(call, now)).map(({ personKey }) => personKey);

    it('shows who is in, first come first', async () => {
      const ivan = person('ivan', { enteredAt: NOON + 1, account: fresh(), host: true });
      await rows().enter(ivan, null, NOON);
      await rows().enter(person('olga'), null, NOON);
      await rows().enter(person('elsewhere', { occurrenceId: fresh() }), null, NOON);
      expect(await inside()).toEqual(['olga', 'ivan']);
      expect((await rows().of(call, NOON))[1]).toEqual({ ...ivan, admittedAt: NOON });
    });

    it('keeps to the seats, which waiting takes none of', async () => {
      expect(await rows().enter(person('a'), 2, NOON)).toBe('in');
      expect(await rows().enter(person('waits', { state: 'waiting' }), 2, NOON)).toBe('in');
      expect(await rows().enter(person('b'), 2, NOON)).toBe('in');
      expect(await rows().enter(person('c'), 2, NOON)).toBe('full');
      expect(await rows().enter(person('a', { leaseUntil: NOON + 2 * LEASE }), 2, NOON)).toBe('in');
      await rows().leave(call, 'b', NOON);
      expect(await rows().enter(person('c'), 2, NOON)).toBe('in');
    });

    it('gives a seat to one of two who race for it', async () => {
      const other = await world().again();
      const answers = await Promise.all([
        rows().enter(person('a'), 1, NOON),
        other.presence.enter(person('b'), 1, NOON),
      ]);
      expect(answers.toSorted()).toEqual(['full', 'in']);
      await other.close();
    });

    it('renews, and keeps when they came', async () => {
      await rows().enter(person('a'), null, NOON);
      await rows().enter(person('a', { enteredAt: NOON + 9, leaseUntil: NOON + LEASE + 9 }), null, NOON + 9);
      expect((await rows().of(call, NOON + LEASE))[0]?.enteredAt).toBe(NOON);
      expect(await rows().renew(call, 'a', NOON + 2 * LEASE, NOON + LEASE)).toBe(true);
      expect(await inside(NOON + 2 * LEASE - 1)).toEqual(['a']);
      expect(await rows().renew(call, 'nobody', NOON + LEASE, NOON)).toBe(false);
    });

    it('lets in those who wait, while there is a seat', async () => {
      await rows().enter(person('a'), 1, NOON);
      await rows().enter(person('b', { state: 'waiting' }), 1, NOON);
      expect(await rows().letIn(call, 'b', 1, NOON)).toBe('full');
      expect(await rows().letIn(call, 'nobody', 1, NOON)).toBe('absent');
      await rows().leave(call, 'a', NOON);
      expect(await rows().letIn(call, 'b', 1, NOON)).toBe('in');
      expect(await rows().letIn(call, 'b', 1, NOON)).toBe('in');
      expect((await rows().of(call, NOON))[0]?.state).toBe('inside');
    });

    it('leaves whoever was let in inside when they come again', async () => {
      await rows().enter(person('a', { state: 'waiting' }), null, NOON);
      await rows().letIn(call, 'a', null, NOON);
      await rows().enter(person('a', { state: 'waiting' }), null, NOON);
      expect((await rows().of(call, NOON))[0]?.state).toBe('inside');
    });

    it('makes whoever was gone wait again', async () => {
      await rows().enter(person('a'), null, NOON);
      const later = NOON + LEASE;
      await rows().enter(person('a', { state: 'waiting', leaseUntil: later + LEASE }), null, later);
      expect((await rows().of(call, later))[0]?.state).toBe('waiting');
    });

    it('frees the seat of a lease that ran out, and its holder cannot renew it', async () => {
      await rows().enter(person('a'), 1, NOON);
      const later = NOON + LEASE;
      expect(await inside(later)).toEqual([]);
      expect(await rows().enter(person('b', { leaseUntil: later + LEASE }), 1, later)).toBe('in');
      expect(await rows().renew(call, 'a', later + LEASE, later)).toBe(false);
    });

    it('says which calls became empty when leases ran out', async () => {
      const other = fresh<OccurrenceId>();
      await rows().enter(person('a'), null, NOON);
      await rows().enter(person('b'), null, NOON);
      await rows().enter(person('waits', { state: 'waiting', leaseUntil: NOON + 9 * LEASE }), null, NOON);
      await rows().enter(person('c', { occurrenceId: other }), null, NOON);
      await rows().enter(person('d', { occurrenceId: other, leaseUntil: NOON + 9 * LEASE }), null, NOON);
      expect(await rows().expire(NOON + LEASE - 1)).toEqual([]);
      expect(await rows().expire(NOON + LEASE)).toEqual([call]);
      expect(await rows().expire(NOON + LEASE)).toEqual([]);
    });

    it('keeps out whoever was removed, until they are admitted anew', async () => {
      await rows().enter(person('a'), 1, NOON);
      await rows().remove(call, 'a', NOON + 5, NOON + 9 * LEASE);
      expect(await inside(NOON + 5)).toEqual([]);
      expect(await rows().renew(call, 'a', NOON + LEASE, NOON + 5)).toBe(false);
      expect(await rows().letIn(call, 'a', null, NOON + 5)).toBe('absent');
      await rows().leave(call, 'a', NOON);
      expect(await rows().enter(person('a'), 1, NOON + 6, NOON + 5)).toBe('removed');
      expect(await rows().enter(person('b'), 1, NOON + 6)).toBe('in');
      expect(await rows().enter(person('a'), 1, NOON + 7, NOON + 6)).toBe('full');
      await rows().leave(call, 'b', NOON);
      expect(await rows().enter(person('a', { enteredAt: NOON + 8 }), 1, NOON + 8, NOON + 6)).toBe('in');
      expect((await rows().of(call, NOON + 8))[0]?.enteredAt).toBe(NOON + 8);
      expect(await rows().enter(person('a'), 1, NOON + 9, NOON)).toBe('in');
    });

    it('removes nobody who is not there, and forgets a removal in the end', async () => {
      await rows().remove(call, 'a', NOON, NOON + LEASE);
      expect(await rows().enter(person('a'), null, NOON, NOON)).toBe('in');
      await rows().remove(call, 'a', NOON, NOON + LEASE);
      expect(await rows().expire(NOON + LEASE)).toEqual([]);
      expect(await rows().enter(person('a'), null, NOON + LEASE, NOON)).toBe('in');
    });

    describe('of somebody who is there by another way in', () => {
      const from = (admittedAt: number, move?: boolean) =>
        rows().enter(person('a', { leaseUntil: NOON + 2 * LEASE }), 1, NOON + 1, admittedAt, move);
      const holder = async () => (await rows().of(call, NOON + 1)).map(({ admittedAt }) => admittedAt);

      it('asks, and moves when told to', async () => {
        expect(await from(NOON - 9, false)).toBe('in');
        expect(await from(NOON - 9, false)).toBe('in');
        expect(await from(NOON - 9, true)).toBe('in');
        expect(await from(NOON - 5, false)).toBe('elsewhere');
        expect(await holder()).toEqual([NOON - 9]);
        expect(await from(NOON - 5, true)).toBe('moved');
        expect(await holder()).toEqual([NOON - 5]);
        expect(await from(NOON - 9, false)).toBe('elsewhere');
      });

      it('does not ask who does not say', async () => {
        await from(NOON - 9, false);
        expect(await from(NOON - 5)).toBe('in');
      });

      it('does not ask about a lease that ran out', async () => {
        await rows().enter(person('a', { leaseUntil: NOON + 1 }), 1, NOON, NOON - 9, false);
        expect(await from(NOON - 5, false)).toBe('in');
      });
    });

    describe('remembers', () => {
      const stays = async () =>
        (await rows().stays(call)).map(({ personKey, from, until }) => [
          personKey,
          from - NOON,
          until - NOON,
        ]);
      const mia = fresh<AccountId>();

      it('who was inside, from when until they left or were removed', async () => {
        await rows().enter(person('mia', { account: mia, name: 'Mia' }), null, NOON);
        await rows().enter(person('a', { enteredAt: NOON + 1 }), null, NOON + 1);
        await rows().enter(person('elsewhere', { occurrenceId: fresh() }), null, NOON);
        await rows().leave(call, 'mia', NOON + 20);
        await rows().remove(call, 'a', NOON + 30, NOON + LEASE);
        expect(await stays()).toEqual([
          ['mia', 0, 20],
          ['a', 1, 30],
        ]);
        expect((await rows().stays(call))[0]).toMatchObject({
          account: mia,
          name: 'Mia',
          occurrenceId: call,
        });
      });

      it('that somebody was there until their last renewal, whatever happens then', async () => {
        await rows().enter(person('a'), null, NOON);
        await rows().renew(call, 'a', NOON + 15 + LEASE, NOON + 15);
        await rows().expire(NOON + 15 + LEASE);
        await rows().leave(call, 'a', NOON + 15 + LEASE);
        expect(await stays()).toEqual([['a', 0, 15]]);
      });

      it('a reload as one stay, and a return as another', async () => {
        await rows().enter(person('a'), null, NOON);
        await rows().enter(person('a'), null, NOON + 10);
        await rows().leave(call, 'a', NOON + 20);
        await rows().leave(call, 'a', NOON + 25);
        await rows().enter(
          person('a', { enteredAt: NOON + 30, leaseUntil: NOON + 30 + LEASE }),
          null,
          NOON + 30,
        );
        await rows().renew(call, 'a', NOON + 2 * LEASE, NOON + 40);
        expect(await stays()).toEqual([
          ['a', 0, 20],
          ['a', 30, 40],
        ]);
      });

      it('nothing of waiting', async () => {
        await rows().enter(person('a', { state: 'waiting' }), null, NOON);
        await rows().renew(call, 'a', NOON + LEASE + 5, NOON + 5);
        expect(await stays()).toEqual([]);
        await rows().letIn(call, 'a', null, NOON + 10);
        await rows().letIn(call, 'a', null, NOON + 12);
        await rows().leave(call, 'a', NOON + 20);
        expect(await stays()).toEqual([['a', 10, 20]]);
      });

      it('the last calls of an organizer that are over and in which somebody was', async () => {
        const olga = anAccount();
        const ivan = anAccount();
        const held = (organizer: Account, occurrence: Partial<Occurrence>) =>
          aRecord({ meeting: { workspaceId: workspace.id, organizer: organizer.id }, occurrence });
        const workspace = aWorkspace();
        const first = held(olga, { state: 'ended', endedAt: NOON + 1 });
        const last = held(olga, { state: 'cancelled', endedAt: NOON + 2 });
        const others = [
          held(olga, { state: 'live' }),
          held(olga, { state: 'ended', endedAt: NOON + 3 }),
          held(ivan, { state: 'ended', endedAt: NOON + 4 }),
        ];
        for (const record of [first, last, ...others]) {
          const accounts = [olga, ivan];
          await world().store.commit(aChange({ workspaces: [workspace], accounts, ...allOf(record) }));
        }
        const [live, , ivans] = others;
        for (const record of [first, last, live, ivans]) {
          const { id = call } = record?.occurrences[0] ?? {};
          await rows().enter(person('a', { occurrenceId: id }), null, NOON);
        }
        const ids = [last, first].flatMap(({ occurrences }) => occurrences.map(({ id }) => id));
        expect(await rows().lastCalls(olga.id, 5)).toEqual(ids);
        expect(await rows().lastCalls(olga.id, 1)).toEqual(ids.slice(0, 1));
      });
    });
  });
}
