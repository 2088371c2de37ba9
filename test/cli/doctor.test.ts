import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { conferenceEntries, mailEntry } from '../../adapters/registry.ts';
import { doctor } from '../../src/cli/doctor.ts';
import { asId, type ForeignId, type Platform } from '../../src/ids.ts';
import type { ChatEntry, Env, Finding } from '../../src/ports/adapter.ts';
import { createCredentials } from '../../src/vault/adapter-credentials.ts';
import { Secret } from '../../src/vault/secret.ts';
import { anInstallation, testFolder, type } from './installation.ts';

/** A platform that is on, where doctor finds this. */
const aPlatform = (...findings: readonly Finding[]): ChatEntry => ({
  name: asId<Platform>('line'),
  configure: () => ({
    kind: 'on',
    load: () => Promise.reject(new Error('not loaded')),
    examine: async () => findings,
  }),
});

async function examine(env: Env, platform: ChatEntry) {
  const lines: string[] = [];
  const terminal = { print: (line: string) => lines.push(line), tell: (line: string) => lines.push(line) };
  const code = await doctor(env, { chatEntries: [platform], conferenceEntries, mailEntry }, terminal);
  return { code, out: lines.join('\n') };
}

/** An address where `/healthz` answers with this. */
async function anAddress(status: number): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('ends with 0 when everything is right', async () => {
  const { env } = await anInstallation();
  const PUBLIC_URL = await anAddress(200);
  const { code, out } = await examine(
    { ...env, PUBLIC_URL },
    aPlatform({ what: 'LINE_TOKEN: accepted.', fix: null }),
  );
  expect(out.split('\n')).toEqual([
    'ok     Settings: read.',
    'ok     Database: opened, and its keys are there.',
    `ok     PUBLIC_URL: ${PUBLIC_URL} answers; links work on this machine only.`,
    'ok     LINE_TOKEN: accepted.',
  ]);
  expect(code).toBe(0);
});

test('ends with 1 when a platform finds something, and says what to do', async () => {
  const { env } = await anInstallation();
  const PUBLIC_URL = await anAddress(200);
  const finding = { what: 'LINE_TOKEN: refused.', fix: 'Copy it again.' };
  const { code, out } = await examine({ ...env, PUBLIC_URL }, aPlatform(finding));
  expect(out).toMatch(/\nwrong {2}LINE_TOKEN: refused\.\n {7}Copy it again\.$/);
  expect(code).toBe(1);
});

test('hands a platform what it keeps for each workspace', async () => {
  const { env, store, vault } = await anInstallation();
  const kept = createCredentials('chat/line', store.credentials, vault);
  await kept.put(asId<ForeignId>('T1'), new Secret('hush'));
  const platform: ChatEntry = {
    name: asId<Platform>('line'),
    configure: () => ({
      kind: 'on',
      load: () => Promise.reject(new Error('not loaded')),
      examine: async (_, credentials) => [
        { what: `LINE in ${(await credentials?.workspaces())?.join()}.`, fix: null },
      ],
    }),
  };
  const { out } = await examine({ ...env, PUBLIC_URL: await anAddress(200) }, platform);
  expect(out).toContain('LINE in T1.');
});

test.each([500, 404])('tells that the address leads to no running bot (%i)', async (status) => {
  const { env } = await anInstallation();
  const { code, out } = await examine({ ...env, PUBLIC_URL: await anAddress(status) }, aPlatform());
  expect(out).toContain('does not lead to a running Latchkey');
  expect(code).toBe(1);
});

test('tells that there is no database yet, and makes none', async () => {
  const env = { DATA_DIR: join(await testFolder(), 'elsewhere'), PUBLIC_URL: await anAddress(200) };
  const { code, out } = await examine(env, aPlatform());
  expect(out).toMatch(/wrong {2}Database: cannot be used\.\n {7}DATA_DIR: .*elsewhere/);
  expect(code).toBe(1);
});

test('ends with 78 for wrong settings, which it lists', async () => {
  const { code, err } = await type({ PORT: 'x', SLACK_BOT_TOKEN: 'nonsense' }, 'doctor');
  expect(code).toBe(78);
  expect(err).toMatch(/PORT: .*SLACK_BOT_TOKEN: /s);
});

test('looks at the playground where nothing else is on', async () => {
  const { env } = await anInstallation();
  const { out } = await type({ ...env, PUBLIC_URL: await anAddress(200) }, 'doctor');
  expect(out).toContain('ok     Playground: on');
});
