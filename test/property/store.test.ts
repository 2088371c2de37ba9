import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/index.ts';
import type { Delivery, Job, NewDelivery, Settlement, Store } from '../../src/ports/store.ts';
import { databaseFile } from '../db/database-file.ts';
import { aChange, aDelivery, allOf, anAccount, aRecord, aWorkspace, NOON } from '../fakes/records.ts';

const LEASE = 1_000;

/** What may happen to three deliveries, in any order. `n` says to which of them. */
const step = fc.oneof(
  fc.record({ kind: fc.constantFrom('owe', 'redraw', 'see'), n: fc.nat(2) }),
  fc.record({ kind: fc.constant('claim'), n: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constantFrom('send', 'fail', 'refuse'), n: fc.nat(2) }),
  fc.record({ kind: fc.constant('crash'), n: fc.constant(0) }),
);

describe('the outbox', () => {
  const { directory, file } = databaseFile();
  const workspace = aWorkspace();
  const olga = anAccount();
  const record = aRecord({ meeting: { workspaceId: workspace.id, organizer: olga.id } });
  let store: Store;
  let now = NOON;
  beforeAll(async () => {
    store = await openStore(file);
    await store.commit(aChange({ workspaces: [workspace], accounts: [olga], ...allOf(record) }));
  });
  afterAll(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });

  /** A job in a worker's hands, with the delivery as the worker read it. */
  type Held = { readonly job: Job; readonly delivery: Delivery };
  async function claim(limit: number): Promise<readonly Held[]> {
    const jobs = await store.jobs.claim({ worker: 'w', now, lease: LEASE, limit, cost: () => 0 });
    const held: Held[] = [];
    for (const job of jobs) {
      const delivery = await store.deliveries.byId(job.subject as Delivery['id']);
      if (delivery !== null) held.push({ job, delivery });
    }
    return held;
  }
  function settle({ job, delivery }: Held, kind: 'send' | 'fail' | 'refuse') {
    const { id, ref, shown, state } = delivery;
    const at = now;
    const done = { kind: 'done' } as const;
    const again = { kind: 'again', runAt: now, error: 'failed', counts: true } as const;
    const unsent = ref === null ? 'due' : state;
    const settlements = {
      send: {
        outcome: done,
        delivery: { id, state: 'sent', reason: null, ref: id, shown: delivery.wanted, at },
      },
      fail: { outcome: again, delivery: { id, state: unsent, reason: null, ref, shown, at } },
      refuse:
        ref === null
          ? { outcome: done, delivery: { id, state: 'unreachable', reason: 'dm-closed', ref, shown, at } }
          : { outcome: again, delivery: null },
    } as const satisfies Record<string, Omit<Settlement, 'key' | 'lease'>>;
    return store.commit(aChange({ settle: { key: job.key, lease: job.lease, ...settlements[kind] } }));
  }

  it('ends with every message sent as it was last wanted, or known not to have arrived', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const slips: readonly NewDelivery[] = [0, 1, 2].map(() =>
          aDelivery({ workspaceId: workspace.id, meetingKey: record.meeting.key, notBefore: now }),
        );
        const owed = new Set<NewDelivery>();
        let held: Held[] = [];
        for (const { kind, n } of steps) {
          const slip = slips[n];
          const mine = held[n % Math.max(held.length, 1)];
          if (kind === 'owe' && slip !== undefined) {
            await store.commit(aChange({ deliveries: [slip] }));
            owed.add(slip);
          }
          if (kind === 'redraw' && slip !== undefined) await store.commit(aChange({ redraw: [slip.key] }));
          if (kind === 'see' && slip !== undefined) await store.commit(aChange({ shown: [slip.key] }));
          if (kind === 'claim') held.push(...(await claim(n)));
          if ((kind === 'send' || kind === 'fail' || kind === 'refuse') && mine !== undefined) {
            expect(await settle(mine, kind)).toBe('done');
            held = held.filter((one) => one !== mine);
          }
          if (kind === 'crash') {
            held = [];
            now += LEASE;
          }
        }
        now += LEASE;
        for (let jobs = await claim(10); jobs.length > 0; jobs = await claim(10)) {
          for (const job of jobs) await settle(job, 'send');
        }
        expect(await store.jobs.nextAt()).toBeNull();
        for (const slip of owed) {
          const delivery = await store.deliveries.byId(slip.id);
          expect(['sent', 'unreachable', 'shown']).toContain(delivery?.state);
          if (delivery?.state === 'sent') expect(delivery.shown).toBe(delivery.wanted);
          else expect(delivery?.ref).toBeNull();
        }
      }),
      { numRuns: 1_000, seed: 7 },
    );
  });
});
