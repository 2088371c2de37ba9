import { expect, test } from 'vitest';
import { asId, fresh, type InvitationId, type MeetingKey, type WorkspaceId } from '../../src/ids.ts';
import type { Conference, Meeting, MeetingRecord } from '../../src/meeting/meeting.ts';
import { makeMeetingId } from '../../src/meeting/meeting-id.ts';
import { makePasscode } from '../../src/meeting/passcode.ts';
import type { Change } from '../../src/ports/store.ts';
import { credentialsBinding, passcodeBinding } from '../../src/vault/binding.ts';
import { keyIdOf } from '../../src/vault/envelope.ts';
import { addKey, createKeyring, makePrimary, removeKey } from '../../src/vault/keyring.ts';
import { reseal, resealAll } from '../../src/vault/reseal.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createVault, type Sealed, type Vault } from '../../src/vault/vault.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const random = seededRandom('reseal');
const oldRing = createKeyring(random);
const { keyring: bothRing, id: newKey } = addKey(oldRing, random);
const newRing = makePrimary(bothRing, newKey);
const before = createVault(oldRing, random);
const vault = createVault(newRing, random);
const after = createVault(removeKey(newRing, oldRing.primary), random);

/** A meeting as it was made under a vault's primary key, with one link and, if wanted, a provider's own codes. */
function aMeeting(
  under: Vault,
  { ownCodes = false, rotated = false, linkKey = under.primary } = {},
): MeetingRecord {
  const key = fresh<MeetingKey>();
  const workspaceId = asId<WorkspaceId>('w1');
  const meetingId = makeMeetingId(random);
  const passcode = makePasscode(random);
  const revision = rotated ? 2 : 1;
  const meeting: Meeting = {
    key,
    meetingId,
    workspaceId,
    kind: 'planned',
    topic: 'Standup',
    organizer: asId('olga'),
    access: 'invitees',
    waitingRoom: 'off',
    provider: asId('room'),
    recurrence: null,
    state: 'open',
    revision,
    passcode: under.seal('passcode', passcodeBinding({ workspaceId, key, revision }), passcode),
    check: under.check(meetingId, passcode),
    replacedCheck: rotated ? under.check(meetingId, makePasscode(random)) : null,
    createdAt: MORNING,
    version: 7,
  };
  const conference: Conference = {
    id: asId(`c-${key}`),
    meetingKey: key,
    provider: asId('room'),
    state: 'ready',
    foreignId: null,
    credentials: null,
    reason: null,
    wanted: 1,
    shown: 1,
  };
  const credentials = under.seal(
    'credentials',
    credentialsBinding(meeting, conference),
    new Secret('81234567890'),
  );
  return {
    meeting,
    conference: ownCodes ? { ...conference, credentials } : conference,
    occurrences: [],
    invitations: [
      {
        id: fresh<InvitationId>(),
        meetingKey: key,
        occurrenceId: null,
        invitee: { kind: 'account', account: asId('ivan') },
        role: 'invitee',
        state: 'invited',
        link: 1,
        linkKey,
        rsvp: 'none',
        rsvps: null,
        invitedBy: asId('olga'),
        invitedAt: MORNING,
      },
    ],
    requests: [],
    slips: [],
  };
}

const passcodeOf = ({ meeting }: MeetingRecord, by: Vault) =>
  by.open('passcode', passcodeBinding(meeting), meeting.passcode).open();

test('moves passcode, check and credentials to the primary key, so that the old one is not needed', () => {
  const record = aMeeting(before, { ownCodes: true });
  const resealed = reseal(record, vault);
  const passcode = passcodeOf(record, before);
  expect(passcodeOf(resealed, after)).toBe(passcode);
  expect(after.checks(record.meeting.meetingId, new Secret(passcode))).toEqual([resealed.meeting.check]);
  const { conference, meeting } = resealed;
  const credentials = conference.credentials ?? ('' as Sealed);
  expect(after.open('credentials', credentialsBinding(meeting, conference), credentials).open()).toBe(
    '81234567890',
  );
});

test('forgets the check of a replaced passcode', () => {
  const record = aMeeting(before, { rotated: true });
  expect(reseal(record, vault).meeting.replacedCheck).toBeNull();
});

test('changes nothing else', () => {
  const record = aMeeting(before, { ownCodes: true, rotated: true });
  const resealed = reseal(record, vault);
  const { passcode, check, replacedCheck } = record.meeting;
  expect({ ...resealed.meeting, passcode, check, replacedCheck }).toEqual(record.meeting);
  expect({ ...resealed.conference, credentials: record.conference.credentials }).toEqual(record.conference);
  expect(resealed.invitations).toBe(record.invitations);
});

test('gives back the same record when it is under the primary key already', () => {
  const record = aMeeting(vault, { ownCodes: true, rotated: true });
  expect(reseal(record, vault)).toBe(record);
  expect(reseal(aMeeting(before), before).meeting.check).toMatch(before.primary);
});

test('moves what is left of a half-moved record', () => {
  const record = aMeeting(before, { ownCodes: true });
  const { meeting } = reseal(record, vault);
  const resealed = reseal({ ...record, meeting }, vault);
  expect(resealed.meeting).toBe(meeting);
  expect(keyIdOf(resealed.conference.credentials ?? ('' as Sealed))).toBe(newKey);
});

