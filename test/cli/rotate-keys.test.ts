import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { asId } from '../../src/ids.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { createCredentials } from '../../src/vault/adapter-credentials.ts';
import { passcodeBinding } from '../../src/vault/binding.ts';
import { readKeyring } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { Sealed } from '../../src/vault/vault.ts';
import { aChange, allOf, anAccount, aRecord, aWorkspace } from '../fakes/records.ts';
import { anInstallation, type TestInstallation } from './installation.ts';

const CODE = 'K7QW3M9XTB';

/** A meeting as a running bot keeps it. */
async function aSealedMeeting({ store, vault }: TestInstallation): Promise<MeetingRecord> {
  const workspace = aWorkspace();
  const olga = anAccount();
  const plain = aRecord({ meeting: { workspaceId: workspace.id, organizer: olga.id } });
  const { meeting } = plain;
  const record: MeetingRecord = {
    ...plain,
    meeting: {
      ...meeting,
      passcode: vault.seal('passcode', passcodeBinding(meeting), new Secret(CODE)),
      check: vault.check(meeting.meetingId, new Secret(CODE)),
    },
    invitations: plain.invitations.map((invitation) => ({ ...invitation, linkKey: vault.primary })),
  };
  await store.commit(aChange({ workspaces: [workspace], accounts: [olga], ...allOf(record) }));
  return record;
}

const ringOf = async ({ keysFile }: TestInstallation) =>
  readKeyring(new Secret(await readFile(keysFile, 'utf8')), keysFile);

test('seals everything anew under a new key, which the running bot follows', async () => {
  const installation = await anInstallation();
  const { store, vault, keyring, type } = installation;
  const { meeting } = await aSealedMeeting(installation);

  const { code, out, err } = await type('rotate-keys');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch('Meetings re-sealed: 1.');

  const ring = await ringOf(installation);
  expect(ring.keys.size).toBe(2);
  expect(vault.primary).toBe(ring.primary);
  expect(vault.primary).not.toBe(keyring.primary);
  const now = await store.meetings.byKey(meeting.key);
  expect(now?.meeting.passcode).toContain(vault.primary);
  expect(now && vault.open('passcode', passcodeBinding(meeting), now.meeting.passcode).open()).toBe(CODE);
});

test('keeps the old key for the personal links that people have, and removes it once none is left', async () => {
  const installation = await anInstallation();
  const { store, keyring, type } = installation;
  const { meeting, invitations } = await aSealedMeeting(installation);
  await type('rotate-keys');

  const early = await type('rotate-keys --finish');
  expect(early.code).toBe(0);
  expect(early.out).toMatch('which stays for them: 1.');
  expect(early.out).toMatch('No key could be removed.');

  const { primary } = await ringOf(installation);
  const version = meeting.version + 2;
  await store.commit(
    aChange({
      meetings: [{ ...(await currently(installation, meeting.key)), version }],
      invitations: invitations.map((invitation) => ({ ...invitation, link: 2, linkKey: primary })),
    }),
  );
  expect((await type('rotate-keys --finish')).out).toMatch(`Removed: ${keyring.primary}.`);
  expect([...(await ringOf(installation)).keys.keys()]).toEqual([primary]);
});

async function currently({ store }: TestInstallation, key: MeetingRecord['meeting']['key']) {
  const record = await store.meetings.byKey(key);
  if (!record) throw new Error('the meeting is gone');
  return record.meeting;
}

test("seals workspaces' tokens anew, so that the old key can go", async () => {
  const installation = await anInstallation();
  const { store, vault, keyring, type } = installation;
  const credentials = createCredentials('chat/slack', store.credentials, vault);
  await credentials.put(asId('T1'), new Secret('xoxb-1'));

  expect((await type('rotate-keys')).out).toMatch('Tokens of workspaces re-sealed: 1.');
  expect((await type('rotate-keys --finish')).out).toMatch(`Removed: ${keyring.primary}.`);
  expect((await credentials.get(asId('T1')))?.open()).toBe('xoxb-1');
});

test('tells which meetings do not open, and keeps their key', async () => {
  const installation = await anInstallation();
  const { store, type } = installation;
  const { meeting } = await aSealedMeeting(installation);
  const broken = `${meeting.passcode.slice(0, -4)}AAAA` as Sealed;
  await store.commit(aChange({ meetings: [{ ...meeting, passcode: broken, version: 2 }] }));
  for (const line of ['rotate-keys', 'rotate-keys --finish']) {
    const { code, err } = await type(line);
    expect(code).toBe(1);
    expect(err).toMatch(`Not re-sealed: ${meeting.key}.`);
  }
  expect((await ringOf(installation)).keys.size).toBe(2);
});

test('prints neither keys nor codes', async () => {
  const installation = await anInstallation();
  await aSealedMeeting(installation);
  const first = await installation.type('rotate-keys');
  const second = await installation.type('rotate-keys --finish');
  const written = [first.out, first.err, second.out, second.err].join('\n');
  const { keys } = await ringOf(installation);
  for (const secret of [CODE, ...[...keys.values()].map((key) => key.open())]) {
    expect(written).not.toContain(secret);
  }
});
