import { type Clock, SECOND } from './clock.ts';
import type { ProviderInfo } from './commands/command.ts';
import { providerOf } from './commands/provider-of.ts';
import { commitDecision } from './commit-decision.ts';
import { ConferenceError, DeliveryError } from './errors.ts';
import { asId, type ConferenceId, type ForeignId, fresh, type Platform, type ProviderName } from './ids.ts';
import { programFacts } from './jobs/facts.ts';
import type { Log } from './log.ts';
import type { Account } from './meeting/account.ts';
import { audited } from './meeting/audited.ts';
import { combine, recordChange, workspaceChange } from './meeting/change.ts';
import { loseConference, needsCall } from './meeting/change-provider.ts';
import type { MeetingRecord } from './meeting/meeting.ts';
import type { Workspace } from './meeting/workspace.ts';
import type { OwnAccounts } from './ports/adapter.ts';
import type { Credentials } from './ports/credentials.ts';
import type { Directory } from './ports/directory.ts';
import type { Store } from './ports/store.ts';
import type { Secret } from './vault/secret.ts';

/** A provider at which the workspace has, or may have, an account of its own. Nothing that was typed is shown again. */
export type AccountAt = Pick<OwnAccounts, 'fields'> & {
  readonly provider: ProviderName;
  readonly label: ProviderInfo['label'];
  readonly kept: boolean;
  /** Where the provider's events have to go. */
  readonly webhook: string;
};

/** Somebody on the web, and the workspace that they are in. */
type Owner = { readonly account: Account; readonly workspace: Workspace };

/** Meetings whose call is in the account, and how many of them are on right now. */
type Calls = { readonly meetings: number; readonly live: number };

/**
 * What came of it; `refused`: the provider does not take what was typed, with its reason; `in-use`: it is another account
 * than that in which calls are; `asks`: nothing yet, since that many calls would be lost.
 */
export type Kept =
  | { readonly kind: 'kept' | 'dropped' | 'not-admin' }
  | { readonly kind: 'refused'; readonly provider: ProviderName; readonly reason: string }
  | ({ readonly kind: 'in-use' | 'asks'; readonly provider: ProviderName } & Calls);

/** Accounts of workspaces at providers: for their admins, and on the web alone, where no platform reads along. */
export type WorkspaceAccounts = {
  /** Empty for who is no admin, and where the operator lets nobody bring any. */
  of(owner: Owner): Promise<readonly AccountAt[]>;
  /** Asks the provider, and keeps what it takes in the place of what was there. */
  keep(owner: Owner, provider: ProviderName, typed: ReadonlyMap<string, Secret>): Promise<Kept>;
  /**
   * Takes the account away once that is `confirmed`. Calls in it are removed as far as the provider still lets them be,
   * and their meetings get others, or their organizers read that there are none.
   */
  drop(owner: Owner, provider: ProviderName, confirmed: boolean): Promise<Kept>;
};

export type WorkspaceAccountParts = {
  readonly store: Pick<Store, 'accounts' | 'commit' | 'meetings' | 'workspaces'>;
  readonly providers: ReadonlyMap<ProviderName, ProviderInfo>;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl: string;
  readonly accounts: ReadonlyMap<ProviderName, OwnAccounts>;
  readonly credentialsOf: (provider: ProviderName) => Credentials;
  readonly directoryOf: (platform: Platform) => Pick<Directory, 'roleOf'>;
  /** Called after each commit: there may be jobs to run. */
  readonly committed: () => void;
};

/** Calls read at a time; more are told as so many. */
const MOST_CALLS = 1_000;
/** How long the admin waits for calls to be removed; what is left then is left in the account that was taken away. */
const PATIENCE = 20 * SECOND;

