import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aChange, allOf, anAccount, aRecord, aWorkspace, sealed } from '../fakes/records.ts';
import { anInstallation, testFolder, type } from './installation.ts';

test.each([
  ['--help', /plan .*rotate-keys .*audit /s],
  ['doctor --help', /what is wrong.*changes nothing/s],
  ['plan --help', /workspace.*Example: npm run latchkey -- plan/s],
  ['rotate-keys --help', /--finish.*RETENTION_DAYS/s],
  ['audit who --help', /meeting-id.*Example: npm run latchkey -- audit who/s],
  ['start --help', /run the bot/],
])('%s explains, with the exit codes', async (line, text) => {
  const { code, out, err } = await type({}, line);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(text);
  expect(out).toMatch(/Ends with 0 .* 1 .* 2 .* 78 /);
});

test.each(['launch', 'plan', 'plan T1 pro now', 'rotate-keys --all', 'audit', 'audit who'])(
  '%s is a wrong command line',
  async (line) => {
    const { code, out, err } = await type({}, line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toBe('');
  },
);

test('lists every wrong setting', async () => {
  const { code, err } = await type({ PORT: 'x', LOG_LEVEL: 'loud' }, 'plan T1');
  expect(code).toBe(78);
  expect(err.split('\n')).toEqual([
    'Latchkey cannot start, for 2 reasons:',
    expect.stringMatching(/^ {2}PORT: /),
    expect.stringMatching(/^ {2}LOG_LEVEL: /),
  ]);
});

test('makes no installation where there is none', async () => {
  const { code, err } = await type({ DATA_DIR: join(await testFolder(), 'elsewhere') }, 'plan T1');
  expect(code).toBe(78);
  expect(err).toMatch(/Latchkey cannot start:\n {2}DATA_DIR: there is nothing in .*elsewhere/);
});

test('refuses keys that do not fit the database', async () => {
  const { store, keysFile, type } = await anInstallation();
  const workspace = aWorkspace();
  const olga = anAccount();
  const record = aRecord({
    meeting: { workspaceId: workspace.id, organizer: olga.id, passcode: sealed('lost1') },
  });
  await store.commit(aChange({ workspaces: [workspace], accounts: [olga], ...allOf(record) }));

  const lacking = await type('plan T1');
  expect(lacking.code).toBe(78);
  expect(lacking.err).toMatch(/lacks the keys .*lost1/);

  const keys = await readFile(keysFile, 'utf8');
  await rm(keysFile);
  expect((await type('plan T1')).err).toMatch('is missing, but there is a database');
  await writeFile(keysFile, keys);
  await chmod(keysFile, 0o644);
  expect((await type('plan T1')).err).toMatch('can be read by others');
});

test('says what is wrong with a folder or a database that cannot be used', async () => {
  const folder = await testFolder();
  const file = join(folder, 'file');
  await writeFile(file, 'not a database, and long enough to be seen as none '.repeat(20));
  const noFolder = await type({ DATA_DIR: file }, 'plan T1');
  expect(noFolder.code).toBe(78);
  expect(noFolder.err).toMatch(/DATA_DIR: .*file cannot be made \(EEXIST\)/);
  const noDatabase = await type({ DATA_DIR: folder, DATABASE_URL: `file:${file}` }, 'plan T1');
  expect(noDatabase.code).toBe(78);
  expect(noDatabase.err).toMatch(/DATABASE_URL: the database cannot be opened \(SQLITE_NOTADB\)/);
  const noDialect = await type({ DATA_DIR: folder, DATABASE_URL: 'oracle:x' }, 'plan T1');
  expect(noDialect.code).toBe(78);
  expect(noDialect.err).toMatch(/DATABASE_URL: /);
});

test('reports what nobody planned for as bare facts', async () => {
  const env = {
    get PORT(): string {
      throw new TypeError('a bug');
    },
  };
  const { code, err } = await type(env, 'plan T1');
  expect(code).toBe(1);
  expect(JSON.parse(err)).toMatchObject({ msg: 'failed', err: { type: 'TypeError', message: 'a bug' } });
});
