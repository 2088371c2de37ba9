import type { Time } from '../clock.ts';
import { sealPasscode } from '../commands/codes.ts';
import type { ProviderInfo } from '../commands/command.ts';
import type { ProviderName } from '../ids.ts';
import { programChange } from '../jobs/program-change.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { makePasscode } from '../meeting/passcode.ts';
import { isRefused } from '../meeting/refusal.ts';
import { replaceLinks, rotatePasscode } from '../meeting/rotate.ts';
import type { Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import type { Vault } from '../vault/vault.ts';
import { everyMeeting } from './every-meeting.ts';

type Parts = {
  readonly store: Store;
  readonly vault: Vault;
  readonly random: RandomBytes;
  readonly providers: ReadonlyMap<ProviderName, ProviderInfo>;
};

/**
 * Rotates the passcode of every open meeting and replaces its links, in a commit each; answers how many those were.
 * Nobody else may have the store open: a lost race throws.
 */
export async function renewCodes(parts: Parts, now: Time): Promise<number> {
  let renewed = 0;
  for await (const record of everyMeeting(parts.store)) {
    if (await renew(parts, record, now)) renewed += 1;
  }
  return renewed;
}

/** False: its codes are dead already. */
async function renew(parts: Parts, record: MeetingRecord, now: Time): Promise<boolean> {
  const { meeting } = record;
  const sealed = sealPasscode(
    parts,
    { ...meeting, revision: meeting.revision + 1 },
    makePasscode(parts.random),
  );
  // A provider that is not set up any more has no codes that could follow.
  const abilities = parts.providers.get(meeting.provider)?.abilities ?? { rotate: 'nothing' };
  const rotated = rotatePasscode(record, sealed, abilities);
  const next = isRefused(rotated) ? rotated : replaceLinks(rotated);
  if (isRefused(next)) return false;
  const noted = [
    { action: 'rotated', via: 'restore' },
    { action: 'links-replaced', via: 'restore' },
  ] as const;
  const result = await parts.store.commit(await programChange(parts, record, next, now, ...noted));
  if (result !== 'done') throw new Error(`meeting ${meeting.key}: ${result}`);
  return true;
}
