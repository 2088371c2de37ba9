import type { MeetingKey } from '../../src/ids.ts';
import type { Meetings } from '../../src/ports/store/meetings.ts';
import type { Connection } from './connection.ts';
import { and, asc, count, desc, eq, gt, gte, isNotNull, lt, ne, sql, unionAll } from './drizzle.ts';
import { edge } from './edge.ts';
import { createRecords } from './records.ts';
import { conferences, invitations, meetings, numbers, occurrences, requests } from './schema/meetings.ts';
import { workspaces } from './schema/workspaces.ts';

const value = (name: string) => sql.placeholder(name);

/** Behind every character that an id of ours or of a provider has. */
const LAST_CHARACTER = '\u{10ffff}';

/** Finds meetings. Each statement is answered by an index, whatever the number of meetings. */
export function createMeetings(connection: Connection): Meetings {
  const { orm, read } = connection;
  const record = createRecords(connection);
  const key = { key: meetings.key };

  const byMeetingId = orm
    .select(key)
    .from(meetings)
    .where(eq(meetings.meetingId, value('id')))
    .prepare();

  const used = orm
    .select({ id: numbers.meetingId })
    .from(numbers)
    .where(eq(numbers.meetingId, value('id')))
    .prepare();

  const byPart = unionAll(
    orm
      .select({ key: occurrences.meetingKey })
      .from(occurrences)
      .where(eq(occurrences.id, value('id'))),
    orm
      .select({ key: invitations.meetingKey })
      .from(invitations)
      .where(eq(invitations.id, value('id'))),
    orm
      .select({ key: requests.meetingKey })
      .from(requests)
      .where(eq(requests.id, value('id'))),
    orm
      .select({ key: conferences.meetingKey })
      .from(conferences)
      .where(eq(conferences.id, value('id'))),
  ).prepare();

  const byConference = orm
    .select({ key: conferences.meetingKey })
    .from(conferences)
    .where(and(eq(conferences.provider, value('provider')), eq(conferences.foreignId, value('foreignId'))))
    .prepare();

  const withCallIn = orm
    .select({ key: conferences.meetingKey })
    .from(conferences)
    .where(
      and(
        eq(conferences.provider, value('provider')),
        isNotNull(conferences.foreignId),
        gte(conferences.foreignId, value('beginning')),
        lt(conferences.foreignId, sql`${value('beginning')} || ${LAST_CHARACTER}`),
      ),
    )
    .orderBy(asc(conferences.foreignId))
    .limit(value('limit'))
    .prepare();

  const personalRoom = orm
    .select(key)
    .from(meetings)
    .where(
      and(
        eq(meetings.workspaceId, value('workspace')),
        eq(meetings.organizer, value('organizer')),
        sql`${meetings.kind} = 'personal'`,
      ),
    )
    .prepare();

  const ofAccount = orm
    .select({ key: invitations.meetingKey })
    .from(invitations)
    .where(
      and(
        eq(invitations.invitee, value('account')),
        isNotNull(invitations.due),
        eq(invitations.inviteeKind, 'account'),
      ),
    )
    .orderBy(asc(invitations.due))
    .limit(value('limit'))
    .prepare();

  const ofWorkspace = orm
    .select(key)
    .from(meetings)
    .where(and(eq(meetings.workspaceId, value('workspace')), isNotNull(meetings.upcoming)))
    .orderBy(asc(meetings.upcoming))
    .limit(value('limit'))
    .prepare();

  const inConversation = orm
    .selectDistinct({ key: meetings.key, createdAt: meetings.createdAt })
    .from(occurrences)
    .innerJoin(meetings, eq(meetings.key, occurrences.meetingKey))
    .where(
      and(
        eq(occurrences.card, value('conversation')),
        isNotNull(occurrences.card),
        sql`${occurrences.state} in ('planned', 'live')`,
        eq(meetings.workspaceId, value('workspace')),
        eq(meetings.state, 'open'),
      ),
    )
    .orderBy(desc(meetings.createdAt))
    .limit(value('limit'))
    .prepare();

  const withCardIn = orm
    .selectDistinct({ key: meetings.key })
    .from(occurrences)
    .innerJoin(meetings, eq(meetings.key, occurrences.meetingKey))
    .innerJoin(workspaces, eq(workspaces.id, meetings.workspaceId))
    .where(
      and(
        isNotNull(occurrences.card),
        gte(occurrences.card, value('conversation')),
        sql`${occurrences.card} < ${value('conversation')} || '0'`, // the character after /
        sql`substr(${occurrences.card}, length(${value('conversation')}) + 1, 1) in ('', '/')`,
        sql`${occurrences.state} in ('planned', 'live')`,
        eq(workspaces.platform, value('platform')),
        eq(meetings.state, 'open'),
      ),
    )
    .limit(value('limit'))
    .prepare();

  const all = orm
    .select(key)
    .from(meetings)
    .where(gt(meetings.key, value('after')))
    .orderBy(asc(meetings.key))
    .limit(value('limit'))
    .prepare();

  const createdSince = orm
    .select({ count: count() })
    .from(meetings)
    .where(
      and(
        eq(meetings.createdBy, value('account')),
        gte(meetings.createdAt, value('since')),
        eq(meetings.workspaceId, value('workspace')),
      ),
    )
    .prepare();

  const invitedSince = orm
    .select({ count: count() })
    .from(invitations)
    .innerJoin(meetings, eq(meetings.key, invitations.meetingKey))
    .where(
      and(
        eq(invitations.invitedBy, value('account')),
        gte(invitations.invitedAt, value('since')),
        ne(invitations.role, 'organizer'),
        eq(meetings.workspaceId, value('workspace')),
      ),
    )
    .prepare();

  type Found = { readonly key: MeetingKey };
  const one = (operation: string, find: () => Found | undefined, part?: string) =>
    edge(`meetings.${operation}`, () =>
      read(() => {
        const found = find();
        return found === undefined ? null : record(found.key, part);
      }),
    );
  const list = (operation: string, find: () => readonly Found[]) =>
    edge(`meetings.${operation}`, () =>
      read(() =>
        [...new Set(find().map((found) => found.key))]
          .map((key) => record(key))
          .filter((found) => found !== null),
      ),
    );

  return {
    byKey: (key) => one('byKey', () => ({ key })),
    byMeetingId: (id) => one('byMeetingId', () => byMeetingId.get({ id })),
    byPart: (id) => one('byPart', () => byPart.get({ id }), id),
    byConference: (provider, foreignId) =>
      one('byConference', () => byConference.get({ provider, foreignId })),
    withCallIn: (provider, beginning, limit) =>
      list('withCallIn', () => withCallIn.all({ provider, beginning, limit })),
    isTaken: (id) => edge('meetings.isTaken', () => used.get({ id }) !== undefined),
    personalRoom: (workspace, organizer) =>
      one('personalRoom', () => personalRoom.get({ workspace, organizer })),
    ofAccount: (account, limit) => list('ofAccount', () => ofAccount.all({ account, limit })),
    ofWorkspace: (workspace, limit) => list('ofWorkspace', () => ofWorkspace.all({ workspace, limit })),
    inConversation: (workspace, conversation, limit) =>
      list('inConversation', () => inConversation.all({ workspace, conversation, limit })),
    withCardIn: (platform, conversation, limit) =>
      list('withCardIn', () => withCardIn.all({ platform, conversation, limit })),
    all: (after, limit) => list('all', () => all.all({ after: after ?? '', limit })),
    createdSince: (workspace, account, since) =>
      edge('meetings.createdSince', () => createdSince.get({ workspace, account, since })?.count ?? 0),
    invitedSince: (workspace, account, since) =>
      edge('meetings.invitedSince', () => invitedSince.get({ workspace, account, since })?.count ?? 0),
  };
}
