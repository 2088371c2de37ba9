import { DAY, HOUR, type Time } from '../clock.ts';
import { type Refused, refuse } from './refusal.ts';
import type { Settings } from './workspace.ts';

/** The organizer not counted. In a personal room: per call. */
export const INVITEES_PER_MEETING = 1_000;

/** `created`: what this member created here within the last hour. Null: they may create one more. */
export function limitCreating(
  created: number,
  { meetingsPerHour }: Pick<Settings, 'meetingsPerHour'>,
  now: Time,
): Refused | null {
  if (created < meetingsPerHour) return null;
  return refuse({ why: 'too-many-meetings', limit: meetingsPerHour, again: now + HOUR });
}

/** `invited`: how many this member invited here within the last day. Null: they may invite `more`. */
export function limitInviting(
  invited: number,
  more: number,
  { inviteesPerDay }: Pick<Settings, 'inviteesPerDay'>,
  now: Time,
): Refused | null {
  if (invited + more <= inviteesPerDay) return null;
  return refuse({ why: 'too-many-invitees', limit: inviteesPerDay, again: now + DAY });
}
