import type { AccountId, ForeignId, Platform } from '../../ids.ts';
import type { Account } from '../../meeting/account.ts';

export type Accounts = {
  byId(id: AccountId): Promise<Account | null>;
  byIds(ids: readonly AccountId[]): Promise<readonly Account[]>;
  byForeign(platform: Platform, foreignId: ForeignId): Promise<Account | null>;
  /** Who had the handle when they were last heard of, in whatever case; several where it was passed on. */
  byHandle(platform: Platform, handle: string): Promise<readonly Account[]>;
};