export function createWorkspaceAccounts(parts: WorkspaceAccountParts): WorkspaceAccounts {
  const { store, clock, log, publicUrl, accounts, credentialsOf, directoryOf, committed } = parts;

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
    await commitDecision(store, `workspace ${workspace.id}`, async () => {
      const now = await store.workspaces.byId(workspace.id);
      if (now === null) return null;
      const others = now.settings.accountsAt.filter((name) => name !== provider);
      const accountsAt = kept ? [...others, provider] : others;
      const noted = { action: 'settings', actor: account.id, via: provider } as const;
      return combine(
        workspaceChange({ ...now, settings: { ...now.settings, accountsAt } }),
        audited({ workspaceId: now.id }, clock.now(), noted),
      );
    });
  }

  const callsIn = ({ workspace }: Owner, provider: ProviderName, account: OwnAccounts) =>
    store.meetings.withCallIn(provider, account.callsBegin(workspace.id), MOST_CALLS);

  const count = (records: readonly MeetingRecord[]): Calls => {
    const held = records.filter(needsCall);
    const live = held.filter(({ occurrences }) => occurrences.some(({ state }) => state === 'live'));
    return { meetings: held.length, live: live.length };
  };

  /** Each meeting gets another call, in a commit each. */
  async function renew(record: MeetingRecord): Promise<void> {
    const { key } = record.meeting;
    await commitDecision(store, `meeting ${key}`, async () => {
      const now = await store.meetings.byKey(key);
      if (now === null || now.conference.foreignId !== record.conference.foreignId) return null;
      const facts = await programFacts(parts, now, clock.now());
      return recordChange(now, loseConference(now, fresh<ConferenceId>()), facts);
    });
  }

  async function clear(
    account: OwnAccounts,
    secret: Secret | null,
    records: readonly MeetingRecord[],
  ): Promise<void> {
    if (secret === null) return;
    const signal = AbortSignal.timeout(PATIENCE);
    for (const { conference } of records) {
      try {
        if (conference.foreignId !== null) await account.remove(secret, conference.foreignId, signal);
      } catch (err) {
        if (!(err instanceof ConferenceError)) throw err;
        log.warn({ conference: conference.id, reason: err.reason }, 'call not removed');
      }
    }
  }

  return {
    async of(owner) {
      if (accounts.size === 0 || !(await isAdmin(owner))) return [];
      const { id, settings } = owner.workspace;
      return [...accounts].map(([provider, { fields, webhookPath }]) => ({
        provider,
        label: providerOf(parts, provider).label,
        fields,
        kept: settings.accountsAt.includes(provider),
        webhook: `${publicUrl}${webhookPath(id)}`,
      }));
    },

    async keep(owner, provider, typed) {
      const account = accounts.get(provider);
      if (account === undefined || !(await isAdmin(owner))) return { kind: 'not-admin' };
      const home = asId<ForeignId>(owner.workspace.id);
      try {
        const secret = await account.check(typed);
        const before = await credentialsOf(provider).get(home);
        if (before !== null && !account.isSame(before, secret)) {
          const calls = count(await callsIn(owner, provider, account));
          if (calls.meetings > 0) return { kind: 'in-use', provider, ...calls };
        }
        await credentialsOf(provider).put(home, secret);
      } catch (err) {
        if (!(err instanceof ConferenceError)) throw err;
        log.info({ workspace: owner.workspace.id, provider, reason: err.reason }, 'account not taken');
        return { kind: 'refused', provider, reason: err.reason };
      }
      await note(owner, provider, true);
      return { kind: 'kept' };
    },

    async drop(owner, provider, confirmed) {
      const account = accounts.get(provider);
      if (account === undefined || !(await isAdmin(owner))) return { kind: 'not-admin' };
      let records = await callsIn(owner, provider, account);
      if (!confirmed) return { kind: 'asks', provider, ...count(records) };
      const home = asId<ForeignId>(owner.workspace.id);
      const secret = await credentialsOf(provider).get(home);
      // Gone before any other call is asked for, which would be made in it again. Noted last: until then it stands as
      // kept, so that what a crash left half done is done by the next press.
      await credentialsOf(provider).drop(home);
      const lost: MeetingRecord[] = [];
      for (; records.length > 0; records = await callsIn(owner, provider, account)) {
        for (const record of records) await renew(record);
        lost.push(...records);
      }
      await note(owner, provider, false);
      committed();
      await clear(account, secret, lost);
      return { kind: 'dropped' };
    },
  };
}
