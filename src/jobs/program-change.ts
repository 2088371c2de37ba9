import type { Time } from '../clock.ts';
import { audited, type Noted } from '../meeting/audited.ts';
import { combine, recordChange } from '../meeting/change.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import type { Change } from '../ports/store.ts';
import { type FactSources, programFacts } from './facts.ts';

/** One commit for what the program itself makes of a meeting: its next rows, what follows from them, and the audit. */
export async function programChange(
  sources: FactSources,
  before: MeetingRecord,
  after: MeetingRecord,
  now: Time,
  ...noted: readonly [Noted, ...Noted[]]
): Promise<Change> {
  const actor = noted[0].actor ?? null;
  const facts = { ...(await programFacts(sources, before, now)), actor };
  return combine(recordChange(before, after, facts), audited(after.meeting, now, ...noted));
}
