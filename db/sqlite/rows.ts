import type { MeetingKey } from '../../src/ids.ts';
import type { Invitee, Meeting } from '../../src/meeting/meeting.ts';
import type { Change } from '../../src/ports/store.ts';
import { keyIdOf } from '../../src/vault/envelope.ts';
import type { Connection } from './connection.ts';
import { and, eq, sql } from './drizzle.ts';
import { accounts } from './schema/accounts.ts';
import { audit } from './schema/audit.ts';
import { admissions } from './schema/door.ts';
import { forms } from './schema/forms.ts';
import { conferences, invitations, meetings, numbers, occurrences, requests } from './schema/meetings.ts';
import { workspaces } from './schema/workspaces.ts';
import { upsert } from './upsert.ts';

/** Writes the rows of a change. What is derived from them (`upcoming`, `due`, …) follows in the same transaction. */
export function createRows({ orm }: Connection): (change: Change) => void {
  const value = (name: string) => sql.placeholder(name);
  const notOver = sql`${occurrences.state} in ('planned', 'live')`;
  const earliest = sql`select min(${occurrences.startsAt}) from ${occurrences}
    join ${meetings} on ${meetings.key} = ${occurrences.meetingKey} and ${meetings.state} = 'open'`;

  const put = {
    workspace: upsert(orm, workspaces, workspaces.id),
    account: upsert(orm, accounts, accounts.id),
    meeting: upsert(orm, meetings, meetings.key, { keep: ['createdBy', 'upcoming', 'overAt'] }),
    occurrence: upsert(orm, occurrences, occurrences.id),
    invitation: upsert(orm, invitations, invitations.id, {
      made: {
        due: sql`case ${value('state')} when 'invited' then (${earliest}
          where ${occurrences.meetingKey} = ${value('meetingKey')} and ${notOver}
          and ${occurrences.id} = coalesce(${value('occurrenceId')}, ${occurrences.id})) end`,
      },
    }),
    request: upsert(orm, requests, requests.id),
    conference: upsert(orm, conferences, conferences.meetingKey),
    form: upsert(orm, forms, forms.id),
    admission: upsert(orm, admissions, admissions.id),
  };
  const useNumber = orm
    .insert(numbers)
    .values({ meetingId: value('meetingId'), meetingKey: value('key') })
    .onConflictDoNothing({ target: numbers.meetingId })
    .prepare();
  const dropForm = orm
    .delete(forms)
    .where(eq(forms.id, value('id')))
    .prepare();
  const append = orm
    .insert(audit)
    .values({
      at: value('at'),
      workspaceId: value('workspaceId'),
      meetingKey: value('meetingKey'),
      actor: value('actor'),
      action: value('action'),
      about: value('about'),
      invitationId: value('invitationId'),
      revision: value('revision'),
      via: value('via'),
    })
    .prepare();

  const dateMeeting = orm
    .update(meetings)
    .set({
      upcoming: sql`(${earliest} where ${occurrences.meetingKey} = ${value('key')} and ${notOver})`,
      overAt: sql`(select case when ${meetings.state} = 'open' and sum(${notOver}) > 0 then null
        else max(coalesce(${occurrences.endedAt}, ${occurrences.endsAt})) end
        from ${occurrences} where ${occurrences.meetingKey} = ${value('key')})`,
    })
    .where(eq(meetings.key, value('key')))
    .prepare();
  const dateInvitations = orm
    .update(invitations)
    .set({
      due: sql`(${earliest} where ${occurrences.meetingKey} = ${value('key')} and ${notOver}
        and ${occurrences.id} = coalesce(${invitations.occurrenceId}, ${occurrences.id}))`,
    })
    .where(and(eq(invitations.meetingKey, value('key')), eq(invitations.state, 'invited')))
    .prepare();

  /** Whose occurrences, or whether they count, may have changed. */
  const redated = (change: Change): ReadonlySet<MeetingKey> =>
    new Set([
      ...change.occurrences.map((occurrence) => occurrence.meetingKey),
      ...change.meetings.filter((meeting) => meeting.state === 'cancelled').map((meeting) => meeting.key),
    ]);

  return (change) => {
    change.workspaces.forEach(put.workspace);
    change.accounts.forEach(put.account);
    for (const meeting of change.meetings) {
      put.meeting(meetingRow(meeting));
      useNumber.run(meeting);
    }
    change.occurrences.forEach(put.occurrence);
    for (const key of redated(change)) {
      dateMeeting.run({ key });
      dateInvitations.run({ key });
    }
    for (const { invitee, ...invitation } of change.invitations) {
      put.invitation({ ...invitation, inviteeKind: invitee.kind, invitee: inviteeText(invitee) });
    }
    change.requests.forEach(put.request);
    for (const conference of change.conferences) {
      const { credentials } = conference;
      put.conference({ ...conference, credentialsKey: credentials === null ? null : keyIdOf(credentials) });
    }
    change.forms.forEach(put.form);
    for (const id of change.dropForms) dropForm.run({ id });
    change.admissions.forEach(put.admission);
    for (const entry of change.audit) append.run(entry);
  };
}

const meetingRow = (meeting: Meeting): typeof meetings.$inferSelect => ({
  ...meeting,
  createdBy: meeting.organizer,
  passcodeKey: keyIdOf(meeting.passcode),
  checkKey: keyIdOf(meeting.check),
  upcoming: null,
  overAt: null,
});

function inviteeText(invitee: Invitee): string {
  switch (invitee.kind) {
    case 'account':
      return invitee.account;
    case 'username':
      return invitee.username;
    case 'email':
      return invitee.address;
  }
}
