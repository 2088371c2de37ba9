import { z } from 'zod';
import { entitlement } from '../meeting/access.ts';
import { claim } from '../meeting/claim.ts';
import { invitationTo } from '../meeting/invitation.ts';
import { openOccurrence } from '../meeting/occurrence.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { wayIn } from '../messages/way-in.ts';
import { claiming } from './code.ts';
import { linkOf } from './codes.ts';
import { meetingCommand } from './command.ts';
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
  async run(context) {
    const { record, occurrence, actor, workspace, seesCard, now } = context;
    const open = openOccurrence(record, occurrence.id);
    if (isRefused(open)) return open;
    const right = entitlement(record, actor.id, { inCardConversation: seesCard });
    // A lock stops claims, not those who are invited already.
    if (right === 'may-claim' && workspace.locked) return refuse({ why: 'locked' });
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
        kind: 'personal' as const,
      },
      change: decide(context, record, next, [noted]),
    };
  },
  answer: (data, reader) => ({ kind: 'private', message: wayIn(data, reader) }),
});
