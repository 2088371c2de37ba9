import { asId, type EventId, type ForeignId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { Conversation, Invocation } from '../ports/inbox.ts';

/** Where somebody stands who asks on a page of theirs: alone, but in no chat that the bot could write to. */
const WEB: Conversation = { foreignId: asId<ForeignId>('web'), name: 'web', visibility: 'direct' };

export const isOnTheWeb = ({ foreignId }: Conversation): boolean => foreignId === WEB.foreignId;

/** A command that somebody who is signed in gives on the web, in the workspace where they asked for their link. */
export const onTheWeb = (
  event: EventId,
  { platform, foreignId, name, handle, bot, zone, locale }: Account,
  workspace: Workspace,
  request: Invocation['request'],
): Invocation => ({
  event,
  platform,
  workspace: { foreignId: workspace.foreignId, name: workspace.name },
  conversation: WEB,
  actor: { foreignId, name, handle, bot, zone, locale },
  confidential: true,
  request,
});
