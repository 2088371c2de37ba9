import type { Time } from '../clock.ts';
import type { InvitationId, OccurrenceId } from '../ids.ts';
import { cancelMeeting } from './cancel.ts';
import { createMeeting, type MeetingDraft } from './create.ts';
import { sameInvitee, withInvitations } from './invitation.ts';
import type { MeetingRecord } from './meeting.ts';
import { openOccurrence, withOccurrence } from './occurrence.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';
import { startingFrom } from './series.ts';

/** What a recreated meeting has of its own: the rest it takes from the old one. */
export type Fresh = Pick<
  MeetingDraft,
  'key' | 'meetingId' | 'organizerInvitation' | 'conferenceId' | 'passcode' | 'check' | 'linkKey'
> & {
  newOccurrenceId(): OccurrenceId;
  newInvitationId(): InvitationId;
};

/**
 * Cancels and creates anew with the same topic, time and people, for when a code is beyond saving. One whose time
 * has come starts now and gets its full length. What is repeated goes on by its rule from this occurrence on, with the
 * next times as they are: moved or cancelled one by one.
 */
export function recreate(
  old: MeetingRecord,
  id: OccurrenceId,
  fresh: Fresh,
  now: Time,
): { readonly cancelled: MeetingRecord; readonly created: MeetingRecord } | Refused {
  if (old.meeting.kind === 'personal') return refuse({ why: 'personal-room' });
  const occurrence = openOccurrence(old, id);
  if (isRefused(occurrence)) return occurrence;

  const { topic, organizer, access, waitingRoom, provider, workspaceId, recurrence } = old.meeting;
  const { zone, card, slot } = occurrence;
  const { newOccurrenceId, newInvitationId, ...own } = fresh;
  const invited = old.invitations.filter(({ state }) => state === 'invited');
  const startsAt = Math.max(occurrence.startsAt, now);
  const endsAt = startsAt + occurrence.endsAt - occurrence.startsAt;
  const created = createMeeting(
    {
      ...own,
      topic,
      organizer,
      access,
      waitingRoom,
      provider,
      workspaceId,
      occurrence: { id: newOccurrenceId(), startsAt, endsAt, zone, card },
      recurrence:
        recurrence && slot !== null ? { ...startingFrom(recurrence, slot), made: recurrence.made } : null,
      invitees: invited.map(({ invitee }) => ({ id: newInvitationId(), invitee })),
    },
    now,
  );
  if (isRefused(created)) return created;
  const times = old.occurrences
    .filter((one) => one.state === 'planned' && one.slot !== null && slot !== null && one.slot > slot)
    .map((one) => ({ ...one, id: newOccurrenceId(), meetingKey: own.key, moves: 0 }));
  const cohosts = invited.filter(({ role }) => role === 'cohost');
  return {
    cancelled: cancelMeeting(old, now),
    created: withInvitations(times.reduce(withOccurrence, created), (invitation) =>
      cohosts.some(({ invitee }) => sameInvitee(invitee, invitation.invitee))
        ? { ...invitation, role: 'cohost' }
        : invitation,
    ),
  };
}
