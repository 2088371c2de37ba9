import { flag, type Method, page, refused, text } from './call.ts';
import type { Channel, User } from './state.ts';

const profileOf = (user: User, locale: boolean) => ({
  id: user.id,
  team_id: user.team,
  name: user.name.toLowerCase().replaceAll(' ', '.'),
  deleted: user.deleted,
  profile: {
    real_name: user.name,
    display_name: user.name.toLowerCase().replaceAll(' ', '.'),
    ...(user.email ? { email: user.email } : {}),
  },
  is_bot: user.bot,
  updated: 1,
  // Slack leaves these out of somebody who was deactivated.
  ...(user.deleted
    ? {}
    : {
        real_name: user.name,
        tz: user.tz,
        tz_offset: 3600,
        is_admin: user.admin || user.owner,
        is_owner: user.owner,
        is_primary_owner: false,
        is_restricted: user.guest || user.singleChannel,
        is_ultra_restricted: user.singleChannel,
        ...(locale ? { locale: user.locale } : {}),
      }),
});

const channelInfo = (channel: Channel, bot: string) => ({
  id: channel.id,
  name: channel.name,
  is_channel: channel.kind === 'public',
  is_group: channel.kind === 'private',
  is_im: channel.kind === 'dm',
  is_private: channel.kind !== 'public',
  is_archived: channel.archived,
  is_member: channel.members.has(bot),
  context_team_id: channel.team,
});

const info: Method = ({ state, args, team }) => {
  const user = state.users.get(text(args, 'user'));
  if (!user) return refused('user_not_found');
  const locale = flag(args, 'include_locale');
  // Somebody of a connected workspace is a stranger only where they are in no channel with the app.
  const met = [...state.channels.values()].some(
    ({ members }) => members.has(user.id) && members.has(team.botUser),
  );
  const stranger = user.team !== team.id && !met ? { is_stranger: true } : {};
  return { ok: true, user: { ...profileOf(user, locale), ...stranger } };
};

const list: Method = ({ state, args, team }) => {
  const all = [...state.users.values()].filter((user) => user.team === team.id);
  const { items, next } = page(all, args, 1000);
  const members = items.map((user) => profileOf(user, flag(args, 'include_locale')));
  return { ok: true, members, response_metadata: { next_cursor: next } };
};

const open: Method = ({ state, args, team }) => {
  const user = state.users.get(text(args, 'users'));
  if (!user) return refused('user_not_found');
  if (user.team !== team.id || user.dmClosed) return refused('channel_not_found');
  if (user.deleted) return refused('user_disabled');
  if (user.bot) return refused('cannot_dm_bot');
  return { ok: true, channel: { id: state.dm(user).id } };
};

/** The channel, where the bot can see it. */
const withChannel =
  (answer: (channel: Channel, call: Parameters<Method>[0]) => ReturnType<Method>): Method =>
  (call) => {
    const channel = call.state.channels.get(text(call.args, 'channel'));
    const visible = channel && (channel.kind === 'public' || channel.members.has(call.team.botUser));
    return visible && channel.team === call.team.id ? answer(channel, call) : refused('channel_not_found');
  };

const channelList: Method = ({ state, args, team }) => {
  const all = [...state.channels.values()].filter(
    ({ team: of, kind, members }) =>
      of === team.id && kind !== 'dm' && (kind === 'public' || members.has(team.botUser)),
  );
  const { items, next } = page(all, args, 1000);
  const channels = items.map((channel) => channelInfo(channel, team.botUser));
  return { ok: true, channels, response_metadata: { next_cursor: next } };
};

export const peopleMethods: Readonly<Record<string, Method>> = {
  'auth.test': ({ team, base }) => ({
    ok: true,
    url: `${base}/`,
    team: team.name,
    user: 'latchkey',
    team_id: team.id,
    user_id: team.botUser,
    bot_id: `B${team.botUser}`,
    is_enterprise_install: false,
  }),
  'team.info': ({ team }) => ({ ok: true, team: { id: team.id, name: team.name, domain: 'local' } }),
  'users.info': info,
  'users.list': list,
  'users.conversations': channelList,
  'conversations.list': channelList,
  'conversations.open': open,
  'conversations.info': withChannel((channel, { team }) => ({
    ok: true,
    channel: channelInfo(channel, team.botUser),
  })),
  'conversations.members': withChannel((channel, { args }) => {
    const { items, next } = page([...channel.members], args, 1000);
    return { ok: true, members: items, response_metadata: { next_cursor: next } };
  }),
  'usergroups.list': ({ state, team }) => ({
    ok: true,
    usergroups: [...state.groups.values()]
      .filter((group) => group.team === team.id)
      .map(({ id, handle, members }) => ({
        id,
        team_id: team.id,
        handle,
        name: handle,
        user_count: members.length,
      })),
  }),
  'usergroups.users.list': ({ state, args, team }) => {
    const group = state.groups.get(text(args, 'usergroup'));
    return group?.team === team.id ? { ok: true, users: group.members } : refused('no_such_subteam');
  },
};
