import { type Call, number, type Outcome, refused, text } from './call.ts';
import type { Group, TelegramState, User } from './state.ts';

export type Place = { readonly user: User } | { readonly group: Group };

export const isPlace = (found: Place | Outcome): found is Place => !('ok' in found);

/** The chat of a call, where the bot may do this; otherwise what it is told. */
export function placeOf({ state, args }: Call, to: 'read' | 'edit' | 'write'): Place | Outcome {
  const id = number(args, 'chat_id');
  const user = state.users.get(id);
  if (user) return user.met ? privateChat(user, to) : refused(400, 'chat not found');
  const handle = text(args, 'chat_id');
  const group =
    state.groups.get(id) ??
    [...state.groups.values()].find(({ username }) => username && handle === `@${username}`);
  const known = group && (group.members.has(state.botId) || group.username);
  return known ? groupChat(state, group, to) : refused(400, 'chat not found');
}

function privateChat(user: User, to: 'read' | 'edit' | 'write'): Place | Outcome {
  if (to === 'read') return { user };
  if (user.deleted) return refused(403, 'user is deactivated');
  if (user.chat === 'blocked') return refused(403, 'bot was blocked by the user');
  if (user.chat === 'open') return { user };
  return refused(
    403,
    user.bot ? "bot can't send messages to bots" : "bot can't initiate conversation with a user",
  );
}

function groupChat(state: TelegramState, group: Group, to: 'read' | 'edit' | 'write'): Place | Outcome {
  if (group.upgradedTo !== null) {
    const parameters = { migrate_to_chat_id: group.upgradedTo };
    if (to === 'write') return refused(400, 'group chat was upgraded to a supergroup chat', parameters);
    return to === 'edit' ? refused(400, "message can't be edited") : { group };
  }
  const chat = group.kind === 'group' ? 'group chat' : 'supergroup chat';
  const status = group.members.get(state.botId);
  if (status === 'kicked') return refused(403, `bot was kicked from the ${chat}`);
  if (state.isIn(group, state.botId)) return { group };
  return group.username && to === 'read' ? { group } : refused(403, `bot is not a member of the ${chat}`);
}
