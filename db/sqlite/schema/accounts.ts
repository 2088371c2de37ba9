import type { AccountId, ForeignId, Platform } from '../../../src/ids.ts';
import type { Account } from '../../../src/meeting/account.ts';
import { index, integer, sql, sqliteTable, text, uniqueIndex } from '../drizzle.ts';
import { flag } from './flag.ts';

export const accounts = sqliteTable(
  'accounts',
  {
    id: text().$type<AccountId>().primaryKey(),
    platform: text().$type<Platform>().notNull(),
    foreignId: text().$type<ForeignId>().notNull(),
    name: text().notNull(),
    handle: text(),
    bot: flag().notNull(),
    zone: text(),
    locale: text().notNull(),
    language: text(),
    unreachable: text({ mode: 'json' }).$type<Account['unreachable']>(),
    muted: text({ mode: 'json' }).$type<Account['muted']>().notNull(),
    /** The default is for who was met before there were reminders. */
    reminder: integer().$type<Account['reminder']>().default(10),
    version: integer().notNull(),
  },
  (t) => [
    uniqueIndex('accounts_foreign').on(t.platform, t.foreignId),
    // Handles are found in whatever case they are typed.
    index('accounts_handle').on(t.platform, sql`lower(handle)`).where(sql`handle is not null`),
  ],
);
