import type { Clock } from './clock.ts';
import { workspaceChange } from './dispatch/identity.ts';
import { ConferenceError, DeliveryError } from './errors.ts';
import { asId, type ForeignId, type Platform, type ProviderName } from './ids.ts';
import type { Log } from './log.ts';
import type { Account } from './meeting/account.ts';
import { combine, emptyChange } from './meeting/change.ts';
import type { Workspace } from './meeting/workspace.ts';
import type { OwnAccounts } from './ports/adapter.ts';
import type { Credentials } from './ports/credentials.ts';
import type { Directory } from './ports/directory.ts';
import type { Store } from './ports/store.ts';
import type { Secret } from './vault/secret.ts';

/** A provider at which the workspace has, or may have, an account of its own. Nothing that was typed is shown again. */
export type AccountAt = Pick<OwnAccounts, 'fields'> & {
  readonly provider: ProviderName;
  readonly kept: boolean;
  /** Where the provider's events have to go. */
  readonly webhook: string;
};

/** Somebody on the web, and the workspace that they are in. */
type Owner = { readonly account: Account; readonly workspace: Workspace };

/** What came of it; `refused`: the provider does not take what was typed, with its reason. */
export type Kept =
  | { readonly kind: 'kept' | 'dropped' | 'not-admin' }
  | { readonly kind: 'refused'; readonly provider: ProviderName; readonly reason: string };

/** Accounts of workspaces at providers: for their admins, and on the web alone, where no platform reads along. */
export type WorkspaceAccounts = {
  /** Empty for who is no admin, and where the operator lets nobody bring any. */
  of(owner: Owner): Promise<readonly AccountAt[]>;
  /** Asks the provider, and keeps what it takes in the place of what was there. */
  keep(owner: Owner, provider: ProviderName, typed: ReadonlyMap<string, Secret>): Promise<Kept>;
  /** What runs in the account can be reached no more. */
  drop(owner: Owner, provider: ProviderName): Promise<Kept>;
};

export type WorkspaceAccountParts = {
  readonly store: Pick<Store, 'commit' | 'workspaces'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl: string;
  readonly accounts: ReadonlyMap<ProviderName, OwnAccounts>;
  readonly credentialsOf: (provider: ProviderName) => Credentials;
  readonly directoryOf: (platform: Platform) => Pick<Directory, 'roleOf'>;
};

/** Lost races in a row; each means that somebody else changed the workspace. */
const MOST_RACES = 10;

export function createWorkspaceAccounts(parts: WorkspaceAccountParts): WorkspaceAccounts {
  const { store, clock, log, publicUrl, accounts, credentialsOf, directoryOf } = parts;

  /** Read again each time (SPEC.md §3); whoever cannot be looked up is none. */
  async function isAdmin({ account, workspace }: Owner): Promise<boolean> {
    try {
      const directory = directoryOf(workspace.platform);
      return (await directory.roleOf(workspace.foreignId, account.foreignId)) === 'admin';
    } catch (err) {
      if (!(err instanceof DeliveryError)) throw err;
      return false;
    }
  }

  /** Notes in the settings, by which commands decide, whether there is one. */
  async function note({ account, workspace }: Owner, provider: ProviderName, kept: boolean): Promise<void> {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const now = await store.workspaces.byId(workspace.id);
      if (now === null) break;
      const others = (now.settings.accountsAt ?? []).filter((name) => name !== provider);
      const accountsAt = kept ? [...others, provider] : others;
      const entry = {
        at: clock.now(),
        workspaceId: now.id,
        meetingKey: null,
        actor: account.id,
        about: null,
      };
      const change = combine(workspaceChange({ ...now, settings: { ...now.settings, accountsAt } }), {
        ...emptyChange,
        audit: [{ ...entry, action: 'settings', invitationId: null, revision: null, via: provider }],
      });
      if ((await store.commit(change)) !== 'stale') return;
    }
    throw new Error(`workspace ${workspace.id} is being changed all the time`);
  }

  return {
    async of(owner) {
      if (accounts.size === 0 || !(await isAdmin(owner))) return [];
      const { id, settings } = owner.workspace;
      return [...accounts].map(([provider, { fields, webhookPath }]) => ({
        provider,
        fields,
        kept: settings.accountsAt?.includes(provider) ?? false,
        webhook: `${publicUrl}${webhookPath(id)}`,
      }));
    },

    async keep(owner, provider, typed) {
      const account = accounts.get(provider);
      if (account === undefined || !(await isAdmin(owner))) return { kind: 'not-admin' };
      try {
        const secret = await account.check(typed);
        await credentialsOf(provider).put(asId<ForeignId>(owner.workspace.id), secret);
      } catch (err) {
        if (!(err instanceof ConferenceError)) throw err;
        log.info({ workspace: owner.workspace.id, provider, reason: err.reason }, 'account not taken');
        return { kind: 'refused', provider, reason: err.reason };
      }
      await note(owner, provider, true);
      return { kind: 'kept' };
    },

    async drop(owner, provider) {
      if (!accounts.has(provider) || !(await isAdmin(owner))) return { kind: 'not-admin' };
      await note(owner, provider, false);
      await credentialsOf(provider).drop(asId<ForeignId>(owner.workspace.id));
      return { kind: 'dropped' };
    },
  };
}
