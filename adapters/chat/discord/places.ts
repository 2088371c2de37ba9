import { ChannelType, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import { type Clock, MINUTE, SECOND, type Time } from '../../../src/clock.ts';
import { asId, type ForeignId } from '../../../src/ids.ts';
import { catalogueFor } from '../../../src/messages/catalogue.ts';
import type { Conversation, Invocation, PersonRef } from '../../../src/ports/inbox.ts';
import { within } from '../../../src/within.ts';
import { dmOf } from './ids.ts';
import { ChannelPayload, GuildPayload } from './payload.ts';

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

type Known<Value> = { readonly until: Time; readonly value: Promise<Value | null> };

/** A form must open within 3 s of its command. */
const PATIENCE = SECOND;
const MOST_KNOWN = 1_000;

/** Describes places with what Discord's events lack: a guild's name, who sees a channel, what a role is called. */
export function createPlaces(rest: REST, clock: Clock) {
  const guilds = remembering(clock, async (id) => GuildPayload.parse(await rest.get(Routes.guild(id))));
  const channels = remembering(clock, async (id) => ChannelPayload.parse(await rest.get(Routes.channel(id))));

  /** Everybody's role has the guild's own id; a channel's overwrites for it come last. */
  async function isPrivate(guild: string, { id, type, parent }: Spot['channel']): Promise<boolean> {
    if (type === ChannelType.PrivateThread) return true;
    const isThread = type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread;
    const [home, channel] = await Promise.all([guilds(guild), channels(isThread && parent ? parent : id)]);
    if (!home || !channel) return false; // the stricter one: a code is given to fewer
    const all = home.roles.find((role) => role.id === guild)?.permissions ?? 0n;
    const own = channel.permission_overwrites.find((overwrite) => overwrite.id === guild);
    const seen = (all & ~(own?.deny ?? 0n)) | (own?.allow ?? 0n);
    return (
      (all & PermissionFlagsBits.Administrator) === 0n && (seen & PermissionFlagsBits.ViewChannel) === 0n
    );
  }

  return {
    async describe(spot: Spot, locale: string): Promise<Place> {
      const { guild, channel } = spot;
      if (guild === null) return placeOf(spot, locale);
      const [home, hidden] = await Promise.all([
        within(clock, PATIENCE, guilds(guild)),
        within(clock, PATIENCE, isPrivate(guild, channel)),
      ]);
      const { workspace, conversation } = placeOf(spot, locale);
      return {
        workspace: { ...workspace, name: home?.name ?? workspace.name },
        conversation: { ...conversation, visibility: hidden ? 'private' : 'public' },
      };
    },

    /** Roles and channels that were mentioned have no name yet. One that is not found keeps its number. */
    async named(ref: PersonRef, guild: string | null): Promise<PersonRef> {
      if (ref.kind !== 'group' || ref.name !== '' || guild === null) return ref;
      const home = await within(clock, PATIENCE, guilds(guild));
      const role = home?.roles.find(({ id }) => id === ref.foreignId);
      if (role) return { ...ref, name: role.name };
      const channel = await within(clock, PATIENCE, channels(ref.foreignId));
      return { ...ref, name: channel?.name ? `#${channel.name}` : ref.foreignId };
    },
  };
}

export type Places = ReturnType<typeof createPlaces>;

/** As far as the event itself tells. */
export function placeOf({ user, guild, channel }: Spot, locale: string): Place {
  const text = catalogueFor(locale).chat;
  const foreignId = asId<ForeignId>(channel.id);
  if (guild === null) {
    const conversation: Conversation = { foreignId, name: text.title, visibility: 'direct' };
    return { workspace: { foreignId: dmOf(user), name: text.title }, conversation };
  }
  const name = channel.name ? `#${channel.name}` : text.chosenChannel;
  return {
    workspace: { foreignId: asId<ForeignId>(guild), name: text.thisServer },
    conversation: { foreignId, name, visibility: 'public' },
  };
}

/** Asks once a minute for the same; what Discord does not tell is null. */
function remembering<Value>(clock: Clock, ask: (id: string) => Promise<Value>) {
  const known = new Map<string, Known<Value>>();
  return (id: string): Promise<Value | null> => {
    const now = clock.now();
    const before = known.get(id);
    if (before && before.until > now) return before.value;
    if (known.size >= MOST_KNOWN) known.clear();
    const value = ask(id).catch(() => null);
    known.set(id, { until: now + MINUTE, value });
    return value;
  };
}
