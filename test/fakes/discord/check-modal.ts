import { twice, wrongId, wrongInSelect } from './check-message.ts';
import { type Component, flatten, isSelect, TYPE } from './component.ts';

/** discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const MOST = { title: 45, fields: 5, label: 45, description: 100, text: 4000, placeholder: 100 } as const;

export type ModalDraft = {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
};

/** Why Discord refuses this modal; empty: it does not. */
export function wrongInModal({ custom_id, title, components }: ModalDraft): string[] {
  const wrong = [...wrongId(custom_id), ...twice(flatten(components))];
  if (title.length < 1 || title.length > MOST.title) wrong.push(`modal title of ${title.length} characters`);
  if (components.length < 1 || components.length > MOST.fields) wrong.push(`${components.length} fields`);
  for (const one of components) {
    switch (one.type) {
      case TYPE.label:
        wrong.push(...wrongInLabel(one));
        break;
      case TYPE.row:
        wrong.push(...(one.components ?? []).flatMap(wrongInInput));
        break;
      case TYPE.text:
        if (!one.content) wrong.push('an empty text display');
        break;
      default:
        wrong.push(`component ${one.type} in a modal`);
    }
  }
  return wrong;
}

function wrongInLabel({ label, description, component }: Component): string[] {
  const wrong: string[] = [];
  if (!label || label.length > MOST.label) wrong.push(`label of ${label?.length ?? 0} characters`);
  if (description === '' || (description ?? '').length > MOST.description)
    wrong.push(`description of ${label}`);
  if (!component) return [...wrong, `no component in ${label}`];
  if (component.label) wrong.push(`a label in the label ${label}`);
  return [...wrong, ...wrongInInput(component)];
}

function wrongInInput(one: Component): string[] {
  if (one.type === TYPE.textInput) return wrongInText(one);
  if (one.type === TYPE.radio || one.type === TYPE.checkboxes) return wrongInGroup(one);
  if (one.type === TYPE.checkbox || one.type === TYPE.upload) return wrongId(one.custom_id);
  if (!isSelect(one)) return [`component ${one.type} in a label`];
  // "required" of a select means at least one (documented with string selects in modals).
  const wrong = wrongInSelect({ ...one, min_values: one.min_values ?? (one.required === false ? 0 : 1) });
  if (one.disabled) wrong.push('a disabled select in a modal');
  if (one.required !== false && one.min_values === 0)
    wrong.push('a required select of which none may be chosen');
  return wrong;
}

function wrongInText(one: Component): string[] {
  const wrong = wrongId(one.custom_id);
  const [least, most] = [one.min_length ?? 0, one.max_length ?? MOST.text];
  if (one.style !== 1 && one.style !== 2) wrong.push('style of a text input');
  if ((one.placeholder ?? '').length > MOST.placeholder) wrong.push('placeholder of a text input');
  if (most > MOST.text || least > most) wrong.push('length of a text input');
  if ((one.value ?? '').length > most) wrong.push(`value of ${one.value?.length} characters`);
  if (one.value && one.value.length < least) wrong.push('value too short');
  return wrong;
}

function wrongInGroup(one: Component): string[] {
  const options = one.options ?? [];
  const wrong = wrongId(one.custom_id);
  if (options.length < (one.type === TYPE.radio ? 2 : 1) || options.length > 10)
    wrong.push(`${options.length} options`);
  if (new Set(options.map(({ value }) => value)).size < options.length) wrong.push('an option twice');
  return wrong;
}
