import type { Time } from '../clock.ts';
import type { AccountId, WorkspaceId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type { Invitee, MeetingRecord } from '../meeting/meeting.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { AuditEntry } from '../ports/store/audit.ts';
import type { Store } from '../ports/store.ts';
import { everyMeeting } from './every-meeting.ts';
import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints every meeting as one line of JSON: who organized it, when it was held, who was invited, and what was done.
 * Each field is named here, so that no code and no link is ever among them.
 */
export async function exportMeetings(store: Store, terminal: Terminal): Promise<number> {
  for await (const record of everyMeeting(store)) {
    terminal.print(JSON.stringify(await exported(store, record)));
  }
  return EXIT.ok;
}

async function exported(store: Store, record: MeetingRecord) {
  const { meeting, occurrences, invitations, requests, conference } = record;
  const audit = await store.audit.ofMeeting(meeting.key);
  const people = await peopleOf(store, record, audit);
  const person = (id: AccountId | null) => (id === null ? null : (people.get(id) ?? { id }));
  return {
    meetingId: meeting.meetingId,
    workspace: await workspaceOf(store, meeting.workspaceId),
    topic: meeting.topic,
    kind: meeting.kind,
    state: meeting.state,
    access: meeting.access,
    waitingRoom: meeting.waitingRoom,
    provider: conference.provider,
    organizer: person(meeting.organizer),
    createdAt: iso(meeting.createdAt),
    occurrences: occurrences.map((each) => ({
      id: each.id,
      topic: each.topic ?? meeting.topic,
      startsAt: iso(each.startsAt),
      endsAt: iso(each.endsAt),
      zone: each.zone,
      state: each.state,
      startedAt: iso(each.startedAt),
      endedAt: iso(each.endedAt),
    })),
    invitations: invitations.map((each) => ({
      id: each.id,
      invitee: inviteeOf(each.invitee, person),
      role: each.role,
      state: each.state,
      rsvp: each.rsvp,
      rsvps: each.rsvps,
      invitedBy: person(each.invitedBy),
      invitedAt: iso(each.invitedAt),
    })),
    requests: requests.map((each) => ({
      by: person(each.account),
      state: each.state,
      askedAt: iso(each.askedAt),
      decidedBy: person(each.decidedBy),
      decidedAt: iso(each.decidedAt),
    })),
    audit: audit.map((each) => ({
      at: iso(each.at),
      action: each.action,
      by: person(each.actor),
      about: person(each.about),
      invitation: each.invitationId,
      revision: each.revision,
      via: each.via,
    })),
  };
}

const iso = (at: Time | null): string | null =>
  at === null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString();

const inviteeOf = (invitee: Invitee, person: (id: AccountId) => unknown) =>
  invitee.kind === 'account' ? person(invitee.account) : invitee;

async function workspaceOf(store: Store, id: WorkspaceId): Promise<unknown> {
  const workspace: Workspace | null = await store.workspaces.byId(id);
  return workspace && { platform: workspace.platform, id: workspace.foreignId, name: workspace.name };
}

async function peopleOf(
  store: Store,
  { meeting, invitations, requests }: MeetingRecord,
  audit: readonly AuditEntry[],
): Promise<ReadonlyMap<AccountId, unknown>> {
  const ids = [
    meeting.organizer,
    ...invitations.flatMap(({ invitee, invitedBy }) =>
      invitee.kind === 'account' ? [invitee.account, invitedBy] : [invitedBy],
    ),
    ...requests.flatMap(({ account, decidedBy }) => [account, decidedBy]),
    ...audit.flatMap(({ actor, about }) => [actor, about]),
  ].filter((id) => id !== null);
  const accounts = await store.accounts.byIds([...new Set(ids)]);
  return new Map(accounts.map((account) => [account.id, shown(account)]));
}

const shown = ({ platform, foreignId, name, handle }: Account) => ({ platform, id: foreignId, name, handle });
