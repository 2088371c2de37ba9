import type { AccountId } from '../ids.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Context } from './command.ts';

/** To whom the current passcode was shown in an answer, as the audit has it. */
export async function readersOf(
  { store }: Pick<Context, 'store'>,
  { meeting }: MeetingRecord,
): Promise<ReadonlySet<AccountId>> {
  const entries = await store.audit.ofMeeting(meeting.key);
  const seen = entries.filter(
    ({ action, revision }) =>
      (action === 'revealed' || action === 'claimed') && revision === meeting.revision,
  );
  return new Set(seen.flatMap(({ about }) => (about === null ? [] : [about])));
}
