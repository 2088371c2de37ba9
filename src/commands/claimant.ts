import type { Claimant } from '../meeting/access.ts';
import type { MeetingContext } from './command.ts';

/** The actor as somebody who wants the code, from where they ask. */
export function claimant({
  actor,
  record,
  occurrence,
  conversation,
  origin,
  seesCard,
}: MeetingContext): Claimant {
  const amongOthers = origin === record.meeting.workspaceId && conversation.visibility !== 'direct';
  return {
    account: actor.id,
    handle: actor.handle,
    inCardConversation: seesCard,
    inPlace: amongOthers || conversation.foreignId === occurrence.card,
  };
}
