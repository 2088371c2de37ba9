import type { Call, Context } from './call.ts';
import { type Answer, invalid, ok, refusal } from './errors.ts';
import type { DiscordState, Guild } from './state.ts';
import { channelJson, guildJson, memberJson, myGuildJson, roleJson, userJson } from './wire.ts';

export const getGuild = (context: Context, call: Call): Answer =>
  within(context.state, call, (guild) => ok(guildJson(guild)));

export const getRoles = (context: Context, call: Call): Answer =>
  within(context.state, call, (guild) => ok(guild.roles.map(roleJson)));

export const getChannels = (context: Context, call: Call): Answer =>
  within(context.state, call, (guild) => {
    const channels = [...context.state.channels.values()];
    const here = channels.filter((one) => one.guild === guild.id && one.type !== 11 && one.type !== 12);
    return ok(here.map((channel) => channelJson(context.state, channel)));
  });

export const getMember = (context: Context, call: Call): Answer =>
  within(context.state, call, (guild) => {
    const member = guild.members.get(call.at(1));
    if (member) return ok(memberJson(context.state, member));
    return refusal(context.state.users.has(call.at(1)) ? 10007 : 10013);
  });

/** In the order of ids, a page after `after`; only with the privileged members intent. */
export const listMembers = (context: Context, call: Call): Answer =>
  within(context.state, call, (guild) => {
    if (!context.membersIntent) return refusal(50001);
    const limit = Number(call.query.get('limit') ?? 1);
    if (limit < 1 || limit > 1000) return invalid('limit');
    const after = BigInt(call.query.get('after') ?? 0);
    const page = [...guild.members.values()]
      .filter(({ user }) => BigInt(user) > after)
      .sort((one, other) => (BigInt(one.user) < BigInt(other.user) ? -1 : 1))
      .slice(0, limit);
    return ok(page.map((member) => memberJson(context.state, member)));
  });

/** By the beginning of username, display name or nickname. */
export const searchMembers = (context: Context, call: Call): Answer =>
  within(context.state, call, (guild) => {
    const query = call.query.get('query')?.toLowerCase() ?? '';
    if (query === '' || query.length > 100) return invalid('query');
    const limit = Number(call.query.get('limit') ?? 1);
    const matches = [...guild.members.values()].filter(({ user, nick }) => {
      const { name, username } = context.state.user(user);
      return [name, username, nick].some((text) => text?.toLowerCase().startsWith(query));
    });
    return ok(matches.slice(0, limit).map((member) => memberJson(context.state, member)));
  });

export function getUser({ state }: Context, call: Call): Answer {
  const user = state.users.get(call.at(0));
  return user ? ok(userJson(user)) : refusal(10013);
}

export const getMe = ({ state }: Context): Answer =>
  ok({
    ...userJson(state.user(state.botUser)),
    mfa_enabled: true,
    locale: 'en-US',
    verified: true,
    email: null,
  });

export const getMyGuilds = ({ state }: Context): Answer =>
  ok([...state.guilds.values()].filter(({ here }) => here).map((guild) => myGuildJson(state, guild)));

/** GATEWAY_GUILD_MEMBERS_LIMITED (discord.com/developers/docs/resources/application#application-object-application-flags). */
const MEMBERS_LIMITED = 1 << 15;

export function getApplication({ state, membersIntent }: Context): Answer {
  const flags = membersIntent ? MEMBERS_LIMITED : 0;
  const bot = userJson(state.user(state.botUser));
  return ok({
    id: state.applicationId,
    name: 'Latchkey',
    icon: null,
    description: '',
    type: null,
    bot,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags,
    flags_new: String(flags),
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    owner: bot,
    approximate_guild_count: state.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  });
}

/** The guild, where the bot is in it. */
function within(state: DiscordState, call: Call, then: (guild: Guild) => Answer): Answer {
  const guild = state.guilds.get(call.at(0));
  if (!guild) return refusal(10004);
  return guild.here ? then(guild) : refusal(50001);
}
