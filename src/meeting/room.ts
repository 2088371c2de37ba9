import type { Time } from '../clock.ts';
import type { OccurrenceId } from '../ids.ts';
import {
  type MeetingDraft,
  newOccurrence,
  newRecord,
  type OccurrenceDraft,
  type WithInvitees,
} from './create.ts';
import { addInvitations } from './invite.ts';
import type { MeetingRecord } from './meeting.ts';
import { withOccurrence } from './occurrence.ts';
import { type Refused, refuse } from './refusal.ts';
import { cleanTopic } from './topic.ts';
import { touchConference } from './touch-conference.ts';

/**
 * A member's personal room, in which nothing is held yet. Every meeting has an occurrence, so a room begins with
 * one that is over: whatever is asked of it gets the answer of a call that has ended.
 */
export function createRoom(
  draft: MeetingDraft & { readonly founding: { readonly id: OccurrenceId; readonly zone: string } },
  now: Time,
): MeetingRecord {
  const times = { startsAt: now, endsAt: now, startedAt: null, endedAt: now };
  const { key: meetingKey, founding } = draft;
  const nothing = { card: null, moves: 0, slot: null, topic: null };
  const founded = { ...founding, ...times, ...nothing, meetingKey, state: 'ended' as const };
  return newRecord(draft, 'personal', founded, now);
}

/**
 * A call in a personal room, now or planned, with invitees of its own and, unless it is empty, a topic of its own.
 * One call at a time can be live.
 */
export function holdCall(
  room: MeetingRecord,
  draft: OccurrenceDraft & WithInvitees & { readonly topic: string; readonly linkKey: string },
  now: Time,
): MeetingRecord | Refused {
  const { invitees, linkKey, topic, ...occurrence } = draft;
  const call = { ...newOccurrence(room.meeting.key, occurrence, now), topic: cleanTopic(topic) || null };
  if (call.state === 'live' && room.occurrences.some(({ state }) => state === 'live')) {
    return refuse({ why: 'is-live' });
  }
  const held = { ...withOccurrence(room, call), conference: touchConference(room.conference, 'updated') };
  return addInvitations(held, call.id, { invitees, linkKey, invitedBy: room.meeting.organizer }, now);
}
