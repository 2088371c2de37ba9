import type { MeetingRecord } from '../meeting/meeting.ts';
import { makePasscode } from '../meeting/passcode.ts';
import type { Refused } from '../meeting/refusal.ts';
import { rotatePasscode } from '../meeting/rotate.ts';
import type { Secret } from '../vault/secret.ts';
import { sealPasscode } from './codes.ts';
import type { Context } from './command.ts';
import { providerOf } from './provider-of.ts';

/** The record with its next passcode: a chosen one, or a new random one. */
export function rotated(
  context: Context,
  record: MeetingRecord,
  passcode: Secret = makePasscode(context.random),
): MeetingRecord | Refused {
  const { meeting } = record;
  const next = sealPasscode(context, { ...meeting, revision: meeting.revision + 1 }, passcode);
  return rotatePasscode(record, next, providerOf(context, meeting.provider).abilities);
}
