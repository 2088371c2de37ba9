import type { ForeignId } from '../../../src/ids.ts';
import type { Sealed } from '../../../src/vault/vault.ts';
import { index, primaryKey, sqliteTable, text } from '../drizzle.ts';

/** What adapters keep for a workspace, such as a bot's token. */
export const credentials = sqliteTable(
  'credentials',
  {
    adapter: text().notNull(),
    workspace: text().$type<ForeignId>().notNull(),
    sealed: text().$type<Sealed>().notNull(),
    /** Key that it is under. */
    sealedKey: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.adapter, t.workspace] }), index('credentials_sealed_key').on(t.sealedKey)],
);
