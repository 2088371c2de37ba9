import type { DeliveryId, InvitationId, OccurrenceId, Platform, WorkspaceId } from '../../../src/ids.ts';
import type { SlipState } from '../../../src/meeting/meeting.ts';
import type { DeliveryContent, Owed } from '../../../src/ports/store/deliveries.ts';
import { index, integer, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';
import { meetingKey } from './meetings.ts';

export const deliveries = sqliteTable(
  'deliveries',
  {
    id: text().$type<DeliveryId>().primaryKey(),
    key: text().notNull(),
    workspaceId: text().$type<WorkspaceId>().notNull(),
    platform: text().$type<Platform>().notNull(),
    toKind: text().$type<Owed['kind']>().notNull(),
    /** Account or conversation, by `toKind`. */
    to: text().notNull(),
    content: text().$type<DeliveryContent>().notNull(),
    meetingKey: meetingKey(),
    occurrenceId: text().$type<OccurrenceId>(),
    invitationId: text().$type<InvitationId>(),
    revision: integer().notNull(),
    link: integer().notNull(),
    order: integer().notNull(),
    until: integer(),
    notBefore: integer().notNull(),
    state: text().$type<SlipState>().notNull(),
    reason: text(),
    ref: text(),
    wanted: integer().notNull(),
    shown: integer().notNull(),
    sentAt: integer(),
    changedAt: integer().notNull(),
  },
  (t) => [
    uniqueIndex('deliveries_key').on(t.key),
    index('deliveries_meeting').on(t.meetingKey, t.content),
    index('deliveries_occurrence').on(t.occurrenceId).where(sql`occurrence_id is not null`),
  ],
);
