import type { MeetingRecord } from '../meeting/meeting.ts';
import { readMeetingId } from '../meeting/meeting-id.ts';
import { readPasscode } from '../meeting/passcode.ts';
import { typedCode } from '../meeting/typed-code.ts';
import type { Caller, DoorParts, Key } from './door.ts';
import { guarded } from './guarded.ts';
import { refused } from './refused.ts';
import { throttleKeys } from './throttle.ts';

/** Digits of a typed ID that it is counted under: no meeting has more. */
const LONGEST_ID = 11;

export type TypedKey = Extract<Key, { kind: 'passcode' }>;

export type Compared =
  | { readonly kind: 'throttled'; readonly retryAfter: number }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'right'; readonly record: MeetingRecord };

/** Counts the try and compares. Whoever's code it is not is turned away; a right one says only whose it is. */
export async function comparePasscode(parts: DoorParts, caller: Caller, key: TypedKey): Promise<Compared> {
  const { store, vault } = parts;
  const now = parts.clock.now();
  const meetingId = readMeetingId(key.meetingId);
  const passcode = readPasscode(key.passcode.open());
  const result = await store.door.attempt({
    at: now,
    ...throttleKeys(caller, parts.sharedNetworks),
    typedId: (typedCode(key.meetingId) ?? '').replace(/\D/g, '').slice(0, LONGEST_ID),
    // What can be nobody's code is counted like a wrong one, and compared with nothing.
    checks: meetingId && passcode ? vault.checks(meetingId, passcode) : [],
  });
  switch (result.kind) {
    case 'throttled':
      return result;
    case 'shut':
      // The operator's alarm (SECURITY.md §1).
      if (result.flooded) parts.log.error({}, 'anonymous doors shut: too many wrong codes in an hour');
      return { kind: 'invalid' };
    case 'wrong':
    case 'replaced': {
      const record = meetingId && (await store.meetings.byMeetingId(meetingId));
      if (!record) return { kind: 'invalid' };
      if (result.kind === 'wrong' && result.tripped) await guarded(parts, record, now);
      return refused(parts, { record, invitation: null, via: 'passcode' }, now);
    }
    case 'right': {
      const record = await store.meetings.byKey(result.meeting);
      return record ? { kind: 'right', record } : { kind: 'invalid' };
    }
  }
}
