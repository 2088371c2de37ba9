import { z } from 'zod';

/** The events that Slack sends, as far as they are read: https://docs.slack.dev/reference/interaction-payloads */
const id = z.string().regex(/^[A-Z0-9]{1,30}$/);
const text = z.string().max(40_000);
const trigger = z.string().min(1).max(200);
const channel = z.object({ id, name: text.default('') });

/** `/meeting …` */
export const CommandPayload = z.object({
  team_id: id,
  team_domain: text.default(''),
  channel_id: id,
  channel_name: text.default(''),
  user_id: id,
  user_name: text.default(''),
  text: text.default(''),
  response_url: z.url(),
  trigger_id: trigger,
});

const Interaction = z.object({
  team: z.object({ id, domain: text.default('') }).nullish(),
  user: z.object({ id, username: text.nullish(), name: text.nullish(), team_id: id.nullish() }),
});

/** A pressed button, or a line of a menu; a button that opens a link has no `value`. */
export const PressPayload = Interaction.extend({
  trigger_id: trigger,
  channel: channel.nullish(),
  container: z.object({ type: text, is_ephemeral: z.boolean().nullish() }).nullish(),
  view: z.object({ id, type: z.enum(['modal', 'home']), private_metadata: text.default('') }).nullish(),
  response_url: z.url().nullish(),
  actions: z
    .array(
      z.object({
        action_id: text,
        value: text.nullish(),
        selected_option: z.object({ value: text }).nullish(),
      }),
    )
    .min(1),
});

/** A modal that is sent off. */
export const SubmitPayload = Interaction.extend({
  view: z.object({
    id,
    hash: trigger,
    private_metadata: text.default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.unknown())) }),
  }),
});

export const ShortcutPayload = Interaction.extend({
  trigger_id: trigger,
  callback_id: text,
  channel: channel.nullish(),
  message: z.object({ ts: text, thread_ts: text.nullish(), user: id.nullish() }).nullish(),
});

const Envelope = z.object({ team_id: id, event_id: trigger });

export const HomeOpened = Envelope.extend({ event: z.object({ user: id, tab: text }) });

export const UserChange = Envelope.extend({
  event: z.object({
    user: z.object({ id, deleted: z.boolean().default(false), team_id: id.nullish() }),
  }),
});

export const TokensRevoked = Envelope.extend({
  event: z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }).nullish() }),
});

/** What our own modals carry along: Slack gives it back as it was. */
const Metadata = z.object({
  submit: z.string().optional(),
  conversation: z.object({
    id,
    name: z.string(),
    visibility: z.enum(['public', 'private', 'direct']),
  }),
});

export type Metadata = z.output<typeof Metadata>;

/** Null: none of ours. */
export function readMetadata(json: string): Metadata | null {
  try {
    const read = Metadata.safeParse(JSON.parse(json));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

export type Interacted = z.output<typeof Interaction>;
