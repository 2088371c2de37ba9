import type { Time } from '../../clock.ts';
import type { NewDelivery } from '../../ports/store/deliveries.ts';
import type { Change } from '../../ports/store.ts';
import { deliveryKey } from '../delivery-key.ts';
import { isFor, isSpent } from '../invitation.ts';
import type { MeetingRecord } from '../meeting.ts';
import { isOver } from '../occurrence.ts';
import {
  accountOf,
  type Difference,
  type Facts,
  isMuted,
  isReachable,
  occurrencePairs,
  owe,
  type Reachable,
  wasReachable,
} from './difference.ts';

/** Slips for a new invitation, passcode or link, or because the conference became ready; and those to show anew. */
export function owedSlips(difference: Difference): Pick<Change, 'deliveries' | 'redraw'> {
  return {
    deliveries: newSlips(difference).map((invitation) => slip(difference, invitation)),
    redraw: staleSlips(difference),
  };
}

/** Whose slip is owed now and was not before. */
export function newSlips({ before, after, facts }: Difference): readonly Reachable[] {
  const owedBefore = before ? owed(before, factsOf(before, after, facts)) : new Map<string, Reachable>();
  return [...owed(after, facts)].filter(([key]) => !owedBefore.has(key)).map(([, invitation]) => invitation);
}

/** Slips that another provider had not been ready for are new. */
const factsOf = (before: MeetingRecord, after: MeetingRecord, facts: Facts): Facts =>
  before.meeting.provider === after.meeting.provider ? facts : { ...facts, ownCodes: true };

/** Slips whose code or link has died, and living ones that show another number, credentials or time by now. */
function staleSlips(difference: Difference): readonly string[] {
  const { before, after } = difference;
  if (!before) return [];
  const living = codes(after);
  const moved = occurrencePairs(difference).flatMap(([was, is]) =>
    was && was.moves !== is.moves ? [is.id] : [],
  );
  const reissued = face(before) !== face(after);
  return [...codes(before).keys()].filter((key) => {
    const invitation = living.get(key);
    if (!invitation) return true;
    if (isSpent(after, invitation)) return false;
    return reissued || moved.some((occurrence) => isFor(invitation, occurrence));
  });
}

/** What all slips of a meeting show besides the passcode. */
const face = ({ meeting, conference }: MeetingRecord): string =>
  JSON.stringify([meeting.meetingId, meeting.topic, conference.credentials]);

/** Slips that hold a living code, by key, whether they were sent or not: of a call that ended too, until a rotation. */
function codes(record: MeetingRecord): ReadonlyMap<string, Reachable> {
  if (record.meeting.state === 'cancelled') return new Map();
  const dead = new Set(record.occurrences.filter(({ state }) => state === 'cancelled').map(({ id }) => id));
  return new Map(
    record.invitations
      .filter(isReachable)
      .filter(({ occurrenceId }) => occurrenceId === null || !dead.has(occurrenceId))
      .map((invitation) => [deliveryKey.slip(invitation, record.meeting.revision), invitation]),
  );
}

function owed(record: MeetingRecord, facts: Facts): ReadonlyMap<string, Reachable> {
  if (facts.ownCodes && record.conference.state !== 'ready') return new Map();
  return new Map(
    [...codes(record)].filter(
      ([, invitation]) =>
        !isSpent(record, invitation) && (!isMuted(facts, invitation) || askedFor(record, invitation)),
    ),
  );
}

function slip(difference: Difference, invitation: Reachable): NewDelivery {
  const { before, after, facts } = difference;
  const { id, occurrenceId, link, invitee } = invitation;
  const { startsAt, endsAt } = span(after, invitation);
  const claimed = askedFor(after, invitation) && !wasReachable(before, id);
  return owe(difference, {
    key: deliveryKey.slip(invitation, after.meeting.revision),
    to: invitee,
    content: 'slip',
    order: claimed ? 0 : (startsAt ?? facts.now),
    until: endsAt,
    occurrenceId,
    invitationId: id,
    link,
  });
}

/** Whether they wanted it themselves: by claiming, or by a request that was approved. */
function askedFor({ requests }: MeetingRecord, invitation: Reachable): boolean {
  const account = accountOf(invitation);
  if (invitation.role !== 'organizer' && invitation.invitedBy === account) return true;
  return requests.some((request) => request.account === account && request.state === 'approved');
}

/** From when until when the slip is of use; nulls for a personal room's owner, who can always use it. */
function span(
  record: MeetingRecord,
  { occurrenceId }: Reachable,
): { startsAt: Time | null; endsAt: Time | null } {
  if (record.meeting.kind === 'personal' && occurrenceId === null) return { startsAt: null, endsAt: null };
  const coming = record.occurrences.filter(
    (one) => !isOver(one) && (occurrenceId === null || one.id === occurrenceId),
  );
  return {
    startsAt: Math.min(...coming.map(({ startsAt }) => startsAt)),
    endsAt: Math.max(...coming.map(({ endsAt }) => endsAt)),
  };
}
