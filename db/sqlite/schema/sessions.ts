import type { AccountId, SessionId, WorkspaceId } from '../../../src/ids.ts';
import { index, integer, sqliteTable, text } from '../drizzle.ts';
import { flag } from './flag.ts';

/** Who is signed in to *My meetings*. One that was ended stays until it expires, so that its link is not used again. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().$type<SessionId>().primaryKey(),
    account: text().$type<AccountId>().notNull(),
    workspaceId: text().$type<WorkspaceId>().notNull(),
    expiresAt: integer().notNull(),
    ended: flag().notNull(),
  },
  (t) => [index('sessions_account').on(t.account), index('sessions_expiry').on(t.expiresAt)],
);
