import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, stageRestore } from '../../db/index.ts';
import { StoreError } from '../../src/errors.ts';
import type { Store } from '../../src/ports/store.ts';
import { aChange, allOf, anAccount, aRecord, aWorkspace } from '../fakes/records.ts';
import { databaseFile } from './database-file.ts';

const workspace = aWorkspace();
const olga = anAccount();
const aMeetingOf = () => aRecord({ meeting: { workspaceId: workspace.id, organizer: olga.id } });

describe('a backup', () => {
  let directory: string;
  let file: string;
  let backup: string;
  const opened: Store[] = [];
  beforeEach(() => {
    ({ directory, file } = databaseFile());
    backup = join(directory, 'backup.db');
  });
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
    rmSync(directory, { recursive: true });
  });

  async function open(path = file): Promise<Store> {
    const store = await openStore(path);
    opened.push(store);
    return store;
  }
  async function close(): Promise<void> {
    for (const store of opened.splice(0)) await store.close();
  }
  const record = aMeetingOf();
  async function anInstallation(): Promise<Store> {
    const store = await open();
    await store.commit(aChange({ workspaces: [workspace], accounts: [olga], ...allOf(record) }));
    return store;
  }

  it('is one moment of the database, whoever writes meanwhile, and for its owner alone', async () => {
    const store = await anInstallation();
    const later = aMeetingOf();
    await Promise.all([store.backUp(backup), store.commit(aChange(allOf(later)))]);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    const copy = await open(backup);
    expect(await copy.meetings.byKey(record.meeting.key)).toEqual(record);
    const kept = await copy.meetings.byKey(later.meeting.key);
    expect([null, later.meeting.key]).toContain(kept?.meeting.key ?? null);
    expect(readdirSync(directory).filter((name) => name.startsWith('backup.db.'))).not.toContainEqual(
      expect.stringMatching(/^backup\.db\.[0-9a-z]{20}$/),
    );
  });

  it('that cannot be written leaves nothing behind, and says so', async () => {
    const store = await anInstallation();
    await expect(store.backUp(join(directory, 'nowhere', 'backup.db'))).rejects.toThrow(StoreError);
    expect(existsSync(join(directory, 'nowhere'))).toBe(false);
  });

  it('takes the place of the database, which is kept', async () => {
    const store = await anInstallation();
    await store.backUp(backup);
    const later = aMeetingOf();
    await store.commit(aChange(allOf(later)));
    await close();

    const staged = await stageRestore(file, backup);
    if (staged.kind !== 'staged') throw new Error(staged.problem);
    const kept = join(directory, 'kept.db');
    expect(staged.put(kept)).toEqual({ kind: 'done', kept: true });
    expect(existsSync(staged.url.replace('file:', ''))).toBe(false);

    const restored = await open();
    expect(await restored.meetings.byKey(record.meeting.key)).toEqual(record);
    expect(await restored.meetings.byKey(later.meeting.key)).toBeNull();
    const old = await open(kept);
    expect(await old.meetings.byKey(later.meeting.key)).toEqual(later);
  });

  it('comes back where there is no database at all, or only what is left of one', async () => {
    await (await anInstallation()).backUp(backup);
    await close();
    const nothing = () => rmSync(file);
    const ruins = () => writeFileSync(file, 'nothing that SQLite could read');
    for (const [ruin, kept] of [[nothing, false] as const, [ruins, true] as const]) {
      ruin();
      const staged = await stageRestore(file, backup);
      if (staged.kind !== 'staged') throw new Error(staged.problem);
      expect(staged.put(join(directory, 'kept.db'))).toEqual({ kind: 'done', kept });
      expect(await (await open()).meetings.byKey(record.meeting.key)).toEqual(record);
      await close();
    }
    expect(readFileSync(join(directory, 'kept.db'), 'utf8')).toMatch('nothing that SQLite');
  });

  it('that was dropped leaves the database as it was', async () => {
    await (await anInstallation()).backUp(backup);
    await close();
    const before = readdirSync(join(file, '..'));
    const staged = await stageRestore(file, backup);
    if (staged.kind !== 'staged') throw new Error(staged.problem);
    await (await openStore(staged.url)).close();
    staged.drop();
    expect(readdirSync(join(file, '..'))).toEqual(before);
  });

  it('does not take the database from under a bot that runs', async () => {
    const store = await anInstallation();
    await store.backUp(backup);
    expect(await stageRestore(file, backup)).toEqual({
      kind: 'refused',
      problem: expect.stringContaining('The bot is running'),
    });
    await close();
    const staged = await stageRestore(file, backup);
    if (staged.kind !== 'staged') throw new Error(staged.problem);
    await open(); // started while the backup was being made ready
    expect(staged.put(join(directory, 'kept.db'))).toMatchObject({
      kind: 'refused',
      problem: expect.stringContaining('The bot is running'),
    });
    expect(existsSync(join(directory, 'kept.db'))).toBe(false);
  });

  it.each([
    ['there is no such file', () => {}, 'There is no file'],
    ['it is something else', (path: string) => writeFileSync(path, 'a letter to my aunt'), 'not a backup'],
    [
      "it is another program's database",
      (path: string) => {
        const client = new Database(path);
        client.exec('create table letters (id integer primary key) strict; pragma user_version = 1');
        client.close();
      },
      "none of Latchkey's",
    ],
    [
      'it is from a newer program',
      (path: string) => {
        copyFileSync(file, path);
        const client = new Database(path);
        client.pragma('user_version = 999');
        client.close();
      },
      'newer Latchkey',
    ],
    [
      'it is damaged',
      (path: string) => {
        copyFileSync(file, path);
        const bytes = readFileSync(path);
        writeFileSync(path, bytes.fill(0xff, 8192, bytes.length - 4096));
      },
      'damaged',
    ],
  ])('is refused when %s, and nothing is changed', async (_why, make, words) => {
    await anInstallation();
    await close();
    make(backup);
    const before = readFileSync(file);
    expect(await stageRestore(file, backup)).toEqual({
      kind: 'refused',
      problem: expect.stringContaining(words),
    });
    expect(readFileSync(file)).toEqual(before);
  });
});
