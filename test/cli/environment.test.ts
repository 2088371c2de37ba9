import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnvironment } from '../../src/cli/environment.ts';
import { testFolder } from './installation.ts';

test('reads the .env file, over which variables win', async () => {
  const folder = await testFolder();
  await writeFile(join(folder, '.env'), '# a remark\nPORT=4000\nHOST="0.0.0.0"\nLOG_LEVEL=\n');
  expect(readEnvironment({ PORT: '5000' }, folder)).toEqual({ PORT: '5000', HOST: '0.0.0.0' });
});

test('takes an empty variable as unset, also where the file sets it', async () => {
  const folder = await testFolder();
  await writeFile(join(folder, '.env'), 'PORT=4000\n');
  expect(readEnvironment({ PORT: '', HOST: undefined }, folder)).toEqual({});
});

test('needs no .env file', async () => {
  expect(readEnvironment({ PORT: '5000' }, await testFolder())).toEqual({ PORT: '5000' });
});

test('does not overlook a file that cannot be read', async () => {
  const folder = await testFolder();
  await mkdir(join(folder, '.env'));
  expect(() => readEnvironment({}, folder)).toThrow('EISDIR');
});
