import type { Time } from '../clock.ts';
import type { Context } from '../commands/command.ts';
import { fieldsOf } from '../commands/fields.ts';
import type { FormId } from '../ids.ts';
import type { Answer } from '../messages/answer.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import type { FormField } from '../messages/form.ts';
import type { Reader } from '../messages/message.ts';
import { findZones, zoneChoices } from '../time/zones.ts';
import type { Asked } from './asked.ts';

type Step = Pick<Asked, 'command' | 'values' | 'step' | 'errors' | 'asking'> & { readonly id: FormId };

/** One step of a command's form, made from the command's own description. */
export function formStep(
  { command, id, values, step, errors, asking }: Step,
  context: Context,
  reader: Reader,
): Answer {
  const { form } = command;
  if (!form) throw new Error(`${command.name} has no form`);
  const text = catalogueFor(reader.locale);
  const names = form.steps[step] ?? [];
  const fields = fieldsOf(command.input);
  const last = step + 1 === form.steps.length;
  const choices = form.choices(context);
  const echo = step > 0 ? form.echo(values, { ...reader, now: context.now }) : null;
  return {
    kind: 'form',
    form: {
      submit: `${command.name}:${id}`,
      title: form.title(text),
      step: step + 1,
      steps: form.steps.length,
      intro: echo ? [{ kind: 'text', text: echo }] : [],
      fields: names
        .flatMap((name) => fields.filter((field) => field.name === name))
        .map((field) => ({
          name: field.name,
          kind: field.kind,
          label: field.label(text),
          hint: field.hint?.(text) ?? null,
          required: field.required,
          value: values[field.name] ?? null,
          choices: choices[field.name] ?? field.choices(text),
          error: errors[field.name] ?? null,
        }))
        .map((field) => chosenZone(field, context.now)),
      asking,
      button: last ? form.button(text) : text.buttons.next,
    },
  };
}

/** A city of which there are several is not asked for anew: theirs is chosen. */
function chosenZone(field: FormField, now: Time): FormField {
  if (field.kind !== 'zone' || typeof field.value !== 'string') return field;
  const zones = findZones(field.value);
  if (zones.length < 2) return field;
  return { ...field, kind: 'choice', value: null, choices: zoneChoices(field.value, now, zones.length) };
}
