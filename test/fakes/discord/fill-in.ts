import { type Component, components, isSelect, TYPE } from './component.ts';
import type { Field, Filled, Json, Modal } from './types.ts';

type Sent = { readonly components: readonly Json[]; readonly named: readonly string[] };

/** What Discord's client sends of a modal; throws where it would not let it be sent. */
export function fillIn(modal: Modal, filled: Filled): Sent {
  const unknown = Object.keys(filled).filter((key) => !modal.fields.some((field) => matches(field, key)));
  if (unknown.length > 0) throw new Error(`the modal has no ${unknown.join(', ')}`);
  const named: string[] = [];
  const sent = components.parse(modal.raw['components']).map((outer, at): Json => {
    const id = outer.id || at * 2 + 1;
    const input = outer.component ?? outer.components?.[0];
    if (!input) return { type: outer.type, id };
    const field = modal.fields.find(({ customId }) => customId === input.custom_id);
    if (!field) throw new Error(`the modal does not show ${input.custom_id}`);
    const key = Object.keys(filled).find((one) => matches(field, one));
    const given = key === undefined ? field.value : (filled[key] ?? null);
    const value = {
      type: input.type,
      id: input.id || at * 2 + 2,
      custom_id: field.customId,
      ...entry(field, input, given),
    };
    if (Array.isArray(given) && input.type !== TYPE.stringSelect && isSelect(input))
      named.push(...given.map(String));
    return outer.type === TYPE.label
      ? { type: outer.type, id, component: value }
      : { type: outer.type, id, components: [value] };
  });
  return { components: sent, named };
}

const matches = ({ label, customId }: Field, key: string): boolean => label === key || customId === key;

function entry(field: Field, input: Component, given: Filled[string] | null): Json {
  const list = typeof given === 'string' ? [given] : Array.isArray(given) ? given.map(String) : [];
  const refuse = (why: string): never => {
    throw new Error(`Discord does not take ${field.label}: ${why}`);
  };
  switch (input.type) {
    case TYPE.textInput: {
      const value = list[0] ?? '';
      if (field.required && value === '') refuse('it is required');
      if (value.length > (input.max_length ?? 4000)) refuse('it is too long');
      if (value !== '' && value.length < (input.min_length ?? 0)) refuse('it is too short');
      return { value };
    }
    case TYPE.checkbox:
      return { value: given === true };
    case TYPE.radio:
      if (field.required && list.length === 0) refuse('it is required');
      return { value: list[0] === undefined ? null : chosen(field, list[0]) };
    case TYPE.upload:
      return { values: list };
    default: {
      const most = input.max_values ?? (input.type === TYPE.checkboxes ? 10 : 1);
      const least = input.min_values ?? (field.required ? 1 : 0);
      // What is not required may be left out, whatever the least number says.
      if (list.length < least && (field.required || list.length > 0)) refuse(`at least ${least}`);
      if (list.length > most) refuse(`at most ${most}`);
      return { values: field.options.length > 0 ? list.map((one) => chosen(field, one)) : list };
    }
  }
}

function chosen(field: Field, wanted: string): string {
  const option = field.options.find(({ label, value }) => value === wanted || label === wanted);
  if (!option) throw new Error(`${field.label} does not offer ${wanted}`);
  return option.value;
}
