import { z } from 'zod';
import { entitlement } from '../meeting/access.ts';
import { claim } from '../meeting/claim.ts';
import { invitationTo } from '../meeting/invitation.ts';
import { openOccurrence } from '../meeting/occurrence.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { type WayInView, wayIn } from '../messages/way-in.ts';
import { type Asking, askingReply, askOrganizer } from './asking.ts';
import { claimant } from './claimant.ts';
import { claiming } from './code.ts';
import { linkOf } from './codes.ts';
import { meetingCommand, type Outcome } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** The card's button *Join*: the entitled get their personal link, others what *Get my code* says. */
export const enter = meetingCommand({
  name: 'enter',
  listed: false,
  summary: (text) => text.buttons.join,
  example: '/meeting join 234 5678 9012 K7QW3M9XTB',
  right: 'claim',
  input: z.object({ meeting: field.meeting() }),
  async run(context): Promise<Outcome<WayInView | Asking>> {
    const { record, occurrence, actor, workspace, now } = context;
    const open = openOccurrence(record, occurrence.id);
    if (isRefused(open)) return open;
    const right = entitlement(record, claimant(context));
    // A lock stops claims, not those who are invited already.
    const claims = right !== 'invited' && right !== 'none';
    if (claims && workspace.locked) return refuse({ why: 'locked' });
    if (right === 'may-confirm') return askOrganizer(context);
    const next = claim(record, occurrence.id, claiming(context), now);
    if (isRefused(next)) return next;
    const invitation = invitationTo(next, occurrence.id, actor.id);
    if (!invitation) return refuse({ why: 'not-invited', canAsk: false, meeting: next.meeting.key });
    const noted = { action: 'claimed', about: actor.id, invitationId: invitation.id, via: 'join' } as const;
    return {
      kind: 'done',
      data: {
        meeting: next.meeting,
        occurrence,
        url: linkOf(context, next, invitation),
        kind: 'personal',
      },
      change: decide(context, record, next, [noted]),
    };
  },
  answer: (data, reader) =>
    data.kind === 'asking' ? askingReply(data, reader) : { kind: 'private', message: wayIn(data, reader) },
});
