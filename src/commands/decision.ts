import {
  type AccountId,
  type DeliveryId,
  fresh,
  type InvitationId,
  type OccurrenceId,
  type ProviderName,
} from '../ids.ts';
import { combine, emptyChange, recordChange } from '../meeting/change.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { AuditAction, AuditEntry } from '../ports/store/audit.ts';
import type { Change } from '../ports/store.ts';
import { absentProvider } from './absent-provider.ts';
import type { Context, ProviderInfo } from './command.ts';

/** What is to be told of a decision besides who took it, when and about which meeting. */
export type Noted = {
  readonly action: AuditAction;
  readonly about?: AccountId | null;
  readonly invitationId?: InvitationId | null;
  readonly via?: string | null;
};

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
export function noteOf(context: Context, record: MeetingRecord | null, noted: readonly Noted[]): Change {
  const audit = noted.map(
    ({ action, about = null, invitationId = null, via = null }): AuditEntry => ({
      at: context.now,
      workspaceId: context.workspace.id,
      meetingKey: record?.meeting.key ?? null,
      actor: context.actor.id,
      action,
      about,
      invitationId,
      revision: record?.meeting.revision ?? null,
      via,
    }),
  );
  return { ...emptyChange, audit };
}

export function providerOf({ providers }: Pick<Context, 'providers'>, name: ProviderName): ProviderInfo {
  return providers.get(name) ?? absentProvider(name);
}
