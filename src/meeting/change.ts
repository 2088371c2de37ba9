import type { Change } from '../ports/store.ts';
import type { Account } from './account.ts';
import type { MeetingRecord } from './meeting.ts';
import { owedCards } from './owed/cards.ts';
import type { Difference, Facts } from './owed/difference.ts';
import { owedJobs } from './owed/jobs.ts';
import { owedNotices } from './owed/notices.ts';
import { owedToOrganizer } from './owed/organizer.ts';
import { owedSlips } from './owed/slips.ts';
import { withComing } from './series.ts';
import type { Workspace } from './workspace.ts';

export type { Facts };

/** Changes nothing: the neutral one of `combine`. */
export const emptyChange: Change = {
  event: null,
  expect: [],
  workspaces: [],
  accounts: [],
  meetings: [],
  occurrences: [],
  invitations: [],
  requests: [],
  conferences: [],
  deliveries: [],
  redraw: [],
  resend: [],
  standing: [],
  shown: [],
  jobs: [],
  cancelJobs: [],
  forms: [],
  dropForms: [],
  admissions: [],
  audit: [],
  settle: null,
};

/** One change of several. Of events and settlements there can be one each; the first counts. */
export const combine = (...changes: readonly Change[]): Change => changes.reduce(join, emptyChange);

const join = (one: Change, other: Change): Change => ({
  event: one.event ?? other.event,
  expect: [...one.expect, ...other.expect],
  workspaces: [...one.workspaces, ...other.workspaces],
  accounts: [...one.accounts, ...other.accounts],
  meetings: [...one.meetings, ...other.meetings],
  occurrences: [...one.occurrences, ...other.occurrences],
  invitations: [...one.invitations, ...other.invitations],
  requests: [...one.requests, ...other.requests],
  conferences: [...one.conferences, ...other.conferences],
  deliveries: [...one.deliveries, ...other.deliveries],
  redraw: [...one.redraw, ...other.redraw],
  resend: [...one.resend, ...other.resend],
  standing: [...one.standing, ...other.standing],
  shown: [...one.shown, ...other.shown],
  jobs: [...one.jobs, ...other.jobs],
  cancelJobs: [...one.cancelJobs, ...other.cancelJobs],
  forms: [...one.forms, ...other.forms],
  dropForms: [...one.dropForms, ...other.dropForms],
  admissions: [...one.admissions, ...other.admissions],
  audit: [...one.audit, ...other.audit],
  settle: one.settle ?? other.settle,
});

/** The rows of these accounts, each decided on the version that was read. */
export function accountsChange(accounts: readonly Account[]): Change {
  return {
    ...emptyChange,
    accounts: accounts.map((account) => ({ ...account, version: account.version + 1 })),
    expect: accounts.map(({ id, version }) => ({ table: 'accounts', id, version })),
  };
}

export function workspaceChange(workspace: Workspace): Change {
  return {
    ...emptyChange,
    workspaces: [{ ...workspace, version: workspace.version + 1 }],
    expect: [{ table: 'workspaces', id: workspace.id, version: workspace.version }],
  };
}

/** What follows from a difference, each kind of thing in its own file. */
const CONSEQUENCES: readonly ((difference: Difference) => Partial<Change>)[] = [
  owedCards,
  owedSlips,
  owedToOrganizer,
  owedNotices,
  owedJobs,
];

/**
 * One change for all that one decision did to a meeting: the rows that differ (by reference), the version it was
 * decided on, and everything that follows from the difference; the next times of what is repeated too. Rules say only
 * what is; nothing can be forgotten.
 * `before` null: the meeting is new. The caller adds event and audit.
 */
export function recordChange(before: MeetingRecord | null, decided: MeetingRecord, facts: Facts): Change {
  const after = withComing(decided, facts.newOccurrenceId, facts.now);
  const rows = {
    occurrences: changed(before?.occurrences, after.occurrences),
    invitations: changed(before?.invitations, after.invitations),
    requests: changed(before?.requests, after.requests),
    conferences: before?.conference === after.conference ? [] : [after.conference],
  };
  const same = before?.meeting === after.meeting && Object.values(rows).every(({ length }) => length === 0);
  if (same) return emptyChange;
  const { key, version } = after.meeting;
  const difference = { before, after, facts };
  return combine(
    {
      ...emptyChange,
      ...rows,
      expect: [{ table: 'meetings', id: key, version }],
      meetings: [{ ...after.meeting, version: version + 1 }],
    },
    ...CONSEQUENCES.map((owed) => ({ ...emptyChange, ...owed(difference) })),
  );
}

function changed<Row>(before: readonly Row[] | undefined, after: readonly Row[]): readonly Row[] {
  const known = new Set(before);
  return after.filter((row) => !known.has(row));
}
