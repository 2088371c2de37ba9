import { describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../src/clock.ts';
import { asId, type OccurrenceId } from '../../src/ids.ts';
import { invite } from '../../src/meeting/invite.ts';
import type { MeetingRecord, SlipState } from '../../src/meeting/meeting.ts';
import { owedReminders } from '../../src/meeting/owed/reminders.ts';
import { dueText, type ReminderMinutes, readDue, USUAL_REMINDER } from '../../src/meeting/reminder.ts';
import { rsvp } from '../../src/meeting/rsvp.ts';
import {
  aCall,
  aMeeting,
  aRoom,
  CALL,
  facts,
  granted,
  invitationId,
  inviting,
  ivan,
  mia,
  NOW,
  occurrenceOf,
  olga,
  STANDUP,
  tomorrow,
  withSlip,
  withUsername,
} from './a-meeting.ts';

const everybody = (minutes: ReminderMinutes | null) => new Map([olga, ivan, mia].map((id) => [id, minutes]));

/** The slips of all whose invitations these are, in that state since then. */
const told = (record: MeetingRecord, state: SlipState = 'sent', at = NOW): MeetingRecord => ({
  ...record,
  slips: record.invitations.map(({ id, link }) => ({
    invitationId: id,
    revision: 1,
    link,
    state,
    reason: null,
    at,
  })),
});

const owed = (
  record: MeetingRecord,
  minutes: ReminderMinutes = 10,
  wishes: ReadonlyMap<typeof olga, ReminderMinutes | null> = everybody(10),
  occurrence: OccurrenceId = STANDUP,
  muted: readonly (typeof olga)[] = [],
) => {
  const difference = { before: record, after: record, facts: facts({ muted: new Set(muted) }) };
  return owedReminders(difference, occurrenceOf(record, occurrence), minutes, wishes);
};

const whom = (...asked: Parameters<typeof owed>) =>
  owed(...asked).map(({ invitationId: id }) => id?.replace('invitation-', ''));

describe('a reminder', () => {
  test('is owed to whoever is invited, the organizer too, under a key that names the start', () => {
    expect(whom(told(aMeeting()))).toEqual(['olga', 'ivan', 'mia']);
    expect(owed(told(aMeeting()))[1]).toMatchObject({
      key: `reminder:invitation-ivan:standup:${tomorrow.startsAt}`,
      to: { kind: 'account', account: ivan },
      content: 'reminder',
      order: tomorrow.startsAt,
      until: tomorrow.startsAt,
      occurrenceId: STANDUP,
      link: 1,
    });
  });

  test('is owed at everyone’s own minutes, and to nobody who wants none or is not known', () => {
    const wishes = new Map<typeof olga, ReminderMinutes | null>([
      [ivan, 30],
      [mia, null],
    ]);
    expect(whom(told(aMeeting()), 30, wishes)).toEqual(['ivan']);
    expect(whom(told(aMeeting()), 10, wishes)).toEqual([]);
  });

  test('is not owed to who declined, nor to who wants nothing from the organizer', () => {
    const declined = granted(rsvp(told(aMeeting()), STANDUP, ivan, 'declined'));
    expect(whom(declined)).toEqual(['olga', 'mia']);
    expect(whom(told(aMeeting()), 10, everybody(10), STANDUP, [mia])).toEqual(['olga', 'ivan']);
  });

  test('goes by mail to an address at the usual time, and to no username', () => {
    const invitee = { kind: 'email', address: 'lee@example.org' } as const;
    const mailed = { ...inviting(), invitees: [{ id: invitationId('lee'), invitee }] };
    const record = told(withUsername(granted(invite(aMeeting(), STANDUP, mailed, NOW)), 'pat'));
    expect(whom(record, USUAL_REMINDER, everybody(5))).toEqual(['lee']);
    expect(whom(record, 5, everybody(5))).toEqual(['olga', 'ivan', 'mia']);
    expect(owed(record, USUAL_REMINDER, everybody(5))[0]).toMatchObject({ platform: 'mail', to: invitee });
  });

  test('is only for those who are invited to that call', () => {
    const other = asId<OccurrenceId>('friday');
    const room = told(
      aCall(aCall(aRoom()), { id: other, startsAt: NOW + 3 * DAY, endsAt: NOW + 4 * DAY }, [mia]),
    );
    expect(whom(room, 10, everybody(10), CALL)).toEqual(['olga', 'call-ivan']);
    expect(whom(room, 10, everybody(10), other)).toEqual(['olga', 'friday-mia']);
  });

  test('is not owed beside a slip that is under way or went in the same minutes', () => {
    const at = tomorrow.startsAt - 10 * MINUTE;
    expect(whom(aMeeting())).toEqual([]);
    expect(whom(told(aMeeting(), 'due'))).toEqual([]);
    expect(whom(told(aMeeting(), 'sending'))).toEqual([]);
    expect(whom(told(aMeeting(), 'sent', at))).toEqual([]);
    expect(whom(told(aMeeting(), 'sent', at - 1))).toEqual(['olga', 'ivan', 'mia']);
    expect(whom(withSlip(told(aMeeting()), ivan, 'due'))).toEqual(['olga', 'mia']);
  });

  test('is tried for whoever could not be reached before', () => {
    expect(whom(told(aMeeting(), 'unreachable'))).toEqual(['olga', 'ivan', 'mia']);
  });
});

test('what a job reminds of is read as it was written, and nothing else is', () => {
  const due = { occurrence: STANDUP, minutes: 15 } as const;
  expect(readDue(dueText(due))).toEqual(due);
  for (const other of ['', 'standup', 'standup:7', 'standup:', 'standup:1']) {
    expect(readDue(other)).toBe(null);
  }
});
