import type { SlackState, Team, User } from './state.ts';

export type NewUser = Partial<Omit<User, 'name'>> & { readonly name: string };

export type NewChannel = {
  readonly name: string;
  readonly members: readonly string[];
  readonly private?: boolean;
  /** Whether the bot is in it; it is, unless this says no. */
  readonly hasBot?: boolean;
  readonly team?: string;
};

export type NewGroup = { readonly handle: string; readonly members: readonly string[] };

/** A workspace with a bot in it. */
export function addTeam(state: SlackState, name: string): Team {
  const id = state.id('T');
  const botUser = state.id('U');
  const team = { id, name, botUser, botToken: `xoxb-canary-${id}`, revoked: null };
  state.teams.set(id, team);
  addUser(state, id, { id: botUser, name: 'Latchkey', bot: true });
  return team;
}

export function addUser(state: SlackState, team: string, { id = state.id('U'), ...user }: NewUser): string {
  const ordinary = {
    admin: false,
    owner: false,
    guest: false,
    singleChannel: false,
    bot: false,
    deleted: false,
    dmClosed: false,
    email: null,
  };
  state.users.set(id, { ...ordinary, tz: 'Europe/Berlin', locale: 'en-US', ...user, id, team });
  return id;
}

export function addChannel(state: SlackState, team: string, channel: NewChannel): string {
  const { name, members, hasBot = true } = channel;
  const kind = channel.private ? 'private' : 'public';
  const id = state.id(kind === 'private' ? 'G' : 'C');
  const bots = hasBot ? [state.team(team).botUser] : [];
  state.channels.set(id, { id, team, name, kind, members: new Set([...members, ...bots]), archived: false });
  return id;
}

export function addGroup(state: SlackState, team: string, { handle, members }: NewGroup): string {
  const id = state.id('S');
  state.groups.set(id, { id, team, handle, members: [...members] });
  return id;
}
