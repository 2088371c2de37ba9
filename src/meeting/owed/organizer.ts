import type { OccurrenceId } from '../../ids.ts';
import type { NewDelivery } from '../../ports/store/deliveries.ts';
import type { Change } from '../../ports/store.ts';
import { deliveryKey } from '../delivery-key.ts';
import { isSpent } from '../invitation.ts';
import type { Invitation, MeetingRecord } from '../meeting.ts';
import { isOver } from '../occurrence.ts';
import { relationOf } from '../rights.ts';
import { type Difference, type Facts, occurrencePairs, owe, roomIn, wasInvited } from './difference.ts';
import { newSlips } from './slips.ts';

/**
 * What the organizer reads about the others: the report of who has their code, one message with all code requests,
 * and who came to a call. The first two are edited as things change. A new organizer gets their own; one who has left gets none.
 */
export function owedToOrganizer(difference: Difference): Pick<Change, 'deliveries' | 'redraw'> {
  const { before, after, facts } = difference;
  if (relationOf(after.meeting.organizer, after) !== 'organizer') return { deliveries: [], redraw: [] };
  const isNew = before?.meeting.organizer !== after.meeting.organizer;
  return {
    deliveries: [
      ...reports(difference, isNew),
      ...requestMessage(difference, isNew),
      ...attendance(difference),
    ],
    redraw: before
      ? [
          ...staleReports(before, after, facts),
          ...staleRequests(before, after),
          ...answeredQuestions(difference),
          ...settledFailures(before, after),
        ]
      : [],
  };
}

/** *Still going* was asked about a planned end: it is over now, or goes on for longer. */
const answeredQuestions = (difference: Difference): readonly string[] =>
  occurrencePairs(difference).flatMap(([was, is]) =>
    was?.state === 'live' && (isOver(is) || is.endsAt !== was.endsAt)
      ? [deliveryKey.stillGoing(is.id, was.endsAt)]
      : [],
  );

/** What the provider did not do: it was asked for again, or is not wanted any more. */
const settledFailures = ({ conference: was }: MeetingRecord, { conference: is }: MeetingRecord) =>
  was.reason !== null && is.reason === null
    ? [deliveryKey.conferenceFailed(was.id, was.wanted), deliveryKey.conferenceDeleted(was.id, was.wanted)]
    : [];

/** Who came, once a call that was held is over. */
const attendance = (difference: Difference): readonly NewDelivery[] =>
  occurrencePairs(difference)
    .filter(([was, is]) => was?.state === 'live' && isOver(is))
    .map(([, { id }]) =>
      owe(difference, {
        key: deliveryKey.attended(id, difference.after.meeting.organizer),
        to: { kind: 'account', account: difference.after.meeting.organizer },
        content: 'attended',
        order: 0,
        occurrenceId: id,
      }),
    );

/** A personal room has one report per call. */
function reports(difference: Difference, isNew: boolean): readonly NewDelivery[] {
  const { before, after } = difference;
  const owedTo = new Set(newSlips(difference).map(({ id }) => id));
  const reported = guests(after).filter(
    ({ id, invitee }) => isNew || owedTo.has(id) || (invitee.kind !== 'account' && !wasInvited(before, id)),
  );
  return [...new Set(reported.map(({ occurrenceId }) => occurrenceId))].map((occurrenceId) =>
    owe(difference, {
      key: deliveryKey.report(after.meeting, occurrenceId),
      to: { kind: 'account', account: after.meeting.organizer },
      content: 'report',
      // Shows the progress of the slips, so it does not wait behind them.
      order: 0,
      occurrenceId,
    }),
  );
}

function staleReports(before: MeetingRecord, after: MeetingRecord, facts: Facts): readonly string[] {
  const scopes = new Set(guests(before).map(({ occurrenceId }) => occurrenceId));
  return [...scopes]
    .filter((scope) => guestList(before, scope, facts) !== guestList(after, scope, facts))
    .map((scope) => deliveryKey.report(after.meeting, scope));
}

/** Who is counted in a report: those who still need their code. */
const guests = (record: MeetingRecord): readonly Invitation[] =>
  record.invitations.filter(
    (one) => one.state === 'invited' && one.role !== 'organizer' && !isSpent(record, one),
  );

const guestList = (record: MeetingRecord, scope: OccurrenceId | null, facts: Facts): string =>
  JSON.stringify([
    record.meeting.revision,
    roomIn(record, facts),
    guests(record)
      .filter(({ occurrenceId }) => occurrenceId === scope)
      .map(({ id, link, invitee }) => [id, link, invitee.kind]),
  ]);

function requestMessage(difference: Difference, isNew: boolean): readonly NewDelivery[] {
  const { before, after } = difference;
  const waiting = after.requests.filter(({ state }) => state === 'open');
  const isKnown = before && !isNew && waiting.every(({ id }) => before.requests.some((one) => one.id === id));
  if (waiting.length === 0 || isKnown) return [];
  return [
    owe(difference, {
      key: deliveryKey.requests(after.meeting),
      to: { kind: 'account', account: after.meeting.organizer },
      content: 'requests',
      order: 0,
    }),
  ];
}

function staleRequests(before: MeetingRecord, after: MeetingRecord): readonly string[] {
  if (before.requests.length === 0) return [];
  const same =
    before.meeting.state === after.meeting.state &&
    before.meeting.access === after.meeting.access &&
    before.requests.length === after.requests.length &&
    before.requests.every((request, index) => request === after.requests[index]);
  return same ? [] : [deliveryKey.requests(after.meeting)];
}
