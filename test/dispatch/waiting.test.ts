import { expect, it } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import { openForm, storedForm, type Waiting } from '../../src/dispatch/waiting.ts';
import { asId, type ForeignId, type FormId, fresh } from '../../src/ids.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createVault } from '../../src/vault/vault.ts';
import { anAccount, aWorkspace, NOON } from '../fakes/records.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const random = seededRandom('waiting');
const vault = createVault(createKeyring(random), random);
const who = { actor: anAccount(), workspace: aWorkspace() };
const waiting: Waiting = {
  command: 'rotate',
  values: { meeting: '234 5678 9012', passcode: 'K7QW3M9XTB', links: true },
  step: 1,
  conversation: { foreignId: asId<ForeignId>('general'), name: 'general', visibility: 'public' },
  next: { command: 'new', values: { topic: 'Standup' }, form: asId<FormId>('form-2') },
  asking: 'topic',
};

it('keeps what was filled in, and comes back as it was', () => {
  expect(openForm(storedForm(waiting, fresh<FormId>(), who, vault, NOON), vault)).toEqual(waiting);
  const alone = { ...waiting, next: null };
  expect(openForm(storedForm(alone, fresh<FormId>(), who, vault, NOON), vault)).toEqual(alone);
});

it('asks for nothing where it was kept before a form could ask', () => {
  const id = fresh<FormId>();
  const form = storedForm(waiting, id, who, vault, NOON);
  const binding = { workspaceId: who.workspace.id, row: id, revision: 0 };
  const { asking: _, ...before } = waiting;
  const state = vault.seal('form', binding, new Secret(JSON.stringify(before)));
  expect(openForm({ ...form, state }, vault)).toEqual({ ...waiting, asking: null });
});

it('shows nobody a passcode that was typed into it', () => {
  const form = storedForm(waiting, fresh<FormId>(), who, vault, NOON);
  expect(JSON.stringify(form)).not.toContain('K7QW3M9XTB');
});

it('cannot be opened as the form of somewhere else', () => {
  const form = storedForm(waiting, fresh<FormId>(), who, vault, NOON);
  expect(() => openForm({ ...form, id: fresh<FormId>() }, vault)).toThrow();
  expect(() => openForm({ ...form, workspaceId: aWorkspace().id }, vault)).toThrow();
});

it('belongs to its asker and waits for an hour', () => {
  const form = storedForm(waiting, fresh<FormId>(), who, vault, NOON);
  expect(form.account).toBe(who.actor.id);
  expect(form.workspaceId).toBe(who.workspace.id);
  expect(form.expiresAt).toBe(NOON + HOUR);
});
