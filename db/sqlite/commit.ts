import Database from 'better-sqlite3';
import type { EventId } from '../../src/ids.ts';
import type { Change, CommitResult, Expectation, Store } from '../../src/ports/store.ts';
import type { Connection } from './connection.ts';
import { eq, lte, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { createJobRows } from './job-rows.ts';
import { createOutbox } from './outbox.ts';
import { createRows } from './rows.ts';
import { accounts } from './schema/accounts.ts';
import { events } from './schema/events.ts';
import { meetings, numbers } from './schema/meetings.ts';
import { workspaces } from './schema/workspaces.ts';

/** Platforms deliver an event again within minutes, or after an outage: then it is among the newest. */
const EVENTS_KEPT = 100_000;

export function createCommit(connection: Connection): Store['commit'] {
  const { orm, write } = connection;
  const writeRows = createRows(connection);
  const jobs = createJobRows(connection);
  const writeOutbox = createOutbox(connection, jobs);
  const value = (name: string) => sql.placeholder(name);

  const seen = orm
    .select({ seq: events.seq })
    .from(events)
    .where(eq(events.id, value('id')))
    .prepare();
  const remember = orm
    .insert(events)
    .values({ id: value('id') })
    .prepare();
  const forget = orm
    .delete(events)
    .where(lte(events.seq, value('seq')))
    .prepare();
  const versions = {
    meetings: orm
      .select({ version: meetings.version })
      .from(meetings)
      .where(eq(meetings.key, value('id')))
      .prepare(),
    accounts: orm
      .select({ version: accounts.version })
      .from(accounts)
      .where(eq(accounts.id, value('id')))
      .prepare(),
    workspaces: orm
      .select({ version: workspaces.version })
      .from(workspaces)
      .where(eq(workspaces.id, value('id')))
      .prepare(),
  };
  const owner = orm
    .select({ key: numbers.meetingKey })
    .from(numbers)
    .where(eq(numbers.meetingId, value('meetingId')))
    .prepare();

  const holds = ({ table, id, version }: Expectation) =>
    (versions[table].get({ id })?.version ?? 0) === version;

  function remembered(id: EventId): void {
    const { lastInsertRowid } = remember.run({ id });
    forget.run({ seq: Number(lastInsertRowid) - EVENTS_KEPT });
  }

  function apply(change: Change): CommitResult {
    if (change.event !== null && seen.get({ id: change.event }) !== undefined) return 'seen';
    if (!change.expect.every(holds)) return 'stale';
    if (change.meetings.some((meeting) => (owner.get(meeting)?.key ?? meeting.key) !== meeting.key))
      return 'stale';
    if (change.settle !== null && !jobs.isLeased(change.settle)) return 'stale';

    if (change.event !== null) remembered(change.event);
    writeRows(change);
    // Settled first: a job may ask for itself again.
    if (change.settle !== null) jobs.settle(change.settle);
    writeOutbox(change);
    change.cancelJobs.forEach(jobs.cancel);
    change.jobs.forEach(jobs.ask);
    return 'done';
  }

  return (change) =>
    edge('commit', () => {
      try {
        return write(() => apply(change));
      } catch (error) {
        if (isTaken(error)) return 'stale';
        throw error;
      }
    });
}

/** Somebody else was quicker with a meeting ID, a foreign id or a personal room. */
const isTaken = (error: unknown): boolean =>
  error instanceof Database.SqliteError &&
  (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY');
