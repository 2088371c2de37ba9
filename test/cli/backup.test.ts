import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openInstallation } from '../../src/installation.ts';
import { createLog } from '../../src/log.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import type { Env } from '../../src/ports/adapter.ts';
import type { Store } from '../../src/ports/store.ts';
import { systemRandom } from '../../src/random.ts';
import { passcodeBinding } from '../../src/vault/binding.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { Vault } from '../../src/vault/vault.ts';
import {
  aChange,
  aDelivery,
  allOf,
  anAccount,
  anAuditEntry,
  anInvitation,
  aRecord,
  aRequest,
  aWorkspace,
} from '../fakes/records.ts';
import { testFolder, type } from './installation.ts';

const CODE = 'K7QW3M9XTB';
const workspace = aWorkspace({ name: 'Acme' });
const olga = anAccount({ name: 'Olga' });
const ivan = anAccount({ name: 'Ivan', handle: 'ivan' });

const far = Date.UTC(2090, 0, 1);

/** Works on the installation as a bot would, which stops afterwards. */
async function running<T>(env: Env, work: (store: Store, vault: Vault) => Promise<T>): Promise<T> {
  const log = createLog('silent');
  const { store, vault } = await openInstallation(readConfig(env), {
    random: systemRandom,
    log,
    create: true,
  });
  return work(store, vault).finally(() => store.close());
}

/** A meeting to come, with an invitee who has their slip. */
async function aSealedMeeting(env: Env): Promise<MeetingRecord> {
  const plain = aRecord({
    meeting: { workspaceId: workspace.id, organizer: olga.id, topic: 'Standup' },
    occurrence: { state: 'planned', startsAt: far, endsAt: far + 3_600_000 },
  });
  return running(env, async (store, vault) => {
    const { meeting } = plain;
    const invited = anInvitation({ meetingKey: meeting.key, invitee: { kind: 'account', account: ivan.id } });
    const record: MeetingRecord = {
      ...plain,
      meeting: {
        ...meeting,
        passcode: vault.seal('passcode', passcodeBinding(meeting), new Secret(CODE)),
        check: vault.check(meeting.meetingId, new Secret(CODE)),
      },
      invitations: [...plain.invitations, invited].map((each) => ({ ...each, linkKey: vault.primary })),
    };
    await store.commit(aChange({ workspaces: [workspace], accounts: [olga, ivan], ...allOf(record) }));
    return record;
  });
}

async function anInstallation(): Promise<{ env: Env; folder: string }> {
  const folder = await testFolder();
  return { env: { DATA_DIR: join(folder, 'data') }, folder };
}

const codeOf = (vault: Vault, { meeting }: MeetingRecord) =>
  vault.open('passcode', passcodeBinding(meeting), meeting.passcode).open();

test('backs up while the bot runs, into a file of its own, and says that it holds no keys', async () => {
  const { env, folder } = await anInstallation();
  await aSealedMeeting(env);
  await running(env, async () => {
    const named = join(folder, 'kept.db');
    expect(await type(env, `backup ${named}`)).toEqual({
      code: 0,
      out: named,
      err: expect.stringMatching(/holds no keys. Keep .*keys\.json too/),
    });
    expect((await stat(named)).mode & 0o777).toBe(0o600);
    const { code, out } = await type(env, 'backup');
    expect(code).toBe(0);
    expect(out).toMatch(/data\/backup-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db$/);
  });
});

test('does not write over a file that is there', async () => {
  const { env, folder } = await anInstallation();
  await aSealedMeeting(env);
  const mine = join(folder, 'mine.db');
  await writeFile(mine, 'mine');
  const { code, err } = await type(env, `backup ${mine}`);
  expect(code).toBe(1);
  expect(err).toMatch('exists already');
  expect(await readFile(mine, 'utf8')).toBe('mine');
});

test('restores with new codes and links for open meetings, and holds everything back until told', async () => {
  const { env, folder } = await anInstallation();
  const { meeting } = await aSealedMeeting(env);
  const file = join(folder, 'kept.db');
  await type(env, `backup ${file}`);
  const later = await aSealedMeeting(env);

  const { code, out, err } = await type(env, `restore ${file}`);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch('Meetings with a new passcode and new links: 1.');
  expect(out).toMatch(/The database that was there is kept: .*before-restore-/);
  expect(out).toMatch('npm run latchkey -- resume');

  await running(env, async (store, vault) => {
    const now = await store.meetings.byKey(meeting.key);
    if (!now) throw new Error('the meeting is gone');
    expect(now.meeting.revision).toBe(2);
    expect(codeOf(vault, now)).not.toBe(CODE);
    expect(now.invitations.map(({ link }) => link)).toEqual([2, 2]);
    expect(now.slips.filter(({ state, revision }) => state === 'due' && revision === 2)).toHaveLength(2);
    expect(await store.meetings.byKey(later.meeting.key)).toBeNull();
    expect((await store.audit.ofMeeting(meeting.key)).slice(-2)).toMatchObject([
      { action: 'rotated', actor: null, via: 'restore', revision: 2 },
      { action: 'links-replaced', actor: null, via: 'restore' },
    ]);
    expect(await store.jobs.nextAt()).toBeNull();
    expect((await type(env, 'doctor')).out).toMatch('Queue: held back since a backup was restored');

    expect(await type(env, 'resume')).toEqual({
      code: 0,
      out: expect.stringContaining('The queue goes on'),
      err: '',
    });
    expect(await store.jobs.nextAt()).not.toBeNull();
    expect((await type(env, 'resume')).out).toBe('Nothing was held back.');
  });
});

