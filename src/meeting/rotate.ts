import type { Abilities } from '../ports/conference.ts';
import { withInvitations } from './invitation.ts';
import type { Meeting, MeetingRecord } from './meeting.ts';
import { isOver } from './occurrence.ts';
import { type Refused, refuse } from './refusal.ts';
import { touchConference } from './touch-conference.ts';

/**
 * A new passcode, the old one dead at once, the provider's own codes changed too where it has any. Personal links
 * stay alive. `passcode` is sealed for revision + 1.
 */
export function rotatePasscode(
  record: MeetingRecord,
  next: Pick<Meeting, 'passcode' | 'check'>,
  { rotate }: Pick<Abilities, 'rotate'>,
): MeetingRecord | Refused {
  const { meeting, conference } = record;
  const dead = deadCode(record);
  if (dead) return dead;
  return {
    ...record,
    meeting: { ...meeting, ...next, revision: meeting.revision + 1, replacedCheck: meeting.check },
    conference: rotate === 'nothing' ? conference : touchConference(conference, 'rotated'),
  };
}

/** Revokes every personal link; each invitee gets the next one. */
export function replaceLinks(record: MeetingRecord): MeetingRecord | Refused {
  return (
    deadCode(record) ??
    withInvitations(record, (invitation) =>
      invitation.state === 'invited' ? { ...invitation, link: invitation.link + 1 } : invitation,
    )
  );
}

/** A code that opens nothing any more need not change. A personal room's opens the next call. */
export function deadCode({ meeting, occurrences }: MeetingRecord): Refused | null {
  if (meeting.state === 'cancelled') return refuse({ why: 'is-cancelled' });
  return meeting.kind !== 'personal' && occurrences.every(isOver) ? refuse({ why: 'is-over' }) : null;
}
