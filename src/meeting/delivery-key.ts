import type { Time } from '../clock.ts';
import type {
  AccountId,
  ConferenceId,
  ForeignId,
  InvitationId,
  MeetingKey,
  OccurrenceId,
  RequestId,
} from '../ids.ts';
import type { MessageRef } from '../ports/messenger.ts';
import type { Meeting } from './meeting.ts';

type Slipped = { readonly id: InvitationId; readonly link: number };
type Repeated = Pick<Meeting, 'key' | 'recurrence'>;
type Starting = { readonly id: OccurrenceId; readonly startsAt: Time };
type Organized = { readonly key: MeetingKey; readonly organizer: AccountId };

/**
 * Why a message is owed, as a key: what is owed for the same reason is owed once. Made only here, because whoever
 * redraws a message must name it exactly as whoever owed it.
 */
export const deliveryKey = {
  slip: (invitation: Slipped, revision: number) => `slip:${invitation.id}:${revision}:${invitation.link}`,
  /** Of a slip, by where it stands. */
  copy: (slip: string, ref: MessageRef) => `copy:${slip}:${ref}`,
  /** All copies of a slip: from the first that could be, to before the second; `;` is the character after `:`. */
  copies: (slip: string) => [`copy:${slip}:`, `copy:${slip};`] as const,
  /** What is repeated may have one card for all its times. */
  card: ({ key, recurrence }: Repeated, occurrence: OccurrenceId, conversation: ForeignId) =>
    `card:${recurrence?.cards === 'one' ? key : occurrence}:${conversation}`,
  /** A new organizer gets one of their own; in a personal room each call (`occurrence`) has its own. */
  report: (meeting: Organized, occurrence: OccurrenceId | null) =>
    `report:${occurrence ?? meeting.key}:${meeting.organizer}`,
  requests: (meeting: Organized) => `requests:${meeting.key}:${meeting.organizer}`,
  moved: (invitation: InvitationId, occurrence: OccurrenceId, moves: number) =>
    `moved:${invitation}:${occurrence}:${moves}`,
  cancelled: (invitation: InvitationId, occurrence: OccurrenceId | 'all') =>
    `cancelled:${invitation}:${occurrence}`,
  withdrawn: (invitation: Slipped) => `withdrawn:${invitation.id}:${invitation.link}`,
  started: (invitation: InvitationId, occurrence: OccurrenceId) => `started:${invitation}:${occurrence}`,
  /** Nobody is reminded twice of one start; of another time they are. */
  reminder: (invitation: InvitationId, { id, startsAt }: Starting) =>
    `reminder:${invitation}:${id}:${startsAt}`,
  decided: (request: RequestId) => `decided:${request}`,
  stillGoing: (occurrence: OccurrenceId, endsAt: Time) => `still-going:${occurrence}:${endsAt}`,
  /** `day`: an ISO date, so that the organizer is told at most once a day. */
  guarded: (meeting: MeetingKey, day: string) => `guarded:${meeting}:${day}`,
  leaked: (meeting: MeetingKey, revision: number) => `leaked:${meeting}:${revision}`,
  attended: (occurrence: OccurrenceId, organizer: AccountId) => `attended:${occurrence}:${organizer}`,
  secondUse: (occurrence: OccurrenceId, personKey: string) => `second-use:${occurrence}:${personKey}`,
  full: (occurrence: OccurrenceId) => `full:${occurrence}`,
  conferenceDeleted: (conference: ConferenceId, wanted: number) =>
    `conference-deleted:${conference}:${wanted}`,
  conferenceFailed: (conference: ConferenceId, wanted: number) => `conference-failed:${conference}:${wanted}`,
};
