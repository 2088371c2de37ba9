import { type AccountId, type DeliveryId, fresh, type OccurrenceId } from '../ids.ts';
import { audited, type Noted } from '../meeting/audited.ts';
import { combine, recordChange } from '../meeting/change.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Change } from '../ports/store.ts';
import type { Context } from './command.ts';
import { providerOf } from './provider-of.ts';

/** One commit for a meeting's next state: its rows, what follows from them, and the audit. */
export function decide(
  context: Context,
  before: MeetingRecord | null,
  after: MeetingRecord,
  noted: readonly Noted[],
  muted: ReadonlySet<AccountId> = new Set(),
): Change {
  const { workspace, now, actor } = context;
  const { ownCodes } = providerOf(context, after.meeting.provider).abilities;
  const ids = {
    newId: () => fresh<DeliveryId>(),
    newOccurrenceId: () => fresh<OccurrenceId>(),
  };
  const change = recordChange(before, after, { workspace, now, actor: actor.id, ownCodes, muted, ...ids });
  return combine(change, noteOf(context, after, noted));
}

/** Audit alone: of a reveal, a claim, a refusal that changes nothing else. */
export function noteOf(
  { workspace, now, actor }: Context,
  record: MeetingRecord | null,
  noted: readonly Noted[],
): Change {
  const subject = record?.meeting ?? { workspaceId: workspace.id };
  return audited(subject, now, ...noted.map((each) => ({ ...each, actor: actor.id })));
}
