import { commitDecision } from '../commit-decision.ts';
import type { AccountId } from '../ids.ts';
import { accountsChange, emptyChange } from '../meeting/change.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { invitationsOf } from '../meeting/invitation.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Contact } from '../ports/inbox.ts';
import type { Change, Store } from '../ports/store.ts';

type Parts = { readonly store: Store; readonly committed: () => void };

/** More open meetings than anybody has; what waits for others is tried again by itself. */
const MOST = 100;

/**
 * Somebody can be written to from now on: what was not brought to them is owed again at once, their slips first of
 * all; to an organizer also what waited. Whoever was never met is owed nothing.
 */
export async function reach({ platform, person }: Contact, { store, committed }: Parts): Promise<void> {
  const written = await commitDecision(store, `account ${person}`, async () => {
    const account = await store.accounts.byForeign(platform, person);
    if (!account) return null;
    const records = await store.meetings.ofAccount(account.id, MOST);
    const met: Change = account.unreachable
      ? accountsChange([{ ...account, unreachable: null }])
      : emptyChange;
    const resend = records.flatMap((record) => waitingFor(record, account.id));
    return { ...met, resend };
  });
  if (written) committed();
}

function waitingFor(record: MeetingRecord, account: AccountId): readonly string[] {
  const { meeting, occurrences } = record;
  const slips = invitationsOf(record, account).map((one) => deliveryKey.slip(one, meeting.revision));
  if (meeting.organizer !== account) return slips;
  const scopes = meeting.kind === 'personal' ? occurrences.map(({ id }) => id) : [null];
  return [
    ...slips,
    ...scopes.map((scope) => deliveryKey.report(meeting, scope)),
    deliveryKey.requests(meeting),
  ];
}
