import type { Time } from '../clock.ts';
import { type AccountId, type DeliveryId, fresh, type OccurrenceId, type ProviderName } from '../ids.ts';
import type { Facts } from '../meeting/change.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Abilities } from '../ports/conference.ts';
import type { Store } from '../ports/store.ts';

export type FactSources = {
  readonly store: Pick<Store, 'accounts' | 'workspaces'>;
  readonly providers: ReadonlyMap<ProviderName, { readonly abilities: Abilities }>;
};

/** What recordChange has to know when the program itself changes a meeting: by its time, or because somebody came. */
export async function programFacts(
  { store, providers }: FactSources,
  { meeting, invitations }: MeetingRecord,
  now: Time,
): Promise<Facts> {
  const workspace = await store.workspaces.byId(meeting.workspaceId);
  if (workspace === null)
    throw new Error(`workspace ${meeting.workspaceId} of meeting ${meeting.key} is gone`);
  const invited = invitations.flatMap(({ invitee }) => (invitee.kind === 'account' ? [invitee.account] : []));
  const accounts = await store.accounts.byIds(invited);
  const muted = accounts.filter((account) => account.muted.includes(meeting.organizer));
  return {
    workspace,
    now,
    actor: null,
    ownCodes: providers.get(meeting.provider)?.abilities.ownCodes ?? false,
    muted: new Set<AccountId>(muted.map(({ id }) => id)),
    newId: () => fresh<DeliveryId>(),
    newOccurrenceId: () => fresh<OccurrenceId>(),
  };
}
