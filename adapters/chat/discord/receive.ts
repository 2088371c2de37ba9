import { asId, type EventId, type ForeignId } from '../../../src/ids.ts';
import { UNKNOWN_LOCALE } from '../../../src/messages/reader-of.ts';
import type { Person } from '../../../src/ports/directory.ts';
import type { Departure, Invocation } from '../../../src/ports/inbox.ts';
import { readCustomId } from './custom-id.ts';
import { DISCORD } from './ids.ts';
import { DeparturePayload, type Interaction } from './payload.ts';
import { placeOf, type Spot } from './places.ts';
import { fieldsOfNamed, readOptions } from './read-options.ts';
import { readValues } from './read-values.ts';

/** A message of ours that only one person sees. https://docs.discord.com/developers/resources/message#message-object-message-flags */
const EPHEMERAL = 1 << 6;

/** One interaction in our words. */
export type Received = {
  readonly id: string;
  /** Answers it for 15 minutes: whoever has it can write in the bot's name. */
  readonly token: string;
  readonly spot: Spot;
  /** Not described yet where it was asked: `Places` does. */
  readonly invocation: Invocation;
  /** An option is being typed, and its completions are wanted; nothing is done. */
  readonly completing: boolean;
  /** A press in an earlier private answer, which gives way. */
  readonly replaces: boolean;
};

/** Null: nobody is named who did it. */
export function receive(interaction: Interaction): Received | null {
  const { id, token, channel, member, guild_id: guild } = interaction;
  const user = member?.user ?? interaction.user;
  if (!user) return null;
  const locale = interaction.locale ?? UNKNOWN_LOCALE;
  const actor: Person = {
    foreignId: asId<ForeignId>(user.id),
    name: member?.nick || user.global_name || user.username,
    handle: user.username || null,
    bot: user.bot ?? false,
    zone: null, // Discord does not tell it
    locale,
  };
  const spot: Spot = {
    user: user.id,
    guild: guild ?? null,
    channel: {
      id: channel.id,
      type: channel.type,
      name: channel.name ?? '',
      parent: channel.parent_id ?? null,
    },
  };
  const source = interaction.type === 3 || interaction.type === 5 ? interaction.message : null;
  return {
    id,
    token,
    spot,
    invocation: {
      event: asId<EventId>(`discord:${id}`),
      platform: DISCORD,
      ...placeOf(spot, locale),
      actor,
      // Commands, buttons and modals are seen by the one who uses them.
      confidential: true,
      request: requestOf(interaction),
    },
    completing: interaction.type === 4,
    replaces: ((source?.flags ?? 0) & EPHEMERAL) !== 0,
  };
}

function requestOf(interaction: Interaction): Invocation['request'] {
  switch (interaction.type) {
    case 2:
      return interaction.data.type === 2 ? invite(interaction.data.target_id) : called(interaction.data);
    case 3: {
      const [chosen] = interaction.data.values ?? [];
      return { kind: 'press', press: readCustomId(chosen ?? interaction.data.custom_id) };
    }
    case 4: {
      const [{ name, options }] = interaction.data.options;
      const typed = options?.filter(({ focused }) => focused) ?? [];
      return { kind: 'call', command: name, values: readOptions(name, typed) };
    }
    case 5: {
      const { custom_id: submit, components, resolved } = interaction.data;
      const fields = fieldsOfNamed(submit.split(':')[0] ?? '');
      return { kind: 'submit', submit, values: readValues(components, fields, resolved ?? {}) };
    }
    default:
      return interaction satisfies never;
  }
}

type Called = Extract<Extract<Interaction, { type: 2 }>['data'], { type: 1 }>;

function called({ options: [{ name, options }] }: Called): Invocation['request'] {
  return { kind: 'call', command: name, values: readOptions(name, options ?? []) };
}

/** *Invite to a meeting* in the menu of a person. */
const invite = (user: string): Invocation['request'] => ({
  kind: 'words',
  words: ['invite', { kind: 'person', foreignId: asId<ForeignId>(user) }],
});

/** Somebody left a server, or was banned. */
export function receiveDeparture(payload: unknown): Departure {
  const { guild_id: guild, user } = DeparturePayload.parse(payload);
  return {
    platform: DISCORD,
    workspace: asId<ForeignId>(guild),
    person: asId<ForeignId>(user.id),
  };
}
