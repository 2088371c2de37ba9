import { beforeEach, describe, expect, it } from 'vitest';
import { deliveryKey } from '../../../src/meeting/delivery-key.ts';
import type { NewDelivery } from '../../../src/ports/store/deliveries.ts';
import type { Job, Settlement } from '../../../src/ports/store/jobs.ts';
import type { Change } from '../../../src/ports/store.ts';
import { aChange, aDelivery, allOf, anAccount, aRecord, aWorkspace, NOON } from '../../fakes/records.ts';
import type { StoreWorld } from '../store.ts';

export function deliveriesContract(world: () => StoreWorld): void {
  describe('deliveries', () => {
    const commit = (change: Partial<Change>) => world().store.commit(aChange(change));
    const workspace = aWorkspace();
    const olga = anAccount();
    const record = aRecord({ meeting: { workspaceId: workspace.id, organizer: olga.id } });
    const { key: meetingKey } = record.meeting;
    const slipOf = (given: Partial<NewDelivery> = {}) =>
      aDelivery({
        workspaceId: workspace.id,
        meetingKey,
        invitationId: record.invitations.map(({ id }) => id).at(0) ?? null,
        ...given,
      });
    const claim = (now = NOON) =>
      world().store.jobs.claim({
        worker: 'w',
        now,
        lease: 1_000,
        limit: 10,
        cost: () => ({ each: 0, credit: 0 }),
      });
    const one = async (now = NOON): Promise<Job> => {
      const [job] = await claim(now);
      if (job === undefined) throw new Error('nothing was due');
      return job;
    };
    const stateOf = async (delivery: NewDelivery) => world().store.deliveries.byId(delivery.id);
    const settle = (
      job: Job,
      delivery: Partial<NonNullable<Settlement['delivery']>>,
      outcome: Settlement['outcome'] = { kind: 'done' },
    ): Promise<string> =>
      commit({
        settle: {
          key: job.key,
          lease: job.lease,
          outcome,
          delivery: {
            id: job.subject as NewDelivery['id'],
            state: 'sent',
            reason: null,
            ref: 'm1',
            shown: 1,
            at: NOON + 5,
            ...delivery,
          },
        },
      });

    beforeEach(async () => {
      await commit({ workspaces: [workspace], accounts: [olga], ...allOf(record) });
    });

    it('are owed once per key, each with a job that draws on place, workspace and platform', async () => {
      const slip = slipOf();
      const again = slipOf({ key: slip.key });
      await commit({ deliveries: [slip] });
      await commit({ deliveries: [again] });
      expect(await stateOf(slip)).toEqual({
        ...slip,
        state: 'due',
        reason: null,
        ref: null,
        wanted: 1,
        shown: 0,
        sentAt: null,
        changedAt: NOON,
      });
      expect(await stateOf(again)).toBeNull();
      expect(await world().store.deliveries.byKey(slip.key)).toEqual(await stateOf(slip));
      const jobs = await claim();
      expect(jobs).toHaveLength(1);
      expect(jobs[0]).toMatchObject({ key: `deliver:${slip.id}`, kind: 'deliver', subject: slip.id });
      expect(jobs[0]?.buckets.map((bucket) => bucket.split(':')[0])).toEqual([
        'place',
        'workspace',
        'platform',
      ]);
    });

    it('go to a conversation too', async () => {
      const card = slipOf({ content: 'card', to: { kind: 'conversation', conversation: olga.foreignId } });
      await commit({ deliveries: [card] });
      expect((await stateOf(card))?.to).toEqual(card.to);
    });

    it('wait for their time', async () => {
      await commit({ deliveries: [slipOf({ notBefore: NOON + 500 })] });
      expect(await claim(NOON + 499)).toEqual([]);
      expect(await claim(NOON + 500)).toHaveLength(1);
    });

    it('are sending while a worker has them, and sent when it says so', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      const job = await one();
      expect((await stateOf(slip))?.state).toBe('sending');
      expect(await settle(job, {})).toBe('done');
      expect(await stateOf(slip)).toMatchObject({ state: 'sent', ref: 'm1', shown: 1, sentAt: NOON + 5 });
      expect(await world().store.jobs.nextAt()).toBeNull();
    });

    it('that stand already are sent by nobody, and are edited with the slip that they copy', async () => {
      const [slip, other] = [slipOf(), slipOf()];
      const copyOf = (key: string, ref: string) => ({
        delivery: slipOf({ content: 'copy', key: deliveryKey.copy(key, ref) }),
        ref,
      });
      const copies = ['m7', 'm8'].map((ref) => copyOf(slip.key, ref));
      const [copy] = copies;
      if (copy === undefined) throw new Error('there is a copy');
      await commit({ deliveries: [slip, other], standing: [...copies, copyOf(other.key, 'm9')] });
      await commit({ standing: [{ ...copy, delivery: { ...copy.delivery, id: slipOf().id } }] });
      expect(await stateOf(copy.delivery)).toMatchObject({
        state: 'sent',
        ref: 'm7',
        shown: 1,
        sentAt: NOON,
      });
      expect(await claim()).toHaveLength(2);
      // The slip itself was not sent yet: it will be what it is then.
      await commit({ redraw: [slip.key] });
      const edits = await claim();
      expect(edits.map(({ subject }) => subject).sort()).toEqual(
        copies.map(({ delivery }) => delivery.id).sort(),
      );
      for (const edit of edits) await settle(edit, { ref: copy.ref, shown: 2 });
      expect((await world().store.meetings.byKey(meetingKey))?.slips).toHaveLength(2);
    });

    it('are edited once, however often a redraw was asked for', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      await settle(await one(), {});
      await commit({ redraw: [slip.key] });
      await commit({ redraw: [slip.key, 'no-such-key'] });
      expect(await stateOf(slip)).toMatchObject({ state: 'sent', wanted: 3, shown: 1 });
      const edits = await claim();
      expect(edits).toHaveLength(1);
      expect((await stateOf(slip))?.state).toBe('sent');
      for (const edit of edits) await settle(edit, { shown: 3, at: NOON + 9 });
      expect(await stateOf(slip)).toMatchObject({ shown: 3, sentAt: NOON + 5, changedAt: NOON + 9 });
      expect(await claim()).toEqual([]);
    });

    it('run again when a redraw was asked for while they were being sent', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      const job = await one();
      await commit({ redraw: [slip.key] });
      await settle(job, { shown: 1 });
      expect(await stateOf(slip)).toMatchObject({ wanted: 2, shown: 1 });
      await settle(await one(), { shown: 2 });
      expect(await claim()).toEqual([]);
    });

    it('run again then, too, when their owner has seen the code in an answer meanwhile', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      const job = await one();
      await commit({ shown: [slip.key] });
      await commit({ redraw: [slip.key] });
      await settle(job, { shown: 1 });
      expect(await stateOf(slip)).toMatchObject({ state: 'sent', wanted: 2, shown: 1 });
      expect(await claim()).toHaveLength(1);
    });

    it('that were only ever seen in an answer have nothing to edit', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      await settle(await one(), { state: 'unreachable', ref: null, shown: 0 });
      await commit({ shown: [slip.key] });
      await commit({ redraw: [slip.key] });
      expect(await claim()).toEqual([]);
    });

    it.each(['due', 'unreachable', 'dead'] as const)('have no edit when they are %s', async (state) => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      if (state !== 'due') await settle(await one(), { state, ref: null, shown: 0, reason: 'dm-closed' });
      await commit({ redraw: [slip.key] });
      expect(await stateOf(slip)).toMatchObject({ state, wanted: 1 });
      expect(await claim()).toHaveLength(state === 'due' ? 1 : 0);
    });

    it('are owed again at once when their reader can be reached', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      await settle(await one(), { state: 'unreachable', ref: null, shown: 0, reason: 'blocked' });
      expect(await claim()).toEqual([]);
      await commit({ resend: [slip.key, 'no-such-key'] });
      expect(await stateOf(slip)).toMatchObject({ state: 'due', reason: null });
      await settle(await one(), {});
      expect((await stateOf(slip))?.state).toBe('sent');
      await commit({ resend: [slip.key] });
      expect(await claim()).toEqual([]);
    });

    it('do not wait for their next try any more, and stay doubtful', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      const again = { kind: 'again', runAt: NOON + 9_000, error: 'x', counts: true } as const;
      await settle(await one(), { state: 'due', ref: null, shown: 0, reason: 'connection-lost' }, again);
      expect(await claim()).toEqual([]);
      await commit({ resend: [slip.key] });
      expect(await stateOf(slip)).toMatchObject({ state: 'due', reason: 'connection-lost' });
      expect(await claim()).toHaveLength(1);
    });

    it.each(['dead', 'void', 'shown'] as const)('are not owed again when they are %s', async (state) => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      await settle(await one(), { state, ref: null, shown: 0 });
      await commit({ resend: [slip.key] });
      expect(await stateOf(slip)).toMatchObject({ state });
      expect(await claim()).toEqual([]);
    });

    it('stay with whoever has seen the code in an answer, whatever becomes of the message', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip] });
      const job = await one();
      await commit({ shown: [slip.key] });
      await settle(job, { state: 'unreachable', ref: null, shown: 0, reason: 'dm-closed' });
      expect(await stateOf(slip)).toMatchObject({ state: 'shown', reason: 'dm-closed' });
    });

    it('are sent for good: having seen it takes nothing back', async () => {
      const slip = slipOf();
      await commit({ deliveries: [slip], shown: [slip.key] });
      expect((await stateOf(slip))?.state).toBe('shown');
      await settle(await one(), {});
      await commit({ shown: [slip.key] });
      expect((await stateOf(slip))?.state).toBe('sent');
    });

    it('of slips stand in the meeting’s record, newest last', async () => {
      const first = slipOf();
      const second = slipOf({ revision: 2 });
      await commit({
        deliveries: [first, slipOf({ content: 'report', to: { kind: 'account', account: olga.id } })],
      });
      await settle(await one(), { state: 'unreachable', ref: null, shown: 0, reason: 'blocked' });
      await commit({ deliveries: [second] });
      const slips = (await world().store.meetings.byKey(meetingKey))?.slips;
      expect(slips).toEqual([
        {
          invitationId: first.invitationId,
          revision: 1,
          link: 1,
          state: 'unreachable',
          reason: 'blocked',
          at: NOON + 5,
        },
        { invitationId: first.invitationId, revision: 2, link: 1, state: 'due', reason: null, at: NOON },
      ]);
    });
  });
}
