import { fresh, type InvitationId } from '../ids.ts';
import type { Invitation, Meeting, MeetingRecord } from '../meeting/meeting.ts';
import { type MeetingId, makeMeetingId } from '../meeting/meeting-id.ts';
import { makePasscode } from '../meeting/passcode.ts';
import { personalUrl } from '../meeting/personal-link.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import type { ProviderCodes } from '../messages/slip.ts';
import { passcodeBinding } from '../vault/binding.ts';
import { openCodes } from '../vault/credentials.ts';
import type { Secret } from '../vault/secret.ts';
import type { Context } from './command.ts';
import { providerOf } from './provider-of.ts';

/** A passcode as a meeting keeps it, sealed to the revision that it will be. */
export function sealPasscode(
  { vault }: Pick<Context, 'vault'>,
  meeting: Pick<Meeting, 'workspaceId' | 'key' | 'revision' | 'meetingId'>,
  passcode: Secret,
): Pick<Meeting, 'passcode' | 'check'> {
  return {
    passcode: vault.seal('passcode', passcodeBinding(meeting), passcode),
    check: vault.check(meeting.meetingId, passcode),
  };
}

/** Everything that a new meeting has of its own: ids, a number, a passcode, the key of its links. */
export function newCodes(
  context: Pick<Context, 'vault' | 'random' | 'workspace'>,
  meetingId: MeetingId = makeMeetingId(context.random),
) {
  const key = fresh<Meeting['key']>();
  const meeting = { workspaceId: context.workspace.id, key, meetingId, revision: 1 };
  return {
    key,
    meetingId,
    organizerInvitation: fresh<InvitationId>(),
    conferenceId: fresh<MeetingRecord['conference']['id']>(),
    linkKey: context.vault.primary,
    ...sealPasscode(context, meeting, makePasscode(context.random)),
  };
}

/** The passcode, to be shown to somebody who may have it. */
export const openPasscode = ({ vault }: Pick<Context, 'vault'>, { meeting }: MeetingRecord): Secret =>
  vault.open('passcode', passcodeBinding(meeting), meeting.passcode);

/** The whole personal link of an invitation. */
export const linkOf = (
  { vault, publicUrl }: Pick<Context, 'vault' | 'publicUrl'>,
  { meeting }: MeetingRecord,
  { id, link, linkKey }: Invitation,
): Secret => personalUrl(publicUrl, meeting.meetingId, vault.linkToken({ invitationId: id, link, linkKey }));

/** What the provider issued besides, for the second block of a slip. */
export function providerCodes(context: Context, { meeting, conference }: MeetingRecord): ProviderCodes {
  const { label, openLinks = false } = providerOf(context, conference.provider);
  const provider = label(catalogueFor(context.locale));
  return { provider, lines: openCodes(context.vault, meeting, conference), openLinks };
}
