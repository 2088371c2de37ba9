import type { WorkspaceAccounts } from '../../src/workspace-accounts.ts';

/** Nobody may bring an account. */
export const noAccounts: WorkspaceAccounts = {
  of: async () => [],
  keep: async () => ({ kind: 'not-admin' }),
  drop: async () => ({ kind: 'not-admin' }),
};
