import { rm } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import type { Network } from '../../src/door/address.ts';
import { createDoor, type Door, type Key, type Verdict } from '../../src/door/door.ts';
import { asId, type ProviderName } from '../../src/ids.ts';
import type { Log } from '../../src/log.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import type { Conference, Invitation, Meeting, Occurrence } from '../../src/meeting/meeting.ts';
import type { Workspace } from '../../src/meeting/workspace.ts';
import type { Abilities, ConferenceProvider } from '../../src/ports/conference.ts';
import type { AuditEntry } from '../../src/ports/store/audit.ts';
import type { Change, Store } from '../../src/ports/store.ts';
import { systemRandom } from '../../src/random.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createVault, type Vault } from '../../src/vault/vault.ts';
import { databaseFile } from '../db/database-file.ts';
import { openEmptyStore } from '../db/open-empty-store.ts';
import { aHost } from '../fakes/a-host.ts';
import { FakeClock, MORNING } from '../fakes/fake-clock.ts';
import { FakeProvider } from '../fakes/fake-provider.ts';
import {
  aConference,
  aMeeting,
  anAccount,
  anInvitation,
  anOccurrence,
  aWorkspace,
  nextNumber,
} from '../fakes/records.ts';

export const PASSCODE = 'K7QW3M9XTB';
export const OLD_PASSCODE = 'A2DN3M9XTB';
export const SEATS = 8;
const ROOM: Abilities = {
  seats: SEATS,
  presence: true,
  waitingRoom: true,
  ownCodes: false,
  rotate: 'nothing',
};

type Given = {
  readonly meeting?: Partial<Meeting>;
  readonly occurrence?: Partial<Occurrence>;
  readonly workspace?: Partial<Workspace>;
  readonly conference?: Partial<Conference>;
  readonly sharedNetworks?: readonly Network[];
  readonly isMember?: () => Promise<boolean>;
  readonly abilities?: Partial<Abilities>;
  readonly providers?: ReadonlyMap<ProviderName, ConferenceProvider>;
  readonly log?: Log;
  /** A store that answers differently somewhere. */
  readonly store?: (store: Store) => Partial<Store>;
  /** No call at all yet: a personal room. */
  readonly empty?: boolean;
};

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** A door before one live meeting of Olga's, with Ivan, somebody by mail and somebody by name invited. */
export async function aDoor(given: Given = {}) {
  const clock = new FakeClock();
  const vault = createVault(createKeyring(systemRandom), systemRandom);
  const { directory, file } = databaseFile();
  const store = await openEmptyStore(file);
  onTestFinished(async () => {
    await store.close();
    await rm(directory, { recursive: true });
  });
  const workspace = aWorkspace(given.workspace);
  const olga = anAccount({ name: 'Olga', handle: null });
  const ivan = anAccount({ name: 'Ivan Petrov', handle: 'ivan' });
  const zoe = anAccount({ name: 'Zoe', handle: 'zoe' });

  const meetingId = nextNumber();
  const meeting = aMeeting({
    meetingId,
    workspaceId: workspace.id,
    organizer: olga.id,
    waitingRoom: 'typed',
    revision: 2,
    check: vault.check(meetingId, new Secret(PASSCODE)),
    replacedCheck: vault.check(meetingId, new Secret(OLD_PASSCODE)),
    ...given.meeting,
  });
  const of = { meetingKey: meeting.key };
  const occurrence = anOccurrence({
    ...of,
    state: 'live',
    startsAt: MORNING - MINUTE,
    startedAt: MORNING - MINUTE,
    endsAt: MORNING + HOUR,
    ...given.occurrence,
  });
  const invite = (more: Partial<Invitation>) =>
    anInvitation({ ...of, linkKey: vault.primary, invitedBy: olga.id, ...more });
  const invitations = {
    olga: invite({ role: 'organizer', invitee: { kind: 'account', account: olga.id } }),
    ivan: invite({ invitee: { kind: 'account', account: ivan.id } }),
    lee: invite({ invitee: { kind: 'email', address: 'lee@example.org' } }),
    mia: invite({ invitee: { kind: 'username', username: 'mia' } }),
    gone: invite({ state: 'withdrawn', invitee: { kind: 'account', account: zoe.id } }),
  };
  const conference = aConference({ ...of, state: 'ready', foreignId: 'call-1', ...given.conference });
  await store.commit({
    ...emptyChange,
    workspaces: [workspace],
    accounts: [olga, ivan, zoe],
    meetings: [meeting],
    occurrences: given.empty ? [] : [occurrence],
    invitations: Object.values(invitations),
    conferences: [conference],
  });

  const provider = new FakeProvider(clock, { ...ROOM, ...given.abilities });
  await provider.create(
    {
      id: asId('1'),
      meetingId,
      kind: 'instant',
      host: aHost(),
      topic: '',
      startsAt: 0,
      endsAt: 0,
      zone: 'UTC',
      waitingRoom: 'off',
    },
    new AbortController().signal,
  );
  const door: Door = createDoor({
    clock,
    log: given.log ?? silent,
    vault,
    store: { ...store, ...given.store?.(store) },
    providers: given.providers ?? new Map([[meeting.provider, provider]]),
    hostOf: async () => aHost(),
    isMember: given.isMember ?? (async () => true),
    sharedNetworks: given.sharedNetworks ?? [],
    committed: () => {},
  });
  return {
    clock,
    vault,
    store,
    door,
    provider,
    workspace,
    meeting,
    occurrence,
    invitations,
    people: { olga, ivan, zoe },
    link: (name: keyof typeof invitations) => linkOf(vault, invitations[name]),
    /** Brings a key from an address and lets the time pass that a refusal takes. */
    async bring(key: Key, address = '203.0.113.7'): Promise<Verdict> {
      const verdict = door.verify({ kind: 'address', address }, key);
      await clock.advance(300);
      return verdict;
    },
    change: (change: Partial<Change>) => store.commit({ ...emptyChange, ...change }),
    audit: () => store.audit.ofMeeting(meeting.key),
  };
}

export const linkOf = (vault: Vault, { id, link, linkKey }: Invitation): Key => ({
  kind: 'token',
  meetingId: '',
  token: vault.linkToken({ invitationId: id, link, linkKey }),
});

export const code = (meetingId: string, passcode = PASSCODE): Key => ({
  kind: 'passcode',
  meetingId,
  passcode: new Secret(passcode),
});

export const token = (text: string): Key => ({ kind: 'token', meetingId: '', token: new Secret(text) });

/** The pass, where a test has arranged that the key is right. */
export function passOf(verdict: Verdict) {
  if (verdict.kind !== 'right') throw new Error(`the door said ${verdict.kind}`);
  return verdict.pass;
}

export const actions = (entries: readonly AuditEntry[]): readonly string[] =>
  entries.map(({ action, via }) => `${action} ${via}`);

/** Somebody sits in the call. */
export const seat = (store: Store, occurrence: Occurrence, personKey: string, more: object = {}) =>
  store.presence.enter(
    {
      occurrenceId: occurrence.id,
      personKey,
      account: null,
      name: personKey,
      host: false,
      state: 'inside',
      enteredAt: MORNING,
      leaseUntil: MORNING + HOUR,
      ...more,
    },
    null,
    MORNING,
  );

/** A number that no meeting has. */
export const unknownNumber = nextNumber;
