import { button, buttons, heading, list, paragraph, text } from '../../../src/messages/blocks.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { Form } from '../../../src/messages/form.ts';
import type { PrivateMessage } from '../../../src/messages/message.ts';

/**
 * What stands where a modal cannot: after a modal, or too late for one. The form waits in the store, and the button
 * opens it with an interaction of its own.
 */
export function formMessage(form: Form, late: boolean, words: Catalogue): PrivateMessage {
  const errors = form.fields.flatMap(({ label, error }) =>
    error === null ? [] : [[text(`${label}: ${error}`)]],
  );
  const title = form.steps > 1 ? `${form.title} ${form.step}/${form.steps}` : form.title;
  const label = late ? words.chat.open : errors.length > 0 ? words.buttons.edit : words.chat.goOn;
  return {
    notice: title,
    blocks: [
      heading(errors.length > 0 ? 'warning' : null, title),
      ...(late ? [paragraph(text(words.chat.formLate))] : []),
      ...(form.intro.length > 0 ? [paragraph(...form.intro)] : []),
      ...(errors.length > 0 ? [list(errors, words)] : hintOf(form)),
      buttons(button(label, `next:${form.submit.split(':')[1] ?? ''}`, 'primary')),
    ],
  };
}

/** Of a form that asks for one thing. */
function hintOf({ fields: [field, ...others] }: Form) {
  return field?.hint && others.length === 0 ? [paragraph(text(field.hint))] : [];
}
