import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { commitContract } from './store/commit.ts';
import { credentialsContract } from './store/credentials.ts';
import { deliveriesContract } from './store/deliveries.ts';
import { doorContract } from './store/door.ts';
import { jobsContract } from './store/jobs.ts';
import { meetingsContract } from './store/meetings.ts';
import { presenceContract } from './store/presence.ts';
import { retentionContract } from './store/retention.ts';
import { sessionsContract } from './store/sessions.ts';

/** A store with nothing in it, set up for one test. */
export type StoreWorld = {
  readonly store: Store;
  /** Opens the same database once more, as another process would. */
  again(): Promise<Store>;
  close(): Promise<void>;
};

/** What every store must do. `setup` makes a fresh one for each test. */
export function storeContract(name: string, setup: () => Promise<StoreWorld>): void {
  describe(`${name} as a store`, () => {
    let world: StoreWorld;
    beforeEach(async () => {
      world = await setup();
    });
    afterEach(() => world.close());

    const now = () => world;
    commitContract(now);
    meetingsContract(now);
    deliveriesContract(now);
    jobsContract(now);
    doorContract(now);
    presenceContract(now);
    retentionContract(now);
    credentialsContract(now);
    sessionsContract(now);
  });
}
