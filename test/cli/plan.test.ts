import { expect, test } from 'vitest';
import { plan } from '../../src/cli/plan.ts';
import { asId, type Platform } from '../../src/ids.ts';
import type { Workspace } from '../../src/meeting/workspace.ts';
import { aChange, aWorkspace } from '../fakes/records.ts';
import { anInstallation, type TestInstallation } from './installation.ts';

const acme = aWorkspace({ foreignId: asId('T1'), name: 'Acme' });

async function withWorkspaces(...workspaces: readonly Workspace[]): Promise<TestInstallation> {
  const installation = await anInstallation();
  await installation.store.commit(aChange({ workspaces }));
  return installation;
}

test("shows a workspace's plan and changes nothing", async () => {
  const { store, type } = await withWorkspaces(acme);
  expect(await type('plan T1')).toEqual({
    code: 0,
    out: 'playground:T1 (Acme) is on the free plan.',
    err: '',
  });
  expect(await store.workspaces.byId(acme.id)).toEqual(acme);
});

test('sets the plan while the bot runs', async () => {
  const { store, type } = await withWorkspaces(acme);
  expect(await type('plan T1 pro')).toEqual({
    code: 0,
    out: 'playground:T1 (Acme) is on the pro plan.',
    err: '',
  });
  expect(await store.workspaces.byId(acme.id)).toEqual({ ...acme, plan: 'pro', version: 2 });
  await type('plan playground:T1 free');
  expect((await store.workspaces.byId(acme.id))?.plan).toBe('free');
});

test('leaves a workspace alone that has the plan already', async () => {
  const { store, type } = await withWorkspaces(acme);
  expect((await type('plan T1 free')).code).toBe(0);
  expect(await store.workspaces.byId(acme.id)).toEqual(acme);
});

test('says when there is no such workspace on a platform that it knows', async () => {
  const elsewhere = aWorkspace({ platform: asId<Platform>('elsewhere'), foreignId: asId('T2') });
  const { type } = await withWorkspaces(acme, elsewhere);
  for (const name of ['T2', 'T9']) {
    const { code, out, err } = await type(`plan ${name} pro`);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(`There is no workspace ${name}.`);
  }
});

test('refuses a plan that does not exist, and says which do', async () => {
  const { type } = await withWorkspaces(acme);
  const { code, err } = await type('plan T1 gold');
  expect(code).toBe(2);
  expect(err).toMatch(/free, pro/);
});

const words: string[] = [];
const terminal = { print: (line: string) => words.push(line), tell: (line: string) => words.push(line) };

test('asks which one is meant when two platforms have the same id', async () => {
  words.length = 0;
  const platforms = [asId<Platform>('playground'), asId<Platform>('elsewhere')];
  const twin = aWorkspace({ platform: asId<Platform>('elsewhere'), foreignId: asId('T1'), name: 'Twin' });
  const { store } = await withWorkspaces(acme, twin);
  expect(await plan(store, platforms, 'T1', 'pro', terminal)).toBe(1);
  expect(await plan(store, platforms, 'elsewhere:T1', 'pro', terminal)).toBe(0);
  expect(words).toEqual([
    'Which one: playground:T1 or elsewhere:T1?',
    'elsewhere:T1 (Twin) is on the pro plan.',
  ]);
  expect((await store.workspaces.byId(acme.id))?.plan).toBe('free');
});

test('says when somebody else was quicker', async () => {
  words.length = 0;
  const { store } = await withWorkspaces(acme);
  const late = { ...store, commit: async () => 'stale' as const };
  expect(await plan(late, [acme.platform], 'T1', 'pro', terminal)).toBe(1);
  expect(words).toEqual(['playground:T1 was changed at the same moment. Run the command again.']);
});
