import type { AccountId } from '../../ids.ts';
import type { NewDelivery } from '../../ports/store/deliveries.ts';
import { deliveryKey } from '../delivery-key.ts';
import { isFor, rsvpTo } from '../invitation.ts';
import type { MeetingRecord, Occurrence } from '../meeting.ts';
import { type ReminderMinutes, remindAt, USUAL_REMINDER } from '../reminder.ts';
import { accountOf, type Difference, isMuted, isReachable, owe, type Reachable } from './difference.ts';

/**
 * Reminders of an occurrence for those who want theirs so many minutes before. The only messages that follow from the
 * time alone: nothing has changed. `wishes`: what each account has chosen.
 */
export function owedReminders(
  difference: Difference,
  occurrence: Occurrence,
  minutes: ReminderMinutes,
  wishes: ReadonlyMap<AccountId, ReminderMinutes | null>,
): readonly NewDelivery[] {
  const { after, facts } = difference;
  return after.invitations
    .filter(isReachable)
    .filter(
      (invitation) =>
        isFor(invitation, occurrence.id) &&
        rsvpTo(invitation, occurrence) !== 'declined' &&
        wishOf(invitation, wishes) === minutes &&
        !isMuted(facts, invitation) &&
        hasHadSlip(after, invitation, remindAt(occurrence, minutes)),
    )
    .map((invitation) =>
      owe(difference, {
        key: deliveryKey.reminder(invitation.id, occurrence),
        to: invitation.invitee,
        content: 'reminder',
        order: occurrence.startsAt,
        until: occurrence.startsAt,
        occurrenceId: occurrence.id,
        invitationId: invitation.id,
        link: invitation.link,
      }),
    );
}

function wishOf(
  invitation: Reachable,
  wishes: ReadonlyMap<AccountId, ReminderMinutes | null>,
): ReminderMinutes | null {
  const account = accountOf(invitation);
  return account === null ? USUAL_REMINDER : (wishes.get(account) ?? null);
}

/** Whether their slip is behind them by then: one that comes in the same minutes says it all. */
function hasHadSlip({ slips }: MeetingRecord, { id }: Reachable, by: number): boolean {
  const slip = slips.findLast(({ invitationId }) => invitationId === id);
  return slip !== undefined && slip.state !== 'due' && slip.state !== 'sending' && slip.at < by;
}
