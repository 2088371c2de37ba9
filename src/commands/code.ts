import { z } from 'zod';
import { fresh, type InvitationId } from '../ids.ts';
import { entitlement } from '../meeting/access.ts';
import { combine, emptyChange } from '../meeting/change.ts';
import { type Claiming, claim } from '../meeting/claim.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { invitationsOf, invitationTo } from '../meeting/invitation.ts';
import { openOccurrence } from '../meeting/occurrence.ts';
import { isRefused } from '../meeting/refusal.ts';
import { type SlipView, slip } from '../messages/slip.ts';
import { type Asking, askingReply, askOrganizer } from './asking.ts';
import { claimant } from './claimant.ts';
import { linkOf, openPasscode, providerCodes } from './codes.ts';
import { type MeetingContext, meetingCommand, type Outcome } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { accountsOf, namesOf } from './invitees.ts';

type Claimed = SlipView & { readonly kind: 'claimed' };

/** `/meeting code [<id>]` and the button *Get my code*: my slip, in the answer; or how to ask for it. */
export const code = meetingCommand({
  name: 'code',
  summary: (text) => text.commands.code,
  example: '/meeting code 234 5678 9012',
  stoppedByLock: true,
  right: 'claim',
  acknowledge: 'answer',
  input: z.object({ meeting: field.meeting().optional() }),
  async run(context): Promise<Outcome<Claimed | Asking>> {
    const { record, occurrence, actor, now } = context;
    const mine = invitationsOf(record, actor.id)[0];
    if (mine && record.meeting.kind !== 'personal') {
      const open = openOccurrence(record, occurrence.id);
      if (isRefused(open)) return open;
    }
    const right = entitlement(record, claimant(context));
    if (right === 'may-confirm') return askOrganizer(context);
    const next = claim(record, occurrence.id, claiming(context), now);
    if (isRefused(next)) return next;
    // In a personal room somebody may be invited to another call than the one that is meant.
    const invitation = invitationTo(next, occurrence.id, actor.id) ?? invitationsOf(next, actor.id)[0];
    if (!invitation) throw new Error('who has claimed is invited');

    const { meeting } = next;
    const via = right === 'named' ? 'username' : 'answer';
    const change = combine(
      decide(context, record, next, [
        { action: 'claimed', about: actor.id, invitationId: invitation.id, via },
      ]),
      {
        ...emptyChange,
        shown: [deliveryKey.slip(invitation, meeting.revision)],
        redraw: [deliveryKey.report(meeting, invitation.occurrenceId)],
      },
    );
    const names = namesOf(await accountsOf(context, next));
    const data: Claimed = {
      kind: 'claimed',
      record: next,
      occurrence,
      invitation,
      organizerName: names.get(meeting.organizer) ?? '',
      passcode: openPasscode(context, next),
      link: linkOf(context, next, invitation),
      codes: providerCodes(context, next),
    };
    return { kind: 'done', data, change };
  },
  answer: (data, reader) =>
    data.kind === 'asking'
      ? askingReply(data, reader)
      : {
          kind: 'private',
          message: slip(data, reader),
          slip: deliveryKey.slip(data.invitation, data.record.meeting.revision),
        },
});

/** The actor's wish for a code of their own. */
export const claiming = (context: MeetingContext): Claiming => ({
  ...claimant(context),
  invitationId: fresh<InvitationId>(),
  linkKey: context.vault.primary,
});
