import type { Status, TelegramState } from './state.ts';
import type { NewGroup, NewUser } from './types.ts';

export function addUser(state: TelegramState, user: NewUser): number {
  const id = 4_000_000_000 + state.next(); // beyond 32 bits, as new accounts are
  state.users.set(id, {
    id,
    name: user.name,
    lastName: user.lastName ?? null,
    username: user.username ?? null,
    language: user.language === undefined ? 'en' : user.language,
    bot: user.bot ?? false,
    chat: user.started ? 'open' : 'closed',
    met: user.started ?? false,
    deleted: false,
  });
  return id;
}

export function addGroup(state: TelegramState, group: NewGroup): number {
  const { title, members, admins = [], username = null, forum = false, bot = 'member' } = group;
  const kind = group.kind ?? (username || forum ? 'supergroup' : 'group');
  const id = groupId(state, kind);
  const statuses = new Map<number, Status>(members.map((member) => [member, 'member']));
  admins.forEach((admin, at) => {
    statuses.set(admin, at === 0 ? 'creator' : 'administrator');
  });
  if (bot !== 'absent') statuses.set(state.botId, bot === 'admin' ? 'administrator' : 'member');
  state.groups.set(id, {
    id,
    kind,
    title,
    username,
    forum,
    members: statuses,
    topics: new Map(),
    upgradedTo: null,
  });
  if (bot !== 'absent') for (const member of statuses.keys()) state.user(member).met = true;
  return id;
}

/** Supergroups' ids start with -100. */
export const groupId = (state: TelegramState, kind: 'group' | 'supergroup'): number =>
  kind === 'group' ? -(400_000_000 + state.next()) : -(1_002_000_000_000 + state.next());

/** The bot's own account. */
export function addBot(state: TelegramState): void {
  const ordinary = {
    lastName: null,
    language: null,
    bot: true,
    chat: 'open',
    met: true,
    deleted: false,
  } as const;
  state.users.set(state.botId, {
    ...ordinary,
    id: state.botId,
    name: 'Latchkey',
    username: state.botUsername,
  });
}
