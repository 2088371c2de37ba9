import { readMeetingId } from '../meeting/meeting-id.ts';
import { readPasscode } from '../meeting/passcode.ts';
import { typedCode } from '../meeting/typed-code.ts';
import type { Caller, DoorParts, Key, Verdict } from './door.ts';
import { guarded } from './guarded.ts';
import { passThrough } from './pass-through.ts';
import { refused } from './refused.ts';
import { throttleKeys } from './throttle.ts';

/** Digits of a typed ID that it is counted under: no meeting has more. */
const LONGEST_ID = 11;

/** Counts the try, compares, and only for a right passcode looks at what it opens. */
export async function verifyPasscode(
  parts: DoorParts,
  caller: Caller,
  key: Extract<Key, { kind: 'passcode' }>,
): Promise<Verdict> {
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
      if (!record) return { kind: 'invalid' };
      const account = caller.kind === 'account' ? caller.account : null;
      return passThrough(parts, { record, account, link: null, via: 'passcode' }, now);
    }
  }
}
