import type { Time } from '../clock.ts';
import type { AccountId } from '../ids.ts';
import { currentOccurrence, doorState } from '../meeting/door-times.ts';
import { invitationTo } from '../meeting/invitation.ts';
import type { Invitation, MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import type { DoorParts, Pass, Verdict } from './door.ts';
import { fullHouse } from './full-house.ts';
import { refused } from './refused.ts';

/** A right key, and whose it is. `link`: the invitation whose personal link it was. */
export type Claim = {
  readonly record: MeetingRecord;
  readonly account: AccountId | null;
  readonly link: Invitation | null;
  readonly via: Pass['via'];
};

/** What a right key opens now. Only its holder learns that it is too early, over or full. */
export async function passThrough(parts: DoorParts, claim: Claim, now: Time): Promise<Verdict> {
  const { record, account, via } = claim;
  const { meeting } = record;
  const occurrence = occurrenceFor(record, claim.link, now);
  const invitation = claim.link ?? (account && occurrence && invitationTo(record, occurrence.id, account));
  const workspace = await parts.store.workspaces.byId(meeting.workspaceId);
  if (!workspace) throw new Error(`workspace ${meeting.workspaceId} of meeting ${meeting.key} is gone`);

  const welcome =
    meeting.state === 'open' &&
    // A locked workspace takes no passcodes, and nobody by one given in chat just before (SPEC.md §3).
    !(workspace.locked && (via === 'passcode' || invitation === null)) &&
    (invitation?.invitee.kind !== 'account' ||
      (await parts.isMember(meeting.workspaceId, invitation.invitee.account)));
  if (!welcome) return refused(parts, { record, invitation, via }, now);

  if (!occurrence) return { kind: 'ended' };
  const state = doorState(record, occurrence, workspace.settings, now);
  switch (state.kind) {
    case 'not-open':
      return state;
    case 'ended':
    case 'cancelled':
      return { kind: 'ended' };
    case 'open': {
      const pass: Pass = { record, occurrence, account, invitation, via };
      return (await fullHouse(parts, pass, now)) ? { kind: 'full' } : { kind: 'right', pass };
    }
  }
}

/** The call that a link is for while it is not over, else the one that is meant when none is named. */
function occurrenceFor(record: MeetingRecord, link: Invitation | null, now: Time): Occurrence | null {
  const own = record.occurrences.find(({ id }) => id === link?.occurrenceId);
  if (own && !isOver(own)) return own;
  // A personal room may have no call yet.
  return record.occurrences.length > 0 ? currentOccurrence(record, now) : null;
}
