import { fresh, type RequestId } from '../ids.ts';
import { entitlement } from '../meeting/access.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { isRefused } from '../meeting/refusal.ts';
import { ask } from '../meeting/request.ts';
import type { Answer } from '../messages/answer.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import type { Reader } from '../messages/message.ts';
import { say } from '../messages/say.ts';
import { claimant } from './claimant.ts';
import type { MeetingContext, Outcome } from './command.ts';
import { decide } from './decision.ts';

/** `named`: they are invited by their username, and the organizer only confirms it. */
export type Asking = { readonly kind: 'asking'; readonly meeting: Meeting; readonly named: boolean };

/** The actor asks the organizer for the code. */
export function askOrganizer(context: MeetingContext): Outcome<Asking> {
  const { record, actor, now } = context;
  const asker = claimant(context);
  const next = ask(record, { ...asker, id: fresh<RequestId>() }, now);
  if (isRefused(next)) return next;
  const named = entitlement(record, asker) === 'may-confirm';
  const via = named ? 'username' : null;
  return {
    kind: 'done',
    data: { kind: 'asking', meeting: record.meeting, named },
    change: decide(context, record, next, [{ action: 'requested', about: actor.id, via }]),
  };
}

export function askingReply({ meeting, named }: Asking, reader: Reader): Answer {
  const text = catalogueFor(reader.locale);
  const { answers } = text;
  const lines = [...(named ? [answers.confirmThen] : []), answers.askedThen];
  return {
    kind: 'private',
    message: say({ title: answers.asked(topicOf(meeting, null, text)), lines }, text),
  };
}
