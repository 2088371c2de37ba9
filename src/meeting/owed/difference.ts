import type { Time } from '../../clock.ts';
import { type AccountId, type DeliveryId, type InvitationId, MAIL, type OccurrenceId } from '../../ids.ts';
import type { NewDelivery } from '../../ports/store/deliveries.ts';
import type { Invitation, Invitee, MeetingRecord, Occurrence } from '../meeting.ts';
import type { Workspace } from '../workspace.ts';

/** What recordChange has to know besides the two records. */
export type Facts = {
  readonly workspace: Workspace;
  readonly now: Time;
  /** Who did it: they are not told what they did. Null: the program, by itself or because somebody came in. */
  readonly actor: AccountId | null;
  /** The provider issues codes of its own: slips wait until the conference is ready. */
  readonly ownCodes: boolean;
  /** Who wants nothing from the organizer any more. */
  readonly muted: ReadonlySet<AccountId>;
  newId(): DeliveryId;
  /** Of the next times of what is repeated. */
  newOccurrenceId(): OccurrenceId;
};

export type Difference = {
  readonly before: MeetingRecord | null;
  readonly after: MeetingRecord;
  readonly facts: Facts;
};

/** An invitation of somebody who can be written to. */
export type Reachable = Invitation & { readonly invitee: Exclude<Invitee, { kind: 'username' }> };

export const isReachable = (invitation: Invitation): invitation is Reachable =>
  invitation.state === 'invited' && invitation.invitee.kind !== 'username';

/** Whose account it is; null: somebody invited by e-mail. */
export const accountOf = ({ invitee }: Reachable): AccountId | null =>
  invitee.kind === 'account' ? invitee.account : null;

/** Whether they want nothing from the organizer any more. */
export const isMuted = ({ muted }: Facts, invitation: Reachable): boolean => {
  const account = accountOf(invitation);
  return account !== null && muted.has(account);
};

const invitedBefore = (before: MeetingRecord | null, id: InvitationId): Invitation | null =>
  before?.invitations.find((one) => one.id === id && one.state === 'invited') ?? null;

export const wasInvited = (before: MeetingRecord | null, id: InvitationId): boolean =>
  invitedBefore(before, id) !== null;

/** Whether they were invited and could be written to: whoever is invited by username cannot, until it is theirs. */
export function wasReachable(before: MeetingRecord | null, id: InvitationId): boolean {
  const invitation = invitedBefore(before, id);
  return invitation !== null && isReachable(invitation);
}

/** What cards and reports say of the room: where the provider issues codes, they say whether these wait for it. */
export const roomIn = ({ meeting, conference }: MeetingRecord, { ownCodes }: Facts): readonly string[] =>
  ownCodes ? [meeting.provider, conference.state] : [meeting.provider];

/** Each occurrence as it is, beside what it was; null: it is new. */
export function occurrencePairs({
  before,
  after,
}: Difference): readonly (readonly [Occurrence | null, Occurrence])[] {
  return after.occurrences.map((is) => [before?.occurrences.find(({ id }) => id === is.id) ?? null, is]);
}

type Message = Pick<NewDelivery, 'key' | 'to' | 'content' | 'order'> &
  Partial<Pick<NewDelivery, 'occurrenceId' | 'invitationId' | 'revision' | 'link' | 'until'>>;

/** A message owed at once, with what the difference says about all of them. */
export const owe = ({ after, facts }: Difference, message: Message): NewDelivery => ({
  id: facts.newId(),
  workspaceId: after.meeting.workspaceId,
  platform: message.to.kind === 'email' ? MAIL : facts.workspace.platform,
  meetingKey: after.meeting.key,
  occurrenceId: null,
  invitationId: null,
  revision: after.meeting.revision,
  link: 0,
  until: null,
  notBefore: facts.now,
  ...message,
});
