import { z } from 'zod';

/** The events that Discord sends, as far as they are read: https://docs.discord.com/developers/events/gateway-events */
const id = z.string().regex(/^[1-9]\d{0,19}$/);
const text = z.string().max(6_000);

const User = z.object({ id, username: text, global_name: text.nullish(), bot: z.boolean().nullish() });

const Channel = z.object({
  id,
  type: z.int(),
  name: text.nullish(),
  parent_id: id.nullish(),
});

const Resolved = z.object({
  roles: z.record(id, z.object({ name: text })).nullish(),
  channels: z.record(id, z.object({ name: text.nullish() })).nullish(),
});

const Message = z.object({ id, flags: z.int().nullish() });

/** Of a subcommand: its values are apart already. `focused`: the one that is being typed. */
const Option = z.object({
  name: text,
  value: z.union([text, z.number(), z.boolean()]),
  focused: z.boolean().nullish(),
});
const Subcommand = z.object({ name: text, type: z.literal(1), options: z.array(Option).nullish() });

const ChatInput = z.object({ type: z.literal(1), name: text, options: z.tuple([Subcommand]) });
const UserMenu = z.object({ type: z.literal(2), name: text, target_id: id });

const base = z.object({
  id,
  token: z.string().regex(/^[\w.=-]{1,1000}$/), // it stands in addresses
  guild_id: id.nullish(),
  channel: Channel,
  member: z.object({ user: User, nick: text.nullish() }).nullish(),
  user: User.nullish(),
  locale: z.string().max(35).nullish(),
});

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export const InteractionPayload = z.discriminatedUnion('type', [
  base.extend({ type: z.literal(2), data: z.discriminatedUnion('type', [ChatInput, UserMenu]) }),
  base.extend({
    type: z.literal(3),
    message: Message,
    data: z.object({ custom_id: text, values: z.array(text).nullish() }),
  }),
  base.extend({ type: z.literal(4), data: ChatInput }),
  base.extend({
    type: z.literal(5),
    message: Message.nullish(),
    data: z.object({ custom_id: text, components: z.array(z.unknown()), resolved: Resolved.nullish() }),
  }),
]);

export type Interaction = z.output<typeof InteractionPayload>;
export type Names = z.output<typeof Resolved>;

/** GUILD_MEMBER_REMOVE and GUILD_BAN_ADD */
export const DeparturePayload = z.object({ guild_id: id, user: z.object({ id }) });
