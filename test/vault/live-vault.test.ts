import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asId, type WorkspaceId } from '../../src/ids.ts';
import type { Log } from '../../src/log.ts';
import type { MeetingId } from '../../src/meeting/meeting-id.ts';
import { addKey, type Keyring, makePrimary } from '../../src/vault/keyring.ts';
import { openKeyringFile, saveKeyringFile } from '../../src/vault/keyring-file.ts';
import { createLiveVault } from '../../src/vault/live-vault.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createVault, type Vault } from '../../src/vault/vault.ts';
import { NOON } from '../fakes/records.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const random = seededRandom('live-vault');
const binding = { workspaceId: asId<WorkspaceId>('w1'), row: 'r1', revision: 1 };
const meetingId = '23456789012' as MeetingId;
const passcode = new Secret('K7QW3M9XTB');

let folder: string;
let path: string;
let keyring: Keyring;
let vault: Vault;
let events: string[];
beforeEach(async () => {
  folder = temporaryFolder('live');
  path = join(folder, 'keys.json');
  keyring = await openKeyringFile(path, { databaseExists: false, random });
  events = [];
  const note = (_data: object, event: string) => events.push(event);
  const log: Log = { debug: note, info: note, warn: note, error: note };
  vault = createLiveVault(path, keyring, random, log);
});
afterEach(() => rm(folder, { recursive: true }));

async function rotate(): Promise<Keyring> {
  const { keyring: grown, id } = addKey(keyring, random);
  const next = makePrimary(grown, id);
  await saveKeyringFile(path, next, random);
  return next;
}

test('does what a vault of the same keys does', () => {
  const plain = createVault(keyring, random);
  expect(vault.primary).toBe(plain.primary);
  expect(plain.open('passcode', binding, vault.seal('passcode', binding, passcode)).open()).toBe(
    'K7QW3M9XTB',
  );
  expect(vault.open('passcode', binding, plain.seal('passcode', binding, passcode)).open()).toBe(
    'K7QW3M9XTB',
  );
  expect(vault.check(meetingId, passcode)).toBe(plain.check(meetingId, passcode));
  expect(vault.checks(meetingId, passcode)).toEqual(plain.checks(meetingId, passcode));
  const link = { invitationId: asId<never>('i1'), link: 1, linkKey: keyring.primary };
  const token = vault.linkToken(link);
  expect(token.open()).toBe(plain.linkToken(link).open());
  expect(vault.isLinkToken(link, token)).toBe(true);
  expect(vault.invitationOf(token)).toBe('i1');
  const ticket = vault.issue('ticket', { seat: 1 }, NOON + 1);
  expect(vault.redeem('ticket', ticket, NOON)).toEqual({ seat: 1 });
  expect(events).toEqual([]);
});

test('seals with a new key from the moment it stands in the file, and opens what is older', async () => {
  const old = vault.seal('passcode', binding, passcode);
  const { primary } = await rotate();
  expect(vault.primary).toBe(primary);
  expect(vault.seal('passcode', binding, passcode)).toContain(primary);
  expect(vault.open('passcode', binding, old).open()).toBe('K7QW3M9XTB');
  expect(events).toEqual(['keys changed']);
});

test('keeps its keys while the file is gone or cannot be read, and says so once', async () => {
  await rm(path);
  expect([vault.primary, vault.primary]).toEqual([keyring.primary, keyring.primary]);
  await writeFile(path, 'not keys');
  expect([vault.primary, vault.primary]).toEqual([keyring.primary, keyring.primary]);
  expect(events).toEqual(['key file not read', 'key file not read']);
  const { primary } = await rotate();
  expect(vault.primary).toBe(primary);
});