/** Meetings on a shelf, with the store's contract for versions and for what is stale. */
function aShelf(records: readonly MeetingRecord[]) {
  const rows = new Map(records.map((record) => [record.meeting.key, record]));
  const commits: Change[] = [];
  const lookups: number[] = [];
  const isStale = ({ meeting, conference, invitations }: MeetingRecord, primary: string) =>
    [meeting.passcode, meeting.check, conference.credentials].some(
      (v) => v !== null && keyIdOf(v) !== primary,
    ) || invitations.some(({ linkKey }) => linkKey !== primary);
  return {
    rows,
    commits,
    lookups,
    meetings: { byKey: async (key: MeetingKey) => rows.get(key) ?? null },
    keys: {
      stale: async (primary: string, limit: number) => {
        lookups.push(limit);
        return [...rows]
          .filter(([, row]) => isStale(row, primary))
          .map(([key]) => key)
          .slice(0, limit);
      },
    },
    async commit(change: Change) {
      commits.push(change);
      for (const { id, version } of change.expect) {
        if ([...rows.values()].find(({ meeting }) => meeting.key === id)?.meeting.version !== version)
          return 'stale';
      }
      for (const meeting of change.meetings) {
        const row = rows.get(meeting.key);
        const conference = change.conferences.find(({ meetingKey }) => meetingKey === meeting.key);
        if (row && conference) rows.set(meeting.key, { ...row, meeting, conference });
      }
      return 'done' as const;
    },
  };
}

test('re-seals every meeting, each in its own commit on the version that was read', async () => {
  const fine = aMeeting(vault);
  const shelf = aShelf([...Array.from({ length: 250 }, () => aMeeting(before, { linkKey: newKey })), fine]);
  expect(await resealAll(shelf, vault)).toEqual({ resealed: 250, linksLeft: [], broken: [] });
  expect(shelf.commits).toHaveLength(250);
  expect(shelf.lookups.length).toBeGreaterThan(2);
  for (const row of shelf.rows.values()) {
    expect(passcodeOf(row, after)).toHaveLength(10);
    expect(row.meeting.version).toBe(row.meeting.key === fine.meeting.key ? 7 : 8);
  }
});

test('leaves personal links alive under their key, and says where', async () => {
  const record = aMeeting(before);
  const [invitation] = record.invitations;
  if (invitation === undefined) throw new Error('a meeting has an invitation');
  const link = { invitationId: invitation.id, link: invitation.link, linkKey: invitation.linkKey };
  const token = before.linkToken(link);
  const shelf = aShelf([record, aMeeting(vault)]);
  expect(await resealAll(shelf, vault)).toEqual({ resealed: 1, linksLeft: [record.meeting.key], broken: [] });
  expect(vault.isLinkToken(link, token)).toBe(true);
  expect(await resealAll(shelf, vault)).toEqual({ resealed: 0, linksLeft: [record.meeting.key], broken: [] });
});

test('goes on where it was stopped', async () => {
  const shelf = aShelf(Array.from({ length: 5 }, () => aMeeting(before, { linkKey: newKey })));
  let left = 3;
  const dying = {
    ...shelf,
    commit: async (change: Change) => {
      if (left-- === 0) throw new Error('the disk is full');
      return shelf.commit(change);
    },
  };
  await expect(resealAll(dying, vault)).rejects.toThrow('the disk is full');
  expect(await resealAll(shelf, vault)).toEqual({ resealed: 2, linksLeft: [], broken: [] });
});

test('reads a meeting again that somebody changed or erased meanwhile', async () => {
  const [changed, erased] = [aMeeting(before, { linkKey: newKey }), aMeeting(before, { linkKey: newKey })];
  const shelf = aShelf([changed, erased]);
  let first = true;
  const busy = {
    ...shelf,
    meetings: {
      async byKey(key: MeetingKey) {
        if (key === erased.meeting.key) {
          shelf.rows.delete(key);
          return null;
        }
        const read = await shelf.meetings.byKey(key);
        if (read && first) {
          first = false;
          shelf.rows.set(key, { ...read, meeting: { ...read.meeting, topic: 'Retro', version: 8 } });
        }
        return read;
      },
    },
  };
  expect(await resealAll(busy, vault)).toEqual({ resealed: 1, linksLeft: [], broken: [] });
  expect(shelf.rows.get(changed.meeting.key)?.meeting).toMatchObject({ topic: 'Retro', version: 9 });
});

test('passes over a meeting that does not open, and names it', async () => {
  const good = aMeeting(before, { linkKey: newKey });
  const moved = aMeeting(before, { linkKey: newKey });
  const bad = { ...moved, meeting: { ...moved.meeting, passcode: good.meeting.passcode } };
  const shelf = aShelf([bad, good]);
  expect(await resealAll(shelf, vault)).toEqual({ resealed: 1, linksLeft: [], broken: [bad.meeting.key] });
  expect(shelf.rows.get(bad.meeting.key)).toBe(bad);
});
