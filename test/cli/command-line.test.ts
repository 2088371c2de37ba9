import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aChange, allOf, anAccount, aRecord, aWorkspace, sealed } from '../fakes/records.ts';
import { anInstallation, temporaryFolder, type } from './installation.ts';

test.each([
  ['--help', /plan .*rotate-keys .*audit /s],
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
  const { code, err } = await type({ DATA_DIR: join(await temporaryFolder(), 'elsewhere') }, 'plan T1');
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

test('reports what nobody planned for as bare facts', async () => {
  const folder = await temporaryFolder();
  const { code, err } = await type({ DATA_DIR: folder, DATABASE_URL: `file:${folder}` }, 'plan T1');
  expect(code).toBe(1);
  expect(JSON.parse(err)).toMatchObject({ msg: 'failed', err: { type: 'StoreError' } });
});
