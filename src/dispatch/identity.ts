import { type AccountId, fresh, type Platform, type ProviderName, type WorkspaceId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import { accountsChange, workspaceChange } from '../meeting/change.ts';
import type { Plan } from '../meeting/plan.ts';
import { USUAL_REMINDER } from '../meeting/reminder.ts';
import { defaultSettings, type Workspace } from '../meeting/workspace.ts';
import { UNKNOWN_LOCALE } from '../messages/reader-of.ts';
import type { Person } from '../ports/directory.ts';
import type { Conversation, Invocation } from '../ports/inbox.ts';
import type { Change, Store } from '../ports/store.ts';
import { isOnTheWeb } from './on-the-web.ts';

/** What a workspace starts with (`DEFAULT_PLAN`, `CONFERENCE`). */
export type NewWorkspace = { readonly plan: Plan; readonly provider: ProviderName };

/** Who asked, and where: rows as they are to be, which the next commit writes. Version 0: not there yet. */
export type Identity = { readonly actor: Account; readonly workspace: Workspace };

/** Renamed since, or never met. */
type Asker = Identity & { readonly unknown: boolean };

export async function identify(invocation: Invocation, store: Store, start: NewWorkspace): Promise<Asker> {
  const { platform, actor, workspace, conversation } = invocation;
  const [known, place] = await Promise.all([
    store.accounts.byForeign(platform, actor.foreignId),
    store.workspaces.byForeign(platform, workspace.foreignId),
  ]);
  const account = accountOf(platform, actor, known);
  return {
    unknown: known?.name !== actor.name || known.handle !== actor.handle,
    // Whoever writes to the bot in private can be written to in private.
    actor: inPrivateChat(conversation) ? { ...account, unreachable: null } : account,
    workspace: place ?? {
      id: fresh<WorkspaceId>(),
      platform,
      foreignId: workspace.foreignId,
      name: workspace.name,
      plan: start.plan,
      locked: false,
      settings: defaultSettings(start.provider, actor.zone ?? 'UTC', actor.locale),
      version: 0,
    },
  };
}

const inPrivateChat = (conversation: Conversation): boolean =>
  conversation.visibility === 'direct' && !isOnTheWeb(conversation);

/** The account as the platform describes the person now. Zone and language that the person chose here stay. */
export function accountOf(platform: Platform, person: Person, known: Account | null): Account {
  return {
    id: known?.id ?? fresh<AccountId>(),
    platform,
    foreignId: person.foreignId,
    name: person.name,
    handle: person.handle,
    bot: person.bot,
    zone: known?.zone ?? person.zone,
    locale: person.locale === UNKNOWN_LOCALE ? (known?.locale ?? UNKNOWN_LOCALE) : person.locale,
    language: known?.language ?? null,
    unreachable: known?.unreachable ?? null,
    muted: known?.muted ?? [],
    reminder: known ? known.reminder : USUAL_REMINDER,
    version: known?.version ?? 0,
  };
}

/**
 * What every commit of a command writes besides its own change: the actor, whose version makes two commands of
 * one person follow each other (so that the limits on creating cannot be raced), and whoever was met just now.
 */
export function identityChange(
  { actor, workspace }: Identity,
  met: readonly Account[],
  change: Change,
): Change {
  const written = new Set(change.accounts.map(({ id }) => id));
  const unmet = met.filter(({ id, version }) => version === 0 && id !== actor.id);
  const accounts = [actor, ...unmet].filter(({ id }) => !written.has(id));
  const rows = accountsChange(accounts);
  if (workspace.version > 0 || change.workspaces.some(({ id }) => id === workspace.id)) return rows;
  const place = workspaceChange(workspace);
  return { ...rows, workspaces: place.workspaces, expect: [...rows.expect, ...place.expect] };
}
