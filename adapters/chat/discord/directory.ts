import { PermissionFlagsBits as Bit, ChannelType } from 'discord.js';
import type { Clock } from '../../../src/clock.ts';
import type { ForeignId } from '../../../src/ids.ts';
import type { Directory, Expansion, Person, Role } from '../../../src/ports/directory.ts';
import { isDm, userOfDm } from './ids.ts';
import { holderOf, type Member, roleIn, toPerson } from './member.ts';
import type { People } from './people.ts';
import { type Channel, can, channelRights, type Guild, guildRights } from './rights.ts';

export type DirectoryParts = {
  readonly people: People;
  /** The members intent is on: only then does Discord say who all are there. */
  readonly members: boolean;
  readonly clock: Clock;
};

/** Who is who in the guilds that the bot is in, and in people's private chats with it. */
export function createDirectory({ people, members, clock }: DirectoryParts): Directory {
  /** In a private chat nobody but its owner has a right; whom the owner invites is admitted. */
  async function roleInDm(owner: string, person: string): Promise<Role> {
    if (owner === person) return 'admin';
    return (await people.user(person)) ? 'member' : 'none';
  }

  async function rightsIn(guild: Guild, channel: Channel, member: Member): Promise<bigint> {
    const thread = isThread(channel);
    const above = thread ? await people.channel(channel.parent_id ?? '') : channel;
    if (!above) return 0n;
    const rights = channelRights(guild, above, holderOf(member), clock.now());
    if (channel.type !== ChannelType.PrivateThread || can(rights, Bit.ManageThreads)) return rights;
    return (await people.isInThread(channel.id, member.user.id)) ? rights : 0n;
  }

  const sees = async (guild: Guild, channel: Channel, member: Member): Promise<boolean> =>
    can(await rightsIn(guild, channel, member), Bit.ViewChannel);

  async function expandRole(guild: Guild, role: Guild['roles'][number], asker: Member): Promise<Expansion> {
    const rights = guildRights(guild, holderOf(asker), clock.now());
    if (!can(rights, Bit.MentionEveryone) && !role.mentionable) return { kind: 'refused' };
    return among(guild, async ({ roles }) => role.id === guild.id || roles.includes(role.id));
  }

  /** Whoever cannot see a channel learns nothing of it. To name it is to call everybody in it. */
  async function expandChannel(guild: Guild, id: string, asker: Member): Promise<Expansion> {
    const channel = await people.channel(id);
    if (channel?.guild_id !== guild.id) return { kind: 'unknown' };
    const rights = await rightsIn(guild, channel, asker);
    if (!can(rights, Bit.ViewChannel)) return { kind: 'unknown' };
    if (!can(rights, Bit.MentionEveryone)) return { kind: 'refused' };
    if (!isThread(channel)) return among(guild, (member) => sees(guild, channel, member));
    // Many see a thread, few are in it.
    const inside = members ? await people.inThread(channel.id) : new Set();
    return among(guild, async ({ user }) => inside.has(user.id));
  }

  async function among(guild: Guild, belongs: (member: Member) => Promise<boolean>): Promise<Expansion> {
    if (!members) return { kind: 'unavailable' };
    const all = await people.all(guild.id);
    if (all === null) return { kind: 'unknown' };
    const found: Person[] = [];
    for (const member of all)
      if (!member.user.bot && (await belongs(member))) found.push(toPerson(member.user, member.nick));
    return { kind: 'people', people: found };
  }

  async function memberOrUser(workspace: ForeignId, person: ForeignId): Promise<Person | null> {
    const member = isDm(workspace) ? null : await people.member(workspace, person);
    if (member) return toPerson(member.user, member.nick);
    const user = await people.user(person);
    return user && toPerson(user);
  }

  return {
    async roleOf(workspace, person) {
      const owner = userOfDm(workspace);
      if (owner !== null) return roleInDm(owner, person);
      const [guild, member] = await Promise.all([people.guild(workspace), people.member(workspace, person)]);
      return guild && member ? roleIn(guild, member, clock.now()) : 'none';
    },
    async isIn(conversation, person) {
      const channel = await people.channel(conversation);
      if (!channel) return false;
      if (!channel.guild_id) return channel.recipients.some(({ id }) => id === person);
      const [guild, member] = await Promise.all([
        people.guild(channel.guild_id),
        people.member(channel.guild_id, person),
      ]);
      return guild !== null && member !== null && sees(guild, channel, member);
    },
    async expand(workspace, asker, { foreignId }) {
      const [guild, member] = await Promise.all([people.guild(workspace), people.member(workspace, asker)]);
      if (!guild) return { kind: 'unknown' };
      if (!member) return { kind: 'refused' };
      const role = guild.roles.find(({ id }) => id === foreignId);
      return role ? expandRole(guild, role, member) : expandChannel(guild, foreignId, member);
    },
    async find(workspace, handle) {
      const wanted = handle.replace(/^@/, '').trim().toLowerCase();
      if (wanted === '' || wanted.length > LONGEST_NAME) return null;
      const some = await people.named(workspace, wanted);
      const named = some.find(({ user }) => user.username.toLowerCase() === wanted);
      const shown = some.filter((member) => shownNames(member).includes(wanted));
      const member = named ?? (shown.length === 1 ? shown[0] : undefined);
      return member ? toPerson(member.user, member.nick) : null;
    },
    profile: memberOrUser,
    /** Discord tells bots no addresses. */
    emailOf: async () => null,
  };
}

/** Of the longest name that Discord knows. */
const LONGEST_NAME = 32;

const shownNames = ({ user, nick }: Member): readonly string[] =>
  [nick, user.global_name].flatMap((name) => name?.toLowerCase() ?? []);

const isThread = ({ type }: Channel): boolean =>
  type === ChannelType.PublicThread ||
  type === ChannelType.PrivateThread ||
  type === ChannelType.AnnouncementThread;
