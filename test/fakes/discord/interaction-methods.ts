import { z } from 'zod';
import { bodyOf, type Call, type Context } from './call.ts';
import { EPHEMERAL } from './check-message.ts';
import { wrongInModal } from './check-modal.ts';
import { components } from './component.ts';
import { type Answer, invalid, NO_CONTENT, ok, refusal } from './errors.ts';
import type { Interaction, StoredMessage } from './state.ts';
import { messageJson } from './wire.ts';
import { change, readMessage } from './write-message.ts';

/** discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback-type */
export const CALLBACK = {
  message: 4,
  deferred: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

const callback = z.object({ type: z.number(), data: z.record(z.string(), z.unknown()).nullish() });
const modal = z.looseObject({ custom_id: z.string(), title: z.string(), components });
const choices = z.object({
  choices: z
    .array(
      z.looseObject({ name: z.string().min(1).max(100), value: z.union([z.string().max(100), z.number()]) }),
    )
    .max(25),
});

/** Which first answers an interaction takes: a modal cannot answer a modal, nor anything but choices a completion. */
function takes({ type, source }: Interaction, answer: number): boolean {
  if (type === 4) return answer === CALLBACK.choices;
  if (answer === CALLBACK.message || answer === CALLBACK.deferred) return true;
  if (answer === CALLBACK.modal) return type !== 5;
  if (answer === CALLBACK.update || answer === CALLBACK.deferredUpdate) return source !== null;
  return false;
}

/** The first answer to an interaction. */
export function respond(context: Context, call: Call): Answer {
  const { state } = context;
  const interaction = state.byToken(call.at(1));
  const refuse = (code: number, why: string) => {
    context.violate(why);
    return refusal(code);
  };
  if (!interaction || interaction.id !== call.at(0)) return refuse(10062, 'an answer to no interaction');
  context.changed(interaction.id);
  if (interaction.answered !== null) {
    return interaction.repeated ? refusal(40060) : refuse(40060, 'a second first answer');
  }
  if (state.now() - interaction.at > context.acknowledgeWithin) {
    interaction.late = true;
    context.changed(interaction.id);
    return refuse(10062, 'a first answer that comes too late');
  }
  const parsed = callback.safeParse(call.body);
  if (!parsed.success || !takes(interaction, parsed.data.type)) {
    context.violate(`an interaction of type ${interaction.type} takes no such first answer`);
    return invalid('type');
  }
  const { type, data } = parsed.data;
  const refused = begin(context, interaction, type, data ?? {});
  if (refused) return refused;
  context.keep(interaction.id, data);
  interaction.answered = type;
  context.changed(interaction.id);
  return call.query.get('with_response') === 'true' ? ok(described(context, interaction, type)) : NO_CONTENT;
}

function begin(context: Context, interaction: Interaction, type: number, data: object): Answer | null {
  switch (type) {
    case CALLBACK.message: {
      const read = readMessage(context, data);
      if (!read.ok) return read.answer;
      const { enforce: _, ...written } = read.message;
      interaction.original = post(context, interaction, written);
      return null;
    }
    case CALLBACK.deferred: {
      const flags = 'flags' in data && typeof data.flags === 'number' ? data.flags : 0;
      if (flags & ~EPHEMERAL) return refused(context, 'flags that come with the edit of a deferred one');
      interaction.original = post(context, interaction, {
        content: '',
        components: [],
        flags,
        nonce: null,
        pings: [],
      });
      interaction.loading = true;
      return null;
    }
    case CALLBACK.deferredUpdate:
      interaction.original = interaction.source;
      return null;
    case CALLBACK.update: {
      interaction.original = interaction.source;
      return interaction.source ? edit(context, interaction.source, data) : refusal(10008);
    }
    case CALLBACK.choices:
      return choices.safeParse(data).success ? null : refused(context, 'choices');
    default: {
      const shown = modal.safeParse(data);
      if (!shown.success) return refused(context, 'modal');
      const [wrong] = wrongInModal(shown.data);
      return wrong === undefined ? null : refused(context, wrong);
    }
  }
}

function refused(context: Context, why: string): Answer {
  context.violate(`Discord takes no answer with ${why}`);
  return invalid(why);
}

function post(
  { state }: Context,
  interaction: Interaction,
  written: Pick<StoredMessage, 'content' | 'components' | 'flags' | 'nonce' | 'pings'>,
): StoredMessage {
  const only = written.flags & EPHEMERAL ? interaction.user : null;
  return state.put({ ...written, channel: interaction.channel, author: state.botUser, only, interaction });
}

function edit(context: Context, message: StoredMessage, body: unknown): Answer | null {
  const read = readMessage(context, body, message);
  if (!read.ok) return read.answer;
  change(context, message, read.message);
  return null;
}

function described({ state }: Context, interaction: Interaction, type: number): unknown {
  const { id, original, loading } = interaction;
  const about = {
    id,
    type: interaction.type,
    ...(original
      ? {
          response_message_id: original.id,
          response_message_loading: loading,
          response_message_ephemeral: original.only !== null,
        }
      : {}),
  };
  const shows = original !== null && (type === CALLBACK.message || type === CALLBACK.update);
  return {
    interaction: about,
    ...(shows ? { resource: { type, message: messageJson(state, original) } } : {}),
  };
}

/** One more message after the first answer. The first one after a deferred answer takes its place. */
export function followUp(context: Context, call: Call): Answer {
  return answered(context, call, (interaction) => {
    const { state } = context;
    if (interaction.loading && interaction.original) {
      const kept = interaction.original.flags & EPHEMERAL;
      return amend(context, interaction, interaction.original, {
        ...bodyOf(call),
        flags: Number(bodyOf(call)['flags'] ?? 0) | kept,
      });
    }
    const read = readMessage(context, call.body);
    if (!read.ok) return read.answer;
    const { enforce: _, ...written } = read.message;
    const message = post(context, interaction, written);
    context.changed(interaction.id);
    return ok(messageJson(state, message));
  });
}

export const editAnswer = (context: Context, call: Call): Answer =>
  ofInteraction(context, call, (interaction, message) => amend(context, interaction, message, call.body));

export const getAnswer = (context: Context, call: Call): Answer =>
  ofInteraction(context, call, (_, message) => ok(messageJson(context.state, message)));

export const deleteAnswer = (context: Context, call: Call): Answer =>
  ofInteraction(context, call, (interaction, message) => {
    context.state.remove(message);
    if (interaction.original === message) {
      interaction.original = null;
      interaction.loading = false;
    }
    context.changed(interaction.id);
    return NO_CONTENT;
  });

function amend(context: Context, interaction: Interaction, message: StoredMessage, body: unknown): Answer {
  const refused = edit(context, message, body);
  if (refused) return refused;
  if (interaction.original === message) interaction.loading = false;
  context.changed(interaction.id);
  return ok(messageJson(context.state, message));
}

/** The interaction, where it had its first answer and its token is good. */
function answered(context: Context, call: Call, then: (interaction: Interaction) => Answer): Answer {
  const { state } = context;
  if (call.at(0) !== state.applicationId) return refusal(10015);
  const interaction = state.byToken(call.at(1));
  if (!interaction) return refusal(state.interactions.has(call.at(1)) ? 50027 : 10015);
  if (interaction.answered !== null) return then(interaction);
  context.violate('an answer before the first one');
  return refusal(10015);
}

function ofInteraction(
  context: Context,
  call: Call,
  then: (interaction: Interaction, message: StoredMessage) => Answer,
): Answer {
  return answered(context, call, (interaction) => {
    const id = call.at(2);
    const message = id === '@original' ? interaction.original : context.state.message(id);
    const theirs = message && (message === interaction.original || message.interaction === interaction);
    return message && theirs && context.state.message(message.id)
      ? then(interaction, message)
      : refusal(10008);
  });
}
