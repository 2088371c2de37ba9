import { guildPermissions } from './permissions.ts';
import type {
  Channel,
  DiscordState,
  Guild,
  Interaction,
  Member,
  Role,
  StoredMessage,
  User,
} from './state.ts';
import type { Json } from './types.ts';

const JOINED = '2026-01-05T09:00:00.000000+00:00';

/** ISO 8601 as Discord writes it. */
const iso = (at: number): string => new Date(at).toISOString().replace('Z', '000+00:00');

export const userJson = (user: User): Json => ({
  id: user.id,
  username: user.username,
  global_name: user.bot ? null : user.name,
  discriminator: user.bot ? '0001' : '0',
  avatar: null,
  public_flags: 0,
  flags: 0,
  banner: null,
  accent_color: null,
  primary_guild: null,
  ...(user.bot ? { bot: true } : {}),
});

export const memberJson = (state: DiscordState, member: Member): Json => ({
  user: userJson(state.user(member.user)),
  nick: member.nick,
  avatar: null,
  banner: null,
  roles: [...member.roles],
  joined_at: JOINED,
  premium_since: null,
  communication_disabled_until: member.silentUntil === null ? null : iso(member.silentUntil),
  pending: member.pending,
  flags: 0,
  mute: false,
  deaf: false,
});

export const roleJson = (role: Role, position: number): Json => ({
  id: role.id,
  name: role.name,
  permissions: String(role.permissions),
  mentionable: role.mentionable,
  position,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  managed: false,
  icon: null,
  unicode_emoji: null,
  flags: 0,
});

export function channelJson(state: DiscordState, channel: Channel): Json {
  const last = state.messagesIn(channel.id).at(-1)?.id ?? null;
  const base = { id: channel.id, type: channel.type, flags: 0, last_message_id: last };
  if (channel.guild === null) {
    return { ...base, recipients: [userJson(state.user(channel.recipient ?? ''))] };
  }
  const named = { ...base, guild_id: channel.guild, name: channel.name, parent_id: channel.parent };
  if (channel.type === 11 || channel.type === 12) {
    return {
      ...named,
      owner_id: state.guild(channel.guild).owner,
      rate_limit_per_user: 0,
      message_count: 0,
      member_count: channel.people.size,
      total_message_sent: 0,
      thread_metadata: {
        archived: false,
        archive_timestamp: JOINED,
        auto_archive_duration: 1440,
        locked: false,
        ...(channel.type === 12 ? { invitable: true } : {}),
      },
    };
  }
  return {
    ...named,
    position: 0,
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
    permission_overwrites: channel.overwrites.map(({ id, type, allow, deny }) => ({
      id,
      type,
      allow: String(allow),
      deny: String(deny),
    })),
  };
}

export const threadMemberJson = (channel: Channel, user: string): Json => ({
  id: channel.id,
  user_id: user,
  join_timestamp: JOINED,
  flags: 0,
});

export const guildJson = (guild: Guild): Json => ({
  id: guild.id,
  name: guild.name,
  owner_id: guild.owner,
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 1,
  roles: guild.roles.map(roleJson),
  default_message_notifications: 1,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
});

/** A guild as the gateway brings it. The bot is the only member it tells of, as without the members intent. */
export function guildCreate(state: DiscordState, guild: Guild): Json {
  const channels = [...state.channels.values()].filter((channel) => channel.guild === guild.id);
  const isThread = ({ type }: Channel) => type === 11 || type === 12;
  return {
    ...guildJson(guild),
    joined_at: JOINED,
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: [memberJson(state, state.member(guild.id, state.botUser))],
    channels: channels.filter((channel) => !isThread(channel)).map((channel) => channelJson(state, channel)),
    threads: channels.filter(isThread).map((channel) => channelJson(state, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export const myGuildJson = (state: DiscordState, guild: Guild): Json => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  banner: null,
  owner: guild.owner === state.botUser,
  permissions: String(guildPermissions(guild, state.botUser)),
  features: [],
});

export function messageJson(state: DiscordState, message: StoredMessage): Json {
  return {
    id: message.id,
    channel_id: message.channel,
    type: message.interaction?.type === 2 && message.interaction.source === null ? 20 : 0, // 20: answers a command
    content: message.content,
    author: userJson(state.user(message.author)),
    timestamp: iso(message.at),
    edited_timestamp: message.edited === null ? null : iso(message.edited),
    flags: message.flags,
    components: message.components,
    attachments: [],
    embeds: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: message.pings.includes('everyone') || message.pings.includes('here'),
    pinned: false,
    tts: false,
    ...(message.interaction
      ? {
          application_id: state.applicationId,
          webhook_id: state.applicationId,
          interaction_metadata: metadata(state, message.interaction),
        }
      : {}),
  };
}

function metadata(state: DiscordState, interaction: Interaction): Json {
  const base = {
    id: interaction.id,
    type: interaction.type,
    user: userJson(state.user(interaction.user)),
    authorizing_integration_owners: interaction.guild ? { '0': interaction.guild } : { '0': '0' },
  };
  if (interaction.type === 3) return { ...base, interacted_message_id: interaction.source?.id };
  if (interaction.type !== 5) return base;
  const triggering = { ...base, type: 2 };
  return { ...base, triggering_interaction_metadata: triggering };
}