test('restores codes and links as they were when asked to', async () => {
  const { env, folder } = await anInstallation();
  const { meeting } = await aSealedMeeting(env);
  const file = join(folder, 'kept.db');
  await type(env, `backup ${file}`);
  const { code, out } = await type(env, `restore --keep-codes ${file}`);
  expect(code).toBe(0);
  expect(out).toMatch('what was revoked since works again');
  await running(env, async (store, vault) => {
    const now = await store.meetings.byKey(meeting.key);
    expect(now && codeOf(vault, now)).toBe(CODE);
    expect(now?.invitations.map(({ link }) => link)).toEqual([1, 1]);
    expect(await store.jobs.isPaused()).toBe(true);
  });
});

test('leaves meetings alone whose codes are dead already', async () => {
  const { env, folder } = await anInstallation();
  const record = await aSealedMeeting(env);
  await running(env, (store) =>
    store.commit(aChange({ meetings: [{ ...record.meeting, state: 'cancelled' }] })),
  );
  const file = join(folder, 'kept.db');
  await type(env, `backup ${file}`);
  expect((await type(env, `restore ${file}`)).out).toMatch('new links: 0.');
});

test('refuses to restore without the keys, and changes nothing', async () => {
  const { env, folder } = await anInstallation();
  const { meeting } = await aSealedMeeting(env);
  const file = join(folder, 'kept.db');
  await type(env, `backup ${file}`);

  const other = await anInstallation();
  await aSealedMeeting(other.env);
  const foreign = await type(other.env, `restore ${file}`);
  expect(foreign.code).toBe(78);
  expect(foreign.err).toMatch('lacks the keys');

  await rm(join(folder, 'data', 'keys.json'));
  const gone = await type(env, `restore ${file}`);
  expect(gone.code).toBe(78);
  expect(gone.err).toMatch('keys.json');
  await expect(stat(join(folder, 'data', 'latchkey.db.restoring'))).rejects.toThrow('ENOENT');
  await running(other.env, async (store) => {
    expect(await store.meetings.byKey(meeting.key)).toBeNull();
    expect(await store.jobs.isPaused()).toBe(false);
  });
});

test('refuses to restore under a bot that runs, or from what is no backup', async () => {
  const { env, folder } = await anInstallation();
  const record = await aSealedMeeting(env);
  const file = join(folder, 'kept.db');
  await type(env, `backup ${file}`);
  await running(env, async () => {
    expect(await type(env, `restore ${file}`)).toEqual({
      code: 1,
      out: '',
      err: 'The bot is running. Stop it, restore, and start it again.',
    });
  });
  expect((await type(env, `restore ${join(folder, 'nothing.db')}`)).err).toMatch('There is no file');
  await running(env, async (store) => {
    expect(await store.meetings.byKey(record.meeting.key)).toEqual(record);
  });
});

test('exports every meeting as a line of JSON, with everything that happened and no code', async () => {
  const { env } = await anInstallation();
  const record = await aSealedMeeting(env);
  const { key, meetingId } = record.meeting;
  await running(env, (store, vault) =>
    store.commit(
      aChange({
        invitations: [
          anInvitation({
            meetingKey: key,
            invitee: { kind: 'username', username: 'mia' },
            linkKey: vault.primary,
          }),
        ],
        requests: [aRequest({ meetingKey: key, account: ivan.id })],
        deliveries: [aDelivery({ meetingKey: key })],
        audit: [anAuditEntry({ meetingKey: key, actor: olga.id, action: 'created' })],
      }),
    ),
  );
  const second = await aSealedMeeting(env);

  const { code, out, err } = await type(env, 'export');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = out.split('\n').map((line) => JSON.parse(line));
  expect(lines.map((line) => line.meetingId).sort()).toEqual([meetingId, second.meeting.meetingId].sort());
  expect(lines.find((line) => line.meetingId === meetingId)).toMatchObject({
    topic: 'Standup',
    workspace: { platform: workspace.platform, id: workspace.foreignId, name: 'Acme' },
    organizer: { name: 'Olga' },
    occurrences: [{ startsAt: '2090-01-01T00:00:00Z', topic: 'Standup', startedAt: null }],
    invitations: [
      { role: 'organizer', invitee: { name: 'Olga' } },
      { invitee: { name: 'Ivan', handle: 'ivan' }, rsvp: 'none' },
      { invitee: { kind: 'username', username: 'mia' } },
    ],
    requests: [{ by: { name: 'Ivan' }, decidedBy: null }],
    audit: [{ action: 'created', by: { name: 'Olga' }, about: null }],
  });
  expect(out).not.toMatch(CODE);
  expect(out).not.toMatch(record.meeting.passcode);
  expect(out).not.toMatch(record.meeting.check);
});
