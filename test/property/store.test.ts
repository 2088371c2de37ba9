import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../db/index.ts';
import type { Delivery, NewDelivery } from '../../src/ports/store/deliveries.ts';
import type { Job, Settlement } from '../../src/ports/store/jobs.ts';
import type { Store } from '../../src/ports/store.ts';
import { databaseFile } from '../db/database-file.ts';
import { aChange, aDelivery, allOf, anAccount, aRecord, aWorkspace, NOON } from '../fakes/records.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

const LEASE = 1_000;
/** SECURITY.md §6; `npm run soak` asks for more. */
const SEQUENCES = Number(process.env['MODEL_SEQUENCES'] ?? 1_000);
/** Milliseconds. Each step is a transaction. */
const PATIENCE = Number(process.env['SOAK_PATIENCE'] ?? 600_000);

/** What may happen to two messages, in any order. `n` says to which of them. */
const step = fc.record({
  kind: fc.constantFrom(
    'redraw',
    'redraw',
    'see',
    'claim',
    'claim',
    'send',
    'send',
    'fail',
    'refuse',
    'crash',
  ),
  n: fc.nat(1),
});

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

  /** How often the content of a message has changed, and which of these contents its reader has before them. */
  type Message = { readonly slip: NewDelivery; content: number; read: number };
  /** A job in a worker's hands, with the delivery and the content as the worker found them. */
  type Held = {
    readonly job: Job;
    readonly delivery: Delivery;
    readonly message: Message;
    readonly content: number;
  };
  async function claim(messages: readonly Message[]): Promise<readonly Held[]> {
    const jobs = await store.jobs.claim({
      worker: 'w',
      now,
      lease: LEASE,
      limit: 1,
      cost: () => ({ each: 0, credit: 0 }),
    });
    const held: Held[] = [];
    for (const job of jobs) {
      const delivery = await store.deliveries.byKey(`slip:${job.subject}:1:1`);
      const message = messages.find(({ slip }) => slip.id === delivery?.id);
      if (delivery !== null && message !== undefined) {
        held.push({ job, delivery, message, content: message.content });
      }
    }
    return held;
  }

  async function settle({ job, delivery, message, content }: Held, kind: 'send' | 'fail' | 'refuse') {
    const { id, ref, shown, wanted, state } = delivery;
    const at = now;
    const done = { kind: 'done' } as const;
    const again = { kind: 'again', runAt: now, error: 'failed', counts: true } as const;
    const owed = ref === null ? 'due' : state;
    const settlements = {
      send: { outcome: done, delivery: { id, state: 'sent', reason: null, ref: id, shown: wanted, at } },
      fail: { outcome: again, delivery: { id, state: owed, reason: null, ref, shown, at } },
      refuse:
        ref === null
          ? { outcome: done, delivery: { id, state: 'unreachable', reason: 'dm-closed', ref, shown, at } }
          : { outcome: again, delivery: null },
    } as const satisfies Record<string, Omit<Settlement, 'key' | 'lease'>>;
    const settlement = { key: job.key, lease: job.lease, ...settlements[kind] };
    expect(await store.commit(aChange({ settle: settlement }))).toBe('done');
    if (kind === 'send') message.read = content;
  }

  it(
    'ends with the newest content before every reader, but those who could not be reached',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 25, size: 'max' }), async (steps) => {
          const messages: readonly Message[] = [0, 1].map(() => ({
            slip: aDelivery({ workspaceId: workspace.id, meetingKey: record.meeting.key, notBefore: now }),
            content: 0,
            read: -1,
          }));
          await store.commit(aChange({ deliveries: messages.map(({ slip }) => slip) }));
          let held: Held[] = [];
          for (const { kind, n } of steps) {
            const keys = messages.slice(n, n + 1).map(({ slip }) => slip.key);
            const [mine, ...others] = n === 0 ? held : held.toReversed();
            switch (kind) {
              case 'redraw':
                for (const message of messages.slice(n, n + 1)) message.content += 1;
                await store.commit(aChange({ redraw: keys }));
                break;
              case 'see':
                await store.commit(aChange({ shown: keys }));
                break;
              case 'claim':
                held.push(...(await claim(messages)));
                break;
              case 'crash':
                held = [];
                now += LEASE;
                break;
              default:
                if (mine === undefined) break;
                await settle(mine, kind);
                held = others;
            }
          }
          now += LEASE;
          for (let next = await claim(messages); next.length > 0; next = await claim(messages)) {
            for (const one of next) await settle(one, 'send');
          }
          expect(await store.jobs.nextAt()).toBeNull();
          for (const { slip, content, read } of messages) {
            const delivery = await store.deliveries.byId(slip.id);
            if (delivery?.ref !== null) expect([delivery?.state, read]).toEqual(['sent', content]);
            else expect(['unreachable', 'shown']).toContain(delivery.state);
          }
        }),
        { numRuns: SEQUENCES, seed: SEED },
      );
      tellFigure(`${SEQUENCES} sequences of two messages`, SEED);
    },
    PATIENCE,
  );
});
