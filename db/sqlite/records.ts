import { asId, type MeetingKey } from '../../src/ids.ts';
import type { Invitation, Invitee, MeetingRecord } from '../../src/meeting/meeting.ts';
import type { Connection } from './connection.ts';
import { and, asc, eq, getTableColumns, sql } from './drizzle.ts';
import { conferences, deliveries, invitations, meetings, occurrences, requests } from './schema.ts';

/** Reads a meeting with everything that belongs to it. Call it within a transaction, for one snapshot of all. */
export function createRecords({ orm }: Connection): (key: MeetingKey) => MeetingRecord | null {
  const { createdBy, passcodeKey, checkKey, upcoming, overAt, ...meetingColumns } = getTableColumns(meetings);
  const { credentialsKey, ...conferenceColumns } = getTableColumns(conferences);
  const { due, ...invitationColumns } = getTableColumns(invitations);
  const inOrderOfWriting = sql`rowid`;

  const meeting = orm
    .select({ meeting: meetingColumns, conference: conferenceColumns })
    .from(meetings)
    .innerJoin(conferences, eq(conferences.meetingKey, meetings.key))
    .where(eq(meetings.key, sql.placeholder('key')))
    .prepare();
  const held = orm
    .select()
    .from(occurrences)
    .where(eq(occurrences.meetingKey, sql.placeholder('key')))
    .orderBy(asc(occurrences.startsAt))
    .prepare();
  const invited = orm
    .select(invitationColumns)
    .from(invitations)
    .where(eq(invitations.meetingKey, sql.placeholder('key')))
    .orderBy(inOrderOfWriting)
    .prepare();
  const asked = orm
    .select()
    .from(requests)
    .where(eq(requests.meetingKey, sql.placeholder('key')))
    .orderBy(inOrderOfWriting)
    .prepare();
  const slips = orm
    .select({
      invitationId: sql<Invitation['id']>`${deliveries.invitationId}`,
      revision: deliveries.revision,
      link: deliveries.link,
      state: deliveries.state,
      reason: deliveries.reason,
      at: deliveries.changedAt,
    })
    .from(deliveries)
    .where(and(eq(deliveries.meetingKey, sql.placeholder('key')), eq(deliveries.content, 'slip')))
    .orderBy(inOrderOfWriting)
    .prepare();

  return (key) => {
    const found = meeting.get({ key });
    if (found === undefined) return null;
    return {
      ...found,
      occurrences: held.all({ key }),
      invitations: invited.all({ key }).map(({ inviteeKind, invitee, ...invitation }) => ({
        ...invitation,
        invitee: inviteeOf(inviteeKind, invitee),
      })),
      requests: asked.all({ key }),
      slips: slips.all({ key }),
    };
  };
}

function inviteeOf(kind: Invitee['kind'], text: string): Invitee {
  switch (kind) {
    case 'account':
      return { kind, account: asId(text) };
    case 'username':
      return { kind, username: text };
    case 'email':
      return { kind, address: text };
  }
}
