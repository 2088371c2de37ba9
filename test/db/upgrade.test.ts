import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { connect } from '../../db/sqlite/connection.ts';
import { MIGRATIONS, migrate } from '../../db/sqlite/migrate.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { ConfigError } from '../../src/errors.ts';
import { openInstallation } from '../../src/installation.ts';
import { createLog } from '../../src/log.ts';
import { REMINDERS } from '../../src/meeting/reminder.ts';
import { defaultSettings } from '../../src/meeting/workspace.ts';
import { systemRandom } from '../../src/random.ts';
import { passcodeBinding } from '../../src/vault/binding.ts';
import { Secret } from '../../src/vault/secret.ts';
import { testFolder } from '../cli/installation.ts';

const ROWS = fileURLToPath(new URL('./first-schema.sql', import.meta.url));
/** The key file that it had. */
const KEYS = {
  primary: '85f604c32080279b',
  keys: { '85f604c32080279b': 'vwGjtyobCmKPKi09AViikhH6KoMOzVGLTgX6GzS91SY' },
};
/** What its people read: codes, and Ivan's links. */
const READ = [
  {
    topic: 'Yearly',
    meetingId: '72705063453',
    passcode: '42GE6DV8RY',
    link: 'oh2ytwiog37khkmvgfz6.ubAo_WH4q6ydYE5z0eH3PPKAw5wj8eefZ9MoSqSZRaY',
  },
  {
    topic: 'Standup',
    meetingId: '73638162503',
    passcode: 'QDQTK4ZD89',
    link: '3bzobmnuhei2stvi9mop.AftmiwgNOrf0v__O3g4W6N8IDSXPhiBHPLMqr_ra-o8',
  },
  {
    topic: 'Olga',
    meetingId: '7632578677',
    passcode: 'B0XW3KSC1K',
    link: '1ufeb086228lzrk1q6s8.oo41BDnmFobont5pcgGpL0ZMfQWOYD9Yr3Cl93Wss4E',
  },
] as const;

/** Of this program's migrations, as the program of then knew them. */
function migrationsOf(folder: string, count: number): string {
  const target = join(folder, `migrations-${count}`);
  cpSync(MIGRATIONS, target, { recursive: true });
  const journal = join(target, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, count) }));
  return target;
}

/** An installation as the first program left it. */
async function firstInstallation() {
  const folder = await testFolder();
  const env = { DATA_DIR: join(folder, 'data'), PORT: '0', PLAYGROUND: 'on' };
  const file = join(env.DATA_DIR, 'latchkey.db');
  mkdirSync(env.DATA_DIR, { mode: 0o700 });
  writeFileSync(join(env.DATA_DIR, 'keys.json'), JSON.stringify(KEYS), { mode: 0o600 });
  const connection = connect(file, { busyTimeout: 50 });
  migrate(connection, file, migrationsOf(folder, 1));
  connection.client.pragma('foreign_keys = OFF'); // rows come by their tables' names
  connection.client.exec(readFileSync(ROWS, 'utf8'));
  expect(connection.client.pragma('foreign_key_check')).toEqual([]);
  connection.client.close();
  return { env, file, folder };
}

const rowsIn = (file: string, tables: readonly string[]): unknown => {
  const client = new Database(file, { readonly: true });
  const rows = tables.map((table) => client.prepare(`SELECT * FROM ${table}`).all());
  client.close();
  return rows;
};

const TABLES = ['accounts', 'audit', 'deliveries', 'invitations', 'jobs', 'meetings', 'occurrences'];

