import type { Credentials } from '../ports/credentials.ts';
import type { CredentialRows } from '../ports/store/credentials.ts';
import { adapterBinding } from './binding.ts';
import type { Vault } from './vault.ts';

/** One adapter's credentials: it sees none of another's. `adapter` is its folder, such as `chat/slack`. */
export function createCredentials(adapter: string, rows: CredentialRows, vault: Vault): Credentials {
  return {
    async get(workspace) {
      const sealed = await rows.of(adapter, workspace);
      return sealed && vault.open('credentials', adapterBinding({ adapter, workspace }), sealed);
    },
    put: (workspace, secret) =>
      rows.put({
        adapter,
        workspace,
        sealed: vault.seal('credentials', adapterBinding({ adapter, workspace }), secret),
      }),
    drop: (workspace) => rows.drop(adapter, workspace),
    workspaces: () => rows.workspacesOf(adapter),
  };
}
