import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../db/index.ts';
import { HOUR } from '../../src/clock.ts';
import { newCodes } from '../../src/commands/codes.ts';
import { asId, type ForeignId, fresh, type OccurrenceId, type ProviderName } from '../../src/ids.ts';
import { emptyChange, recordChange } from '../../src/meeting/change.ts';
import { createMeeting } from '../../src/meeting/create.ts';
import { isRefused } from '../../src/meeting/refusal.ts';
import type { Change, Store } from '../../src/ports/store.ts';
import { systemRandom } from '../../src/random.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { createVault } from '../../src/vault/vault.ts';
import { anAccount, aWorkspace } from '../fakes/records.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { median } from './median.ts';

export type CreateFigures = {
  /** Transactions that one create writes. */
  readonly commits: number;
  /** Medians in milliseconds, both measured in turns in one run. */
  readonly deciding: number;
  readonly committing: number;
  readonly bare: number;
  readonly rows: number;
};

/**
 * One meeting with so many invitees, decided (ids, sealing, what is owed) and committed, beside better-sqlite3's own
 * prepared statements that insert rows of the same tables, number and size in one transaction with the same pragmas.
 */
export async function benchCreate(invitees: number, rounds: number): Promise<CreateFigures> {
  const folder = temporaryFolder('bench');
  const file = join(folder, 'ours.db');
  const store = await openStore(file);
  const other = join(folder, 'bare.db');
  await (await openStore(other)).close();
  const creator = await creatorIn(store, invitees);

  const before = countCommits(file);
  await store.commit(creator());
  const commits = countCommits(file) - before;
  const bare = bareInserts(file, other);

  const deciding: number[] = [];
  const committing: number[] = [];
  const inserting: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const change = creator();
    const decided = performance.now();
    const result = await store.commit(change);
    const committed = performance.now();
    if (result !== 'done') throw new Error(`commit: ${result}`);
    deciding.push(decided - start);
    committing.push(committed - decided);
    inserting.push(bare.insert());
  }
  bare.close();
  await store.close();
  await rm(folder, { recursive: true });
  return {
    commits,
    deciding: median(deciding),
    committing: median(committing),
    bare: median(inserting),
    rows: bare.rows,
  };
}

async function creatorIn(store: Store, invitees: number): Promise<() => Change> {
  const provider = asId<ProviderName>('room');
  const workspace = aWorkspace();
  const [organizer, ...others] = Array.from({ length: invitees + 1 }, () => anAccount());
  if (!organizer) throw new Error('nobody to create a meeting');
  await store.commit({ ...emptyChange, workspaces: [workspace], accounts: [organizer, ...others] });
  const random = systemRandom;
  const vault = createVault(createKeyring(random), random);
  return () => {
    const now = Date.now();
    const record = createMeeting(
      {
        ...newCodes({ vault, random, workspace }),
        workspaceId: workspace.id,
        topic: 'Standup',
        organizer: organizer.id,
        access: 'invitees',
        waitingRoom: 'typed',
        provider,
        recurrence: null,
        occurrence: {
          id: fresh<OccurrenceId>(),
          startsAt: now,
          endsAt: now + HOUR,
          zone: 'Europe/Berlin',
          card: asId<ForeignId>('general'),
        },
        invitees: others.map(({ id }) => ({ id: fresh(), invitee: { kind: 'account', account: id } })),
      },
      now,
    );
    if (isRefused(record)) throw new Error(record.refused.why);
    const facts = { workspace, now, actor: organizer.id, ownCodes: false, muted: new Set<never>() };
    return recordChange(null, record, { ...facts, newId: () => fresh(), newOccurrenceId: () => fresh() });
  };
}

/** Commit frames in the write-ahead log: the size of the database stands in the last frame of each transaction. */
function countCommits(file: string): number {
  const log = readFileSync(`${file}-wal`);
  const page = log.readUInt32BE(8);
  let commits = 0;
  for (let frame = 32; frame + 24 <= log.length; frame += 24 + page) {
    if (log.readUInt32BE(frame + 4) !== 0) commits += 1;
  }
  return commits;
}

/** Rows of the tables that a create writes, copied from the one that was just made, under ids of their own. */
function bareInserts(file: string, target: string) {
  const source = new Database(file, { readonly: true });
  const db = new Database(target);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  db.pragma('foreign_keys = ON');
  const tables = ['meetings', 'numbers', 'occurrences', 'invitations', 'conferences', 'deliveries', 'jobs'];
  const copyOf = (table: string) => {
    const rows = source.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all();
    const columns = Object.keys(rows[0] ?? {});
    const places = columns.map(() => '?').join(', ');
    return {
      rows,
      insert: db.prepare(
        `INSERT INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${places})`,
      ),
    };
  };
  const copies = tables.map(copyOf);
  const workspaces = copyOf('workspaces');
  for (const row of workspaces.rows) workspaces.insert.run(...Object.values(row));
  source.close();
  let round = 0;
  return {
    rows: copies.reduce((sum, { rows }) => sum + rows.length, 0),
    /** Milliseconds of one transaction; making the new ids is not counted. */
    insert(): number {
      round += 1;
      const mark = String(round).padStart(6, '0');
      const anew = copies.map(({ rows, insert }) => ({
        insert,
        values: rows.map((row) =>
          Object.entries(row).map(([column, value]) =>
            column === 'workspace_id' ? value : renamed(value, mark),
          ),
        ),
      }));
      const start = performance.now();
      db.exec('BEGIN IMMEDIATE');
      for (const { insert, values } of anew) for (const row of values) insert.run(...row);
      db.exec('COMMIT');
      return performance.now() - start;
    },
    close: () => db.close(),
  };
}

/** Ids, keys and numbers become others of the same length. */
const renamed = (value: unknown, mark: string): unknown =>
  typeof value === 'string' && value.length >= 11 ? value.slice(0, -mark.length) + mark : value;
