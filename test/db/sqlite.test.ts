import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../db/index.ts';
import { type Connection, connect } from '../../db/sqlite/connection.ts';
import { MIGRATIONS, migrate } from '../../db/sqlite/migrate.ts';
import { createStore } from '../../db/sqlite/store.ts';
import { ConfigError, StoreError } from '../../src/errors.ts';
import { asId } from '../../src/ids.ts';
import type { Store } from '../../src/ports/store.ts';
import { aChange, aDelivery, allOf, anAccount, anAuditEntry, aRecord, aWorkspace } from '../fakes/records.ts';
import { databaseFile } from './database-file.ts';

const OPTIONS = { busyTimeout: 50 };

describe('the SQLite store', () => {
  let directory: string;
  let file: string;
  const opened: { close(): unknown }[] = [];
  beforeEach(() => {
    ({ directory, file } = databaseFile());
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    rmSync(directory, { recursive: true });
  });

  const open = async (url = file): Promise<Store> => {
    const store = await openStore(url, OPTIONS);
    opened.push(store);
    return store;
  };
  const bare = (): Database.Database => {
    const client = new Database(file);
    opened.push(client);
    return client;
  };
  const connected = (): Connection => {
    const connection = connect(file, OPTIONS);
    opened.push(connection.client);
    migrate(connection, file);
    return connection;
  };
  const workspace = aWorkspace();
  const olga = anAccount({ name: 'Olga Secretname' });
  const record = aRecord({ meeting: { workspaceId: workspace.id, organizer: olga.id } });
  const all = aChange({ workspaces: [workspace], accounts: [olga], ...allOf(record) });
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => 'did not fail',
      (error: unknown) => error,
    );

  describe('opens', () => {
    it.each(['', 'file:', 'file://', 'sqlite:', 'SQLITE:'])('a path written %s…', async (prefix) => {
      const store = await open(`${prefix}${file}`);
      await store.ping();
      expect(statSync(file).isFile()).toBe(true);
    });

    it.each(['postgres://localhost/latchkey', 'https://example.org', 'file:'])('not %s', async (url) => {
      expect(await failure(openStore(url))).toBeInstanceOf(ConfigError);
    });

    it('a file and a directory that only the owner can read', async () => {
      await open();
      const modeOf = (path: string) => statSync(path).mode & 0o777;
      expect(modeOf(join(file, '..'))).toBe(0o700);
      for (const name of readdirSync(join(file, '..'))) expect(modeOf(join(file, '..', name))).toBe(0o600);
    });

    it('no file that is not a database, and says so without its content', async () => {
      await (await open()).close();
      opened.length = 0;
      writeFileSync(file, 'Olga Secretname '.repeat(1_000));
      expect(await failure(openStore(file))).toEqual(new StoreError('open', 'SQLITE_NOTADB'));
    });

    it('every connection with what keeps a commit through a power cut, also on an existing file', () => {
      for (const { client } of [connected(), connected()]) {
        const pragma = (name: string) => client.pragma(name, { simple: true });
        expect(pragma('journal_mode')).toBe('wal');
        expect(pragma('synchronous')).toBe(2); // FULL
        expect(pragma('foreign_keys')).toBe(1);
        expect(pragma('secure_delete')).toBe(1);
        expect(pragma('busy_timeout')).toBe(OPTIONS.busyTimeout);
      }
    });
  });

  describe('has a schema', () => {
    it('in which every table is strict', () => {
      const tables = connected().client.pragma('table_list');
      const ours = (tables as { name: string; strict: number }[]).filter(
        ({ name }) => !name.startsWith('sqlite_'),
      );
      expect(ours.length).toBeGreaterThan(15);
      expect(ours.filter(({ strict }) => strict !== 1)).toEqual([]);
    });

    /** Every statement that the store prepares. */
    function prepared() {
      const connection = connected();
      const { client } = connection;
      const prepare = client.prepare.bind(client);
      const statements: string[] = [];
      Object.assign(client, {
        prepare(sql: string) {
          statements.push(sql);
          return prepare(sql);
        },
      });
      createStore(connection);
      expect(statements.length).toBeGreaterThan(80);
      return { prepare, statements };
    }

    it('whose every statement is planned once, whatever is bound to it', () => {
      const { statements } = prepared();
      expect(statements.filter((sql) => /[^+]\?/.test(sql))).toEqual([]);
    });

    it('whose every statement finds its rows by an index', () => {
      const { prepare, statements } = prepared();
      const scans = statements.flatMap((sql) =>
        prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
          .all(...Array.from({ length: sql.split('?').length - 1 }, () => 1))
          .map(({ detail }) => detail)
          .filter((detail) => /^SCAN (?!.*VIRTUAL TABLE)/.test(detail)),
      );
      expect(scans.toSorted()).toEqual(
        [
          // What metrics count is all that is in these partial indexes: jobs that are due.
          'SCAN jobs USING INDEX jobs_leased',
          'SCAN jobs USING INDEX jobs_ready',
          // What `rotate-keys` counts is every row.
          'SCAN credentials USING COVERING INDEX credentials_sealed_key',
          'SCAN invitations USING COVERING INDEX invitations_link_key',
          'SCAN meetings USING COVERING INDEX meetings_check_key',
          'SCAN meetings USING COVERING INDEX meetings_passcode_key',
          // The last times of what is repeated, and the one that was asked for.
          'SCAN (subquery-3)',
          'SCAN CONSTANT ROW',
          // After a restore every session is ended.
          'SCAN sessions',
        ].toSorted(),
      );
    });
  });

  describe('keeps the audit', () => {
    const { key: meetingKey } = record.meeting;
    const rows = (client: Database.Database) => client.prepare('select count(*) from audit').pluck().get();
    beforeEach(async () => {
      const store = await open();
      await store.commit({ ...all, audit: [anAuditEntry({ meetingKey }), anAuditEntry()] });
    });

    it.each([
      'delete from audit',
      "update audit set action = 'denied'",
      'update audit set at = at + 1',
      "insert into erasing values ('another meeting'); update audit set actor = null",
    ])('from %s', (sql) => {
      const client = bare();
      expect(() => client.exec(sql)).toThrow('audit is append-only');
      expect(rows(client)).toBe(2);
    });

    it('but for the detail of a meeting that is being erased', () => {
      const client = bare();
      client.prepare('insert into erasing values (?)').run(meetingKey);
      const erase = 'update audit set actor = null, about = null where meeting_key = ?';
      expect(client.prepare(erase).run(meetingKey).changes).toBe(1);
      expect(() =>
        client.prepare("update audit set action = 'denied' where meeting_key = ?").run(meetingKey),
      ).toThrow('audit is append-only');
      expect(() => client.prepare('delete from audit where meeting_key = ?').run(meetingKey)).toThrow(
        'audit is append-only',
      );
    });
  });

  describe('migrates', () => {
    /** This program's migrations and one more, as its next version has them. */
    const nextVersion = (sql: string): string => {
      const folder = join(directory, 'migrations');
      cpSync(MIGRATIONS, folder, { recursive: true });
      const journal = join(folder, 'meta', '_journal.json');
      const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
      const entry = {
        idx: entries.length,
        version: '6',
        when: Date.now(),
        tag: '9999_next',
        breakpoints: true,
      };
      writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, entry] }));
      writeFileSync(join(folder, '9999_next.sql'), sql);
      return folder;
    };
    const backups = () => readdirSync(join(file, '..')).filter((name) => name.includes('.before-'));
    const versionOf = (client: Database.Database) => client.pragma('user_version', { simple: true });

    it('a new database without a copy, and one that is up to date not at all', async () => {
      await open();
      await open();
      expect(backups()).toEqual([]);
    });

    it('a database with content after copying it whole', async () => {
      const store = await open();
      await store.commit(all);
      await store.close();
      opened.length = 0;
      const connection = connect(file, OPTIONS);
      opened.push(connection.client);
      const before = Number(versionOf(connection.client));
      const folder = nextVersion('create table more (id integer primary key) strict;');
      migrate(connection, file, folder);
      expect(versionOf(connection.client)).toBe(before + 1);
      expect(connection.client.pragma('foreign_keys', { simple: true })).toBe(1);
      expect(backups()).toEqual([`latchkey.db.before-${before + 1}`]);

      const copy = join(file, '..', backups().join());
      expect(statSync(copy).mode & 0o777).toBe(0o600);
      const old = await open(copy);
      expect(await old.meetings.byKey(record.meeting.key)).toEqual(record);
    });

    it('all or nothing: a migration that fails leaves the database as it was', async () => {
      const { client } = connected();
      const before = versionOf(client);
      const folder = nextVersion('create table more (id integer) strict;--> statement-breakpoint\nnonsense;');
      const connection = connect(file, OPTIONS);
      opened.push(connection.client);
      expect(() => migrate(connection, file, folder)).toThrow('nonsense');
      expect(versionOf(client)).toBe(before);
      expect(client.prepare("select 1 from sqlite_schema where name = 'more'").get()).toBeUndefined();
    });

    it('nothing that leaves a row without what it refers to', async () => {
      await (await open()).commit(all);
      const connection = connected();
      const before = versionOf(connection.client);
      expect(() => migrate(connection, file, nextVersion('delete from meetings;'))).toThrow(
        'refers to nothing',
      );
      expect(versionOf(connection.client)).toBe(before);
      expect(connection.client.prepare('select count(*) from meetings').pluck().get()).toBe(1);
    });

    it('no database of a newer program', async () => {
      const { client } = connected();
      client.pragma('user_version = 999');
      const error = await failure(openStore(file));
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).toContain('newer Latchkey');
    });
  });

  describe('when it cannot write', () => {
    const everything = aChange({ ...all, event: asId('playground:1') });

    it('because another process holds the lock: says so, changes nothing, and the next try works', async () => {
      const store = await open();
      const client = bare();
      client.exec('begin immediate');
      expect(await failure(store.commit(everything))).toEqual(new StoreError('commit', 'SQLITE_BUSY'));
      const attempt = {
        at: 0,
        client: 'ip:1',
        network: null,
        typedId: record.meeting.meetingId,
        checks: [record.meeting.check],
        shared: false,
      };
      expect(await failure(store.door.attempt(attempt))).toEqual(
        new StoreError('door.attempt', 'SQLITE_BUSY'),
      );
      client.exec('rollback');
      expect(await store.meetings.byKey(record.meeting.key)).toBeNull();
      expect(await store.commit(everything)).toBe('done');
    });

    it('because the disk is full: says so, changes nothing, and the next try works', async () => {
      const connection = connected();
      const store = createStore(connection);
      const pages = Number(connection.client.pragma('page_count', { simple: true }));
      connection.client.pragma(`max_page_count = ${pages}`);
      const deliveries = Array.from({ length: 500 }, () =>
        aDelivery({ meetingKey: record.meeting.key, workspaceId: workspace.id }),
      );
      expect(await failure(store.commit({ ...everything, deliveries }))).toEqual(
        new StoreError('commit', 'SQLITE_FULL'),
      );
      expect(await store.meetings.byKey(record.meeting.key)).toBeNull();
      expect(await store.jobs.nextAt()).toBeNull();
      connection.client.pragma('max_page_count = 1000000');
      expect(await store.commit({ ...everything, deliveries })).toBe('done');
    });

    it('lets nothing of a row out with the error', async () => {
      const store = await open();
      const error = await failure(store.commit(aChange({ ...allOf(record), accounts: [olga] })));
      expect(error).toEqual(new StoreError('commit', 'SQLITE_CONSTRAINT_FOREIGNKEY'));
      const bug = await failure(store.commit({ ...all, accounts: [{ ...olga, version: Number.NaN }] }));
      expect(bug).toBeInstanceOf(StoreError);
      for (const thrown of [error, bug]) {
        const text = inspect(thrown, { depth: null, showHidden: true });
        for (const secret of [
          olga.name,
          record.meeting.topic,
          record.meeting.check,
          record.meeting.passcode,
        ]) {
          expect(text).not.toContain(secret);
        }
      }
    });

    it('because it is closed: says so', async () => {
      const store = await openStore(file);
      await store.close();
      expect(await failure(store.ping())).toBeInstanceOf(StoreError);
      expect(await failure(store.meetings.byKey(record.meeting.key))).toBeInstanceOf(StoreError);
    });
  });
});
