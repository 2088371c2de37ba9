import { asId, type MeetingKey } from '../../src/ids.ts';
import type { Invitation, Invitee, MeetingRecord } from '../../src/meeting/meeting.ts';
import type { Connection } from './connection.ts';
import { and, asc, eq, getTableColumns, sql } from './drizzle.ts';
import { deliveries } from './schema/deliveries.ts';
import { conferences, invitations, meetings, occurrences, requests } from './schema/meetings.ts';

/** Of what is repeated: those that came last are read whether they are over or not, for what is still said about them. */
const LAST_TIMES = 20;

/**
 * Reads a meeting with everything that belongs to it; of what is repeated not the times that are long over, but for the
 * one that was asked for (`part`). Call it within a transaction, for one snapshot of all.
 */
export function createRecords({ orm }: Connection): (key: MeetingKey, part?: string) => MeetingRecord | null {
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
  const ofMeeting = eq(occurrences.meetingKey, sql.placeholder('key'));
  // Each part of the union is answered by an index of its own, however long the series is.
  const held = orm
    .select()
    .from(occurrences)
    .where(
      and(
        ofMeeting,
        sql`${occurrences.id} in (
          select id from ${occurrences} where ${ofMeeting} and state in ('planned', 'live')
          union all select id from ${occurrences} where ${ofMeeting} and slot is null
          union all select id from (
            select id from ${occurrences} where ${ofMeeting} order by starts_at desc limit ${sql.raw(String(LAST_TIMES))})
          union all select ${sql.placeholder('part')})`,
      ),
    )
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

  return (key, part = '') => {
    const found = meeting.get({ key });
    if (found === undefined) return null;
    return {
      ...found,
      occurrences: held.all({ key, part }),
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