it('brings what the first program wrote through every migration, whole, with codes and links that are right', async () => {
  const { env, file } = await firstInstallation();
  const before = rowsIn(file, TABLES);
  const log = createLog('silent');
  const { store, vault } = await openInstallation(readConfig(env), {
    random: systemRandom,
    log,
    create: false,
  });
  onTestFinished(() => store.close());

  const [copy = ''] = readdirSync(env.DATA_DIR).filter((name) => name.includes('.before-'));
  expect(rowsIn(join(env.DATA_DIR, copy), TABLES)).toEqual(before);

  const page = await store.meetings.all(null, 100);
  expect(page.map(({ meeting }) => meeting.topic).sort()).toEqual(['Gone', 'Olga', 'Standup', 'Yearly']);
  for (const { topic, passcode, link } of READ) {
    const record = page.find(({ meeting }) => meeting.topic === topic);
    if (!record) throw new Error(`${topic} is gone`);
    const { meeting, invitations } = record;
    expect(vault.open('passcode', passcodeBinding(meeting), meeting.passcode).open()).toBe(passcode);
    expect(vault.check(meeting.meetingId, new Secret(passcode))).toBe(meeting.check);
    const id = vault.invitationOf(new Secret(link));
    const [mine] = invitations.filter((each) => each.id === id);
    expect(mine && vault.linkToken({ ...mine, invitationId: mine.id }).open()).toBe(link);
  }
  const yearly = page.find(({ meeting }) => meeting.topic === 'Yearly');
  expect(yearly?.slips.map(({ state }) => state).sort()).toEqual(['sent', 'sent', 'unreachable']);
  expect(await store.audit.ofMeeting(yearly?.meeting.key ?? expect.fail('no meeting'))).not.toEqual([]);
  expect(await store.jobs.nextAt()).not.toBeNull();
  const workspace = await store.workspaces.byId(yearly?.meeting.workspaceId ?? expect.fail('no meeting'));
  if (!workspace) return expect.fail('no workspace');
  const { provider, zone, locale } = workspace.settings;
  expect(workspace.settings).toEqual(defaultSettings(provider, zone, locale));
});

it('reminds of what was planned before there were reminders', async () => {
  const { env, file } = await firstInstallation();
  const options = { random: systemRandom, log: createLog('silent'), create: false };
  const { store } = await openInstallation(readConfig(env), options);
  onTestFinished(() => store.close());
  const client = new Database(file, { readonly: true });
  onTestFinished(() => void client.close());
  const jobs = client
    .prepare(
      `SELECT jobs.key, (starts_at - run_at) / 60000 AS minutes FROM jobs
       JOIN occurrences ON subject LIKE id || ':%' WHERE kind = 'remind' ORDER BY minutes`,
    )
    .all();
  const planned = client.prepare(`SELECT id FROM occurrences WHERE state = 'planned'`).pluck().all();
  expect(planned).toHaveLength(1);
  expect(jobs).toEqual(REMINDERS.map((minutes) => ({ key: `remind:${planned[0]}:${minutes}`, minutes })));
});

it('opens the door by a code and a link that the first program gave', async () => {
  const { env } = await firstInstallation();
  const app = await compose(env, { log: createLog('silent') });
  onTestFinished(() => app.stop());
  const join = async (body: object) => {
    const response = await fetch(`${app.url}/api/join`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Sam', ...body }),
    });
    return response.status;
  };
  const [yearly, standup] = READ;
  expect(await join({ meetingId: standup.meetingId, passcode: standup.passcode })).toBe(200);
  expect(await join({ meetingId: standup.meetingId, token: standup.link })).toBe(200);
  expect(await join({ meetingId: yearly.meetingId, passcode: yearly.passcode })).toBe(403); // not open yet
  expect(await join({ meetingId: yearly.meetingId, passcode: standup.passcode })).toBe(401);
});

it('is refused by the first program from then on, which changes nothing', async () => {
  const { env, file, folder } = await firstInstallation();
  const options = { random: systemRandom, log: createLog('silent'), create: false };
  await (await openInstallation(readConfig(env), options)).store.close();
  const after = rowsIn(file, TABLES);
  for (const known of [1, 2]) {
    const connection = connect(file, { busyTimeout: 50 });
    expect(() => migrate(connection, file, migrationsOf(folder, known))).toThrow(ConfigError);
    connection.client.close();
  }
  expect(rowsIn(file, TABLES)).toEqual(after);
});
