import type { ForeignId, Platform, WorkspaceId } from '../../../src/ids.ts';
import type { Workspace } from '../../../src/meeting/workspace.ts';
import { integer, sqliteTable, text, uniqueIndex } from '../drizzle.ts';
import { flag } from './flag.ts';

export const workspaces = sqliteTable(
  'workspaces',
  {
    id: text().$type<WorkspaceId>().primaryKey(),
    platform: text().$type<Platform>().notNull(),
    foreignId: text().$type<ForeignId>().notNull(),
    name: text().notNull(),
    plan: text().$type<Workspace['plan']>().notNull(),
    locked: flag().notNull(),
    settings: text({ mode: 'json' }).$type<Workspace['settings']>().notNull(),
    version: integer().notNull(),
  },
  (t) => [uniqueIndex('workspaces_foreign').on(t.platform, t.foreignId)],
);
