import { type Component, flatten, isSelect, components as list, TYPE } from './component.ts';
import type { DiscordState, StoredMessage } from './state.ts';
import type { Button, Field, Json, Message, Modal, Select } from './types.ts';
import { messageJson } from './wire.ts';

/** A message as people see it. */
export function shown(state: DiscordState, message: StoredMessage): Message {
  const all = flatten(list.parse(message.components));
  const texts = all.flatMap(({ type, content }) => (type === TYPE.text ? (content ?? '') : []));
  return {
    id: message.id,
    channel: message.channel,
    author: message.author,
    text: [message.content, ...texts].filter((text) => text !== '').join('\n'),
    buttons: all.filter(({ type }) => type === TYPE.button).map(button),
    selects: all.filter(isSelect).map(select),
    flags: message.flags,
    pings: message.pings,
    edited: message.edited !== null,
    raw: messageJson(state, message),
  };
}

const button = (one: Component): Button => ({
  label: one.label ?? '',
  customId: one.custom_id ?? null,
  url: one.url ?? null,
  disabled: one.disabled ?? false,
});

const select = (one: Component): Select => ({
  customId: one.custom_id ?? '',
  placeholder: one.placeholder ?? '',
  options: (one.options ?? []).map(({ label, value }) => ({ label, value })),
});

/** A modal as people see it. */
export function shownModal(interaction: string, raw: Json): Modal {
  const components = list.parse(raw['components']);
  const text = components.flatMap(({ type, content }) => (type === TYPE.text ? (content ?? '') : []));
  return {
    interaction,
    customId: String(raw['custom_id']),
    title: String(raw['title']),
    text: text.join('\n'),
    fields: components.flatMap((one) => {
      const input = one.component ?? one.components?.[0];
      return input ? [field(one, input)] : [];
    }),
    raw,
  };
}

const field = (outer: Component, input: Component): Field => ({
  label: outer.label ?? input.label ?? '',
  description: outer.description ?? null,
  customId: input.custom_id ?? '',
  type: input.type,
  required: input.type !== TYPE.checkbox && input.required !== false,
  value: prefilled(input),
  options: (input.options ?? []).map(({ label, value }) => ({ label, value })),
});

function prefilled(input: Component): Field['value'] {
  if (input.type === TYPE.textInput) return input.value ?? null;
  if (input.type === TYPE.checkbox) return input.default ?? false;
  const chosen = (input.options ?? []).filter((each) => each.default).map(({ value }) => value);
  if (input.type === TYPE.radio) return chosen[0] ?? null;
  return [...chosen, ...(input.default_values ?? []).map(({ id }) => id)];
}
