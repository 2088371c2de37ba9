import type { MeetingKey } from '../ids.ts';
import { emptyChange } from '../meeting/change.ts';
import type { Conference, Meeting, MeetingRecord } from '../meeting/meeting.ts';
import type { Store } from '../ports/store.ts';
import { credentialsBinding, passcodeBinding } from './binding.ts';
import { keyIdOf } from './envelope.ts';
import { type Vault, VaultError } from './vault.ts';

/**
 * The record with its passcode, check and credentials under the primary key; the same one when they are already.
 * A replaced passcode is not kept, so its check cannot be made again: it is forgotten, and who types that passcode
 * is counted like any other. Personal links keep their key: see `resealAll`. Throws VaultError.
 */
export function reseal(record: MeetingRecord, vault: Vault): MeetingRecord {
  const meeting = resealMeeting(record.meeting, vault);
  const conference = resealConference(record.meeting, record.conference, vault);
  const same = meeting === record.meeting && conference === record.conference;
  return same ? record : { ...record, meeting, conference };
}

function resealMeeting(meeting: Meeting, vault: Vault): Meeting {
  if ([meeting.passcode, meeting.check].every((value) => keyIdOf(value) === vault.primary)) return meeting;
  const binding = passcodeBinding(meeting);
  const passcode = vault.open('passcode', binding, meeting.passcode);
  return {
    ...meeting,
    passcode: vault.seal('passcode', binding, passcode),
    check: vault.check(meeting.meetingId, passcode),
    replacedCheck: null,
  };
}

function resealConference(meeting: Meeting, conference: Conference, vault: Vault): Conference {
  const { credentials } = conference;
  if (credentials === null || keyIdOf(credentials) === vault.primary) return conference;
  const binding = credentialsBinding(meeting, conference);
  const opened = vault.open('credentials', binding, credentials);
  return { ...conference, credentials: vault.seal('credentials', binding, opened) };
}

export type Resealed = {
  /** How many meetings were re-sealed now. */
  readonly resealed: number;
  /** Meetings whose personal links still need an older key. */
  readonly linksLeft: readonly MeetingKey[];
  /** Meetings with a value that does not open: changed, or its key is lost. */
  readonly broken: readonly MeetingKey[];
};

/** What re-sealing needs of the store. */
type Shelf = Pick<Store, 'commit'> & {
  readonly meetings: Pick<Store['meetings'], 'byKey'>;
  readonly keys: Pick<Store['keys'], 'stale'>;
};

const BATCH = 100; // meetings looked up at a time; each is re-sealed in a commit of its own

/**
 * Re-seals every meeting that is not under the primary key. It can be stopped at any moment and run again.
 *
 * A personal link is derived and not stored, so another key would kill it in the hands of whoever has it. It stays
 * under its key, and `keys.count` counts that key until the meeting is erased (RETENTION_DAYS after it was over) or
 * its links are replaced (as *Rotate and replace all links* does: new number, primary key, new slips). So a key at
 * count 0 can be removed and no living link dies; after a leak, replacing the links of `linksLeft` empties it at once.
 */
export async function resealAll(store: Shelf, vault: Vault): Promise<Resealed> {
  let resealed = 0;
  const left = new Map<MeetingKey, 'links' | 'broken'>();
  for (;;) {
    const stale = await store.keys.stale(vault.primary, left.size + BATCH);
    const batch = stale.filter((key) => !left.has(key));
    if (batch.length === 0) break;
    for (const key of batch) {
      const outcome = await resealOne(store, vault, key);
      if (outcome === 'done') resealed += 1;
      else if (outcome !== 'changed') left.set(key, outcome);
    }
  }
  const those = (why: 'links' | 'broken') => [...left.keys()].filter((key) => left.get(key) === why);
  return { resealed, linksLeft: those('links'), broken: those('broken') };
}

/** `changed`: by somebody else meanwhile, or erased. If it is still stale it comes again. */
async function resealOne(
  store: Shelf,
  vault: Vault,
  key: MeetingKey,
): Promise<'done' | 'changed' | 'links' | 'broken'> {
  const before = await store.meetings.byKey(key);
  if (before === null) return 'changed';
  try {
    const after = reseal(before, vault);
    if (after === before) return 'links';
    const { version } = before.meeting;
    const result = await store.commit({
      ...emptyChange,
      expect: [{ table: 'meetings', id: key, version }],
      meetings: [{ ...after.meeting, version: version + 1 }],
      conferences: [after.conference],
    });
    return result === 'done' ? 'done' : 'changed';
  } catch (error) {
    if (error instanceof VaultError) return 'broken';
    throw error;
  }
}
