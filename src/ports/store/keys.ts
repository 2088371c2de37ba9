import type { MeetingKey } from '../../ids.ts';
import type { StoredCredentials } from './credentials.ts';

/** What still stands under each key: rotating keys re-seals it in batches. */
export type KeyUse = {
  /** Rows per key id. */
  count(): Promise<Readonly<Record<string, number>>>;
  /** Meetings whose passcode, check or links, and conferences whose credentials, are not under `primary`. */
  stale(primary: string, limit: number): Promise<readonly MeetingKey[]>;
  /** What adapters keep that is not under `primary`. */
  staleCredentials(primary: string, limit: number): Promise<readonly StoredCredentials[]>;
};
