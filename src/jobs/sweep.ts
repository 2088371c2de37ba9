import { type Clock, DAY, HOUR, MINUTE, SECOND } from '../clock.ts';
import { sealPasscode } from '../commands/codes.ts';
import type { SweptAttendance } from '../door/attendance.ts';
import { asId, type MeetingKey, type ProviderName } from '../ids.ts';
import type { Log } from '../log.ts';
import { makePasscode } from '../meeting/passcode.ts';
import { isRefused } from '../meeting/refusal.ts';
import { rotatePasscode } from '../meeting/rotate.ts';
import type { Abilities } from '../ports/conference.ts';
import type { NewJob } from '../ports/store/jobs.ts';
import type { Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import type { Vault } from '../vault/vault.ts';
import { again, done, type Ending } from './ending.ts';
import { programChange } from './program-change.ts';
import type { Runner } from './worker.ts';

export type SweepParts = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly log: Log;
  readonly vault: Vault;
  readonly providers: ReadonlyMap<ProviderName, { readonly abilities: Abilities }>;
  readonly attendance: Pick<SweptAttendance, 'expire'>;
  /** `RETENTION_DAYS`. */
  readonly retentionDays: number;
};

/** Meetings erased in one go. */
const BATCH = 100;

/** Where a rotation that several leavers share is asked for (`sharedRotation`). */
const ROTATE = /^rotate:(.+)$/;

/** Work that comes round by the clock. Each sweep does what is due and answers how long to wait for the next. */
function sweeps(parts: SweepParts): Readonly<Record<string, () => Promise<number>>> {
  const { store, clock, log, attendance, retentionDays } = parts;
  return {
    async presence() {
      await attendance.expire();
      return 15 * SECOND;
    },
    async forms() {
      await store.forms.sweep(clock.now());
      await store.sessions.sweep(clock.now());
      return 10 * MINUTE;
    },
    async door() {
      await store.door.sweep(clock.now());
      return HOUR;
    },
    async retention() {
      const over = await store.retention.overBefore(clock.now() - retentionDays * DAY, BATCH);
      for (const key of over) {
        await store.retention.erase(key);
        log.info({ meeting: key }, 'meeting erased');
      }
      const past = await store.retention.erasePast(clock.now() - retentionDays * DAY, BATCH);
      if (past > 0) log.info({ times: past }, 'past times erased');
      return over.length === BATCH || past === BATCH ? SECOND : HOUR;
    },
  };
}

/** The jobs that must be there when the program runs: committed at every start. */
export const sweepJobs = (now: number): readonly NewJob[] =>
  ['presence', 'forms', 'door', 'retention'].map((what) => ({
    key: `sweep:${what}`,
    kind: 'sweep',
    subject: what,
    runAt: now,
    order: 0,
    buckets: [],
  }));

export function createSweep(parts: SweepParts): Runner {
  const { store, clock, random, vault, providers } = parts;
  const byName = new Map(Object.entries(sweeps(parts)));

  /** The passcode had reached somebody who has left. */
  async function rotate(key: MeetingKey): Promise<Ending> {
    const record = await store.meetings.byKey(key);
    const abilities = record && providers.get(record.meeting.provider)?.abilities;
    if (!record || !abilities) return done();
    const { meeting } = record;
    const revision = meeting.revision + 1;
    const next = sealPasscode({ vault }, { ...meeting, revision }, makePasscode(random));
    const rotated = rotatePasscode(record, next, abilities);
    if (isRefused(rotated)) return done();
    const noted = { action: 'rotated', via: 'somebody-left' } as const;
    return done(await programChange(parts, record, rotated, clock.now(), noted));
  }

  return {
    async run(job) {
      const meeting = ROTATE.exec(job.subject)?.[1];
      if (meeting !== undefined) return () => rotate(asId<MeetingKey>(meeting));
      const wait = await byName.get(job.subject)?.();
      return async () => (wait === undefined ? done() : again(clock.now() + wait));
    },
    giveUp: async () => again(clock.now() + HOUR),
  };
}
