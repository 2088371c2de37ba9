import type { AccountId, FormId, WorkspaceId } from '../../../src/ids.ts';
import type { Sealed } from '../../../src/vault/vault.ts';
import { index, integer, sqliteTable, text } from '../drizzle.ts';

export const forms = sqliteTable(
  'forms',
  {
    id: text().$type<FormId>().primaryKey(),
    account: text().$type<AccountId>().notNull(),
    workspaceId: text().$type<WorkspaceId>().notNull(),
    command: text().notNull(),
    state: text().$type<Sealed>().notNull(),
    step: integer().notNull(),
    expiresAt: integer().notNull(),
  },
  (t) => [index('forms_expiry').on(t.expiresAt)],
);
