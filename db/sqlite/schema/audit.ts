import type { AccountId, InvitationId, MeetingKey, WorkspaceId } from '../../../src/ids.ts';
import type { AuditEntry } from '../../../src/ports/store/audit.ts';
import { index, integer, sqliteTable, text } from '../drizzle.ts';

/** Append-only: triggers refuse update and delete (migrations), but for a meeting that stands in `erasing`. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    workspaceId: text().$type<WorkspaceId>().notNull(),
    meetingKey: text().$type<MeetingKey>(),
    actor: text().$type<AccountId>(),
    action: text().$type<AuditEntry['action']>().notNull(),
    about: text().$type<AccountId>(),
    invitationId: text().$type<InvitationId>(),
    revision: integer(),
    via: text(),
  },
  (t) => [index('audit_meeting').on(t.meetingKey, t.seq)],
);

/** Holds a meeting only within the transaction that erases it. */
export const erasing = sqliteTable('erasing', { meetingKey: text().$type<MeetingKey>().primaryKey() });
