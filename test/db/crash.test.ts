import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/index.ts';
import { connect } from '../../db/sqlite/connection.ts';
import { migrate } from '../../db/sqlite/migrate.ts';
import { createStore } from '../../db/sqlite/store.ts';
import type { Store } from '../../src/ports/store.ts';
import {
  aChange,
  aDelivery,
  allOf,
  anAccount,
  anAuditEntry,
  aRecord,
  aWorkspace,
  check,
  NOON,
} from '../fakes/records.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';
import { databaseFile } from './database-file.ts';

const OPTIONS = { busyTimeout: 50 };
/** SECURITY.md §6; `npm run soak` runs more of each. */
const IMAGES = Number(process.env['SOAK_WAL_IMAGES'] ?? 300);
const GUESSES = Number(process.env['SOAK_RACING_GUESSES'] ?? 2_000);
const RACES = Array.from({ length: Number(process.env['SOAK_RACES'] ?? 1) }, (_, at) => at + 1);
const PROCESSES = 4;

let directory: string;
let file: string;
beforeEach(() => {
  ({ directory, file } = databaseFile());
});
afterEach(() => rmSync(directory, { recursive: true }));

const workspace = aWorkspace();
const olga = anAccount();
const people = { workspaces: [workspace], accounts: [olga] };

describe('after a crash', () => {
  /** All that is in the database, as one hash. */
  function contentOf(client: Database.Database): string {
    const hash = createHash('sha256');
    const tables = client
      .prepare("select name from sqlite_schema where type = 'table' order by name")
      .pluck()
      .all();
    for (const table of tables) {
      hash.update(`${table}\n`);
      for (const row of client.prepare(`select * from ${table}`).raw().iterate())
        hash.update(JSON.stringify(row));
    }
    return hash.digest('hex');
  }

  /** A meeting made, its slips taken by a worker, one of them sent: three commits. */
  async function work(store: Store, at: number, committed: () => void): Promise<void> {
    const record = aRecord({
      meeting: { workspaceId: workspace.id, organizer: olga.id },
      invitees: [anAccount(), anAccount()],
    });
    const { key: meetingKey } = record.meeting;
    const deliveries = record.invitations.map(({ id: invitationId }) =>
      aDelivery({ workspaceId: workspace.id, meetingKey, invitationId }),
    );
    await store.commit(aChange({ ...allOf(record), deliveries, audit: [anAuditEntry({ meetingKey })] }));
    committed();
    const [job] = await store.jobs.claim({
      worker: 'w',
      now: NOON + at,
      lease: 1,
      limit: 1,
      cost: () => ({ each: 0, credit: 0 }),
    });
    committed();
    const settle = {
      key: job?.key ?? '',
      lease: job?.lease ?? '',
      outcome: { kind: 'done' },
      delivery: null,
    } as const;
    await store.commit(aChange({ settle, audit: [anAuditEntry({ meetingKey, action: 'slip-sent' })] }));
    committed();
  }

  it(`holds the first so many commits, whole, however ${IMAGES} write-ahead logs were cut or damaged`, async () => {
    const connection = connect(file, OPTIONS);
    const { client } = connection;
    // Nothing moves from the log into the file but when the test says so.
    client.pragma('wal_autocheckpoint = 0');
    migrate(connection, file);
    const store = createStore(connection);
    await store.commit(aChange(people));
    for (let at = 0; at < 5; at += 1) await work(store, at, () => {});
    client.pragma('wal_checkpoint(TRUNCATE)');

    const states = [contentOf(client)];
    for (let at = 5; at < 15; at += 1) {
      await work(store, at, () => states.push(contentOf(client)));
    }
    const image = readFileSync(file);
    const log = readFileSync(`${file}-wal`);
    client.close();

    const random = seededRandom(SEED);
    const below = (limit: number) => Buffer.from(random(6)).readUIntBE(0, 6) % limit;
    const reached = new Set<number>();
    for (let n = 0; n < IMAGES; n += 1) {
      const damaged = n % 2 === 0 ? log.subarray(0, below(log.length + 1)) : Buffer.from(log);
      if (n % 2 === 1) {
        const at = below(log.length);
        damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << below(8)), at);
      }
      const copy = join(directory, String(n), 'latchkey.db');
      mkdirSync(dirname(copy));
      writeFileSync(copy, image);
      writeFileSync(`${copy}-wal`, damaged);
      const recovered = connect(copy, OPTIONS);
      migrate(recovered, copy);
      expect(recovered.client.pragma('integrity_check', { simple: true })).toBe('ok');
      const state = states.indexOf(contentOf(recovered.client));
      expect(state, `image ${n}`).toBeGreaterThanOrEqual(0);
      reached.add(state);
      recovered.client.close();
      rmSync(dirname(copy), { recursive: true });
    }
    tellFigure(`${IMAGES} write-ahead logs cut or damaged, ${reached.size} states reached`, SEED);
    // The damage was spread over the whole log.
    expect(reached.size).toBeGreaterThan(states.length / 2);
  });
});

describe('when guesses race', () => {
  it.each(RACES)(
    `compares exactly the limit of ${GUESSES} guesses from ${PROCESSES} processes: race %i`,
    async () => {
      const record = aRecord({
        meeting: { workspaceId: workspace.id, organizer: olga.id, check: check('right') },
      });
      const store = await openStore(file);
      await store.commit(aChange({ ...people, ...allOf(record) }));
      const guesser = fileURLToPath(new URL('./guesser.ts', import.meta.url));
      const answers = await Promise.all(
        Array.from({ length: PROCESSES }, async (_, n) => {
          const args = [guesser, file, record.meeting.meetingId, String(GUESSES / PROCESSES), String(n)];
          const { stdout } = await promisify(execFile)(process.execPath, args);
          return JSON.parse(stdout);
        }),
      );
      const total = (kind: string) => answers.reduce((sum, tally) => sum + (tally[kind] ?? 0), 0);
      expect(total('wrong')).toBe(20);
      expect(total('shut')).toBe(GUESSES - 20);
      await store.close();
      tellFigure(`${GUESSES} guesses raced from ${PROCESSES} processes: ${total('wrong')} compared`, 'none');
    },
  );
});
