import type { AccountId, AdmissionId, InvitationId, OccurrenceId } from '../../../src/ids.ts';
import type { Admission } from '../../../src/ports/store/door.ts';
import { index, integer, sql, sqliteTable, text } from '../drizzle.ts';
import { flag } from './flag.ts';
import { meetingKey } from './meetings.ts';

/** Passcodes typed at the door that were not right. */
export const attempts = sqliteTable(
  'attempts',
  {
    id: integer().primaryKey(),
    at: integer().notNull(),
    client: text().notNull(),
    network: text(),
    typedId: text().notNull(),
    /** False: refused by a limit, which is counted against the caller only. */
    compared: flag().notNull(),
    /** The same client was right afterwards. */
    forgiven: flag().notNull(),
  },
  (t) => [
    index('attempts_at').on(t.at),
    index('attempts_client').on(t.client, t.at),
    index('attempts_network').on(t.network, t.at).where(sql`network is not null`),
    index('attempts_client_meeting').on(t.client, t.typedId, t.at).where(sql`compared = 1 and forgiven = 0`),
    index('attempts_meeting').on(t.typedId, t.at).where(sql`compared = 1`),
    index('attempts_compared').on(t.at).where(sql`compared = 1`),
  ],
);

export const admissions = sqliteTable(
  'admissions',
  {
    id: text().$type<AdmissionId>().primaryKey(),
    meetingKey: meetingKey(),
    occurrenceId: text().$type<OccurrenceId>().notNull(),
    personKey: text().notNull(),
    account: text().$type<AccountId>(),
    invitationId: text().$type<InvitationId>(),
    name: text().notNull(),
    via: text().$type<Admission['via']>().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('admissions_meeting').on(t.meetingKey), index('admissions_occurrence').on(t.occurrenceId)],
);
