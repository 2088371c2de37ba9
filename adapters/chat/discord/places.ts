import { PermissionFlagsBits as Bit, ChannelType } from 'discord.js';
import type { Clock } from '../../../src/clock.ts';
import { asId, type ForeignId } from '../../../src/ids.ts';
import { catalogueFor } from '../../../src/messages/catalogue.ts';
import type { Invocation, PersonRef } from '../../../src/ports/inbox.ts';
import { within } from '../../../src/within.ts';
import { dmOf } from './ids.ts';
import type { People } from './people.ts';
import { can, channelRights } from './rights.ts';

/** Where something was asked, as far as the event itself tells. */
export type Spot = {
  readonly user: string;
  /** Null: the private chat with the bot. */
  readonly guild: string | null;
  readonly channel: {
    readonly id: string;
    readonly type: number;
    readonly name: string;
    readonly parent: string | null;
  };
};

export type Place = Pick<Invocation, 'workspace' | 'conversation'>;

type Group = Extract<PersonRef, { kind: 'group' }>;

/** Somebody without a role of their own. */
const ANYBODY = { user: '', roles: [], silentUntil: null };

/**
 * Describes places with what Discord's events lack: a guild's name, who sees a channel, what a role is called.
 * `patience`: milliseconds until it does without.
 */
export function createPlaces(people: Pick<People, 'guild' | 'channel'>, clock: Clock, patience: number) {
  /** What Discord does not tell in time is null. */
  const known = <Value>(asked: Promise<Value | null>): Promise<Value | null> =>
    within(
      clock,
      patience,
      asked.catch(() => null),
    );

  async function isPrivate(guild: string, { id, type, parent }: Spot['channel']): Promise<boolean> {
    if (type === ChannelType.PrivateThread) return true;
    const isThread = type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread;
    const [home, channel] = await Promise.all([
      known(people.guild(guild)),
      known(people.channel(isThread && parent ? parent : id)),
    ]);
    // Where it is not known, the stricter of the two: a code is given to fewer.
    if (!home || !channel) return false;
    return !can(channelRights(home, channel, ANYBODY, clock.now()), Bit.ViewChannel);
  }

  async function nameOf({ foreignId, name }: Group, guild: string): Promise<string | null> {
    if (name === '#') {
      const channel = await known(people.channel(foreignId));
      return channel?.guild_id === guild ? (channel.name ?? null) : null;
    }
    const home = await known(people.guild(guild));
    return home?.roles.find(({ id }) => id === foreignId)?.name ?? null;
  }

  return {
    async describe(spot: Spot, locale: string): Promise<Place> {
      const { guild, channel } = spot;
      const { workspace, conversation } = placeOf(spot, locale);
      if (guild === null) return { workspace, conversation };
      const [home, hidden] = await Promise.all([known(people.guild(guild)), isPrivate(guild, channel)]);
      return {
        workspace: { ...workspace, name: home?.name ?? workspace.name },
        conversation: { ...conversation, visibility: hidden ? 'private' : 'public' },
      };
    },

    /** Roles and channels that were mentioned have no name yet. One that is not found has its number. */
    async named(ref: PersonRef, guild: string | null): Promise<PersonRef> {
      if (ref.kind !== 'group' || (ref.name !== '' && ref.name !== '#')) return ref;
      const name = guild === null ? null : await nameOf(ref, guild);
      return { ...ref, name: `${ref.name}${name ?? ref.foreignId}` };
    },
  };
}

/** As far as the event itself tells. */
export function placeOf({ user, guild, channel }: Spot, locale: string): Place {
  const { chat } = catalogueFor(locale);
  const foreignId = asId<ForeignId>(channel.id);
  if (guild === null) {
    return {
      workspace: { foreignId: dmOf(user), name: chat.title },
      conversation: { foreignId, name: chat.title, visibility: 'direct' },
    };
  }
  const name = channel.name ? `#${channel.name}` : chat.chosenChannel;
  return {
    workspace: { foreignId: asId<ForeignId>(guild), name: chat.thisServer },
    conversation: { foreignId, name, visibility: 'public' },
  };
}
