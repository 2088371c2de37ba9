import type { DeliveryContent, NewDelivery } from '../../ports/store/deliveries.ts';
import type { Change } from '../../ports/store.ts';
import { deliveryKey } from '../delivery-key.ts';
import { isFor, rsvpTo } from '../invitation.ts';
import type { Occurrence } from '../meeting.ts';
import { isOver } from '../occurrence.ts';
import { hasHeard } from '../withdraw.ts';
import {
  accountOf,
  type Difference,
  isMuted,
  isReachable,
  occurrencePairs,
  owe,
  type Reachable,
  wasInvited,
} from './difference.ts';

/**
 * What people are told once: moved, cancelled, started, withdrawn, decided. Nobody is told what they did
 * themselves, who was just invited needs only the slip, and who has muted the organizer hears nothing.
 */
export const owedNotices = (difference: Difference): Pick<Change, 'deliveries'> => ({
  deliveries: [
    ...moved(difference),
    ...cancelled(difference),
    ...started(difference),
    ...withdrawn(difference),
    ...decided(difference),
  ],
});

/** Of all times that follow only the first is told. */
function moved(difference: Difference): readonly NewDelivery[] {
  return firstIfRepeated(
    difference,
    occurrencePairs(difference).filter(([was, is]) => was && was.moves !== is.moves),
  ).flatMap(([, is]) =>
    audience(difference, is).map((invitation) =>
      notice(difference, 'moved', invitation, is, deliveryKey.moved(invitation.id, is.id, is.moves)),
    ),
  );
}

const firstIfRepeated = <Pair>({ after }: Difference, pairs: readonly Pair[]): readonly Pair[] =>
  after.meeting.recurrence ? pairs.slice(0, 1) : pairs;

function cancelled(difference: Difference): readonly NewDelivery[] {
  const { before, after } = difference;
  const whole = before?.meeting.state !== after.meeting.state;
  const dropped = occurrencePairs(difference).filter(
    ([was, is]) => was && !isOver(was) && is.state === 'cancelled',
  );
  return (whole ? dropped.slice(0, 1) : firstIfRepeated(difference, dropped)).flatMap(([, is]) =>
    audience(difference, is).map((invitation) => {
      const key = deliveryKey.cancelled(invitation.id, whole ? 'all' : is.id);
      return { ...notice(difference, 'cancelled', invitation, is, key), until: null };
    }),
  );
}

/** *Start now*, when somebody starts it: not when its time comes or the first person walks in. */
function started(difference: Difference): readonly NewDelivery[] {
  if (difference.facts.actor === null) return [];
  return occurrencePairs(difference).flatMap(([was, is]) =>
    was?.state === 'planned' && is.state === 'live'
      ? audience(difference, is)
          .filter((invitation) => rsvpTo(invitation, is) !== 'declined')
          .map((invitation) =>
            notice(difference, 'started', invitation, is, deliveryKey.started(invitation.id, is.id)),
          )
      : [],
  );
}

/** Only who knew of the invitation is told that it is gone. */
function withdrawn(difference: Difference): readonly NewDelivery[] {
  const { before, after, facts } = difference;
  const gone = before?.invitations.filter(
    (was) =>
      hasHeard(before, was) &&
      after.invitations.some(({ id, state }) => id === was.id && state === 'withdrawn'),
  );
  return (gone ?? [])
    .filter(isReachable)
    .filter(isTold(difference))
    .map((invitation) =>
      owe(difference, {
        key: deliveryKey.withdrawn(invitation),
        to: invitation.invitee,
        content: 'withdrawn',
        order: facts.now,
        occurrenceId: invitation.occurrenceId,
        invitationId: invitation.id,
        link: invitation.link,
      }),
    );
}

/** A request that lapsed because its asker left was decided by nobody. */
function decided(difference: Difference): readonly NewDelivery[] {
  const { before, after } = difference;
  const waited = new Set(before?.requests.filter(({ state }) => state === 'open').map(({ id }) => id));
  return after.requests
    .filter(({ id, decidedBy }) => waited.has(id) && decidedBy !== null)
    .map(({ id, account }) =>
      owe(difference, {
        key: deliveryKey.decided(id),
        to: { kind: 'account', account },
        content: 'decided',
        order: 0,
      }),
    );
}

/** Who is invited to the occurrence now and was before. */
const audience = (difference: Difference, occurrence: Occurrence): readonly Reachable[] =>
  difference.after.invitations
    .filter(isReachable)
    .filter((invitation) => isFor(invitation, occurrence.id) && wasInvited(difference.before, invitation.id))
    .filter(isTold(difference));

const isTold =
  ({ facts }: Difference) =>
  (invitation: Reachable): boolean =>
    (facts.actor === null || accountOf(invitation) !== facts.actor) && !isMuted(facts, invitation);

const notice = (
  difference: Difference,
  content: DeliveryContent,
  invitation: Reachable,
  occurrence: Occurrence,
  key: string,
): NewDelivery =>
  owe(difference, {
    key,
    to: invitation.invitee,
    content,
    order: occurrence.startsAt,
    until: occurrence.endsAt,
    occurrenceId: occurrence.id,
    invitationId: invitation.id,
    link: invitation.link,
  });
