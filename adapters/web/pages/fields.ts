import { html } from 'hono/html';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { FormField } from '../../../src/messages/form.ts';
import type { PersonRef } from '../../../src/ports/inbox.ts';
import { nameOf, SHOWN } from '../my-request.ts';
import type { Html } from './page.ts';

/** Longer than any field may be (src/commands/fields.ts); the core says what is too long. */
const LONGEST = 4_000;

/** One field with its label, hint and what was wrong with it. `prefix` keeps ids of several forms on a page apart. */
export function fieldOf(field: FormField, prefix: string, text: Catalogue): Html {
  const id = `${prefix}-${field.name}`;
  const hint = field.kind === 'people' ? text.web.people : field.hint;
  const notes = [...(hint ? [`${id}-hint`] : []), ...(field.error ? [`${id}-error`] : [])].join(' ');
  const about = html`${notes ? html` aria-describedby="${notes}"` : ''}${field.error ? html` aria-invalid="true"` : ''}`;
  const label =
    field.kind === 'toggle'
      ? html`<label class="toggle">${control(field, id, about, text)} ${field.label}</label>`
      : html`<label for="${id}">${field.label}</label>${control(field, id, about, text)}`;
  return html`<input type="hidden" name="${SHOWN}" value="${field.name}">
${label}
${hint ? html`<p id="${id}-hint" class="hint">${hint}</p>` : ''}
${field.error ? html`<p id="${id}-error" class="error">${field.error}</p>` : ''}`;
}

function control(
  { kind, name, required, value, choices }: FormField,
  id: string,
  about: Html,
  text: Catalogue,
): Html {
  const common = html`id="${id}" name="${nameOf(name)}"${about}`;
  if (kind === 'toggle')
    return html`<input type="checkbox" ${common} value="yes"${value === true ? html` checked` : ''}>`;
  if (choices.length > 0) {
    return html`<select ${common}${required ? html` required` : ''}>
${required || value ? '' : html`<option value="">${text.web.unchanged}</option>`}
${choices.map((choice) => html`<option value="${choice.value}"${choice.value === value ? html` selected` : ''}>${choice.label}</option>`)}
</select>`;
  }
  const code = kind === 'passcode' ? html` class="code" autocapitalize="characters"` : '';
  return html`<input ${common} value="${written(value)}"${code} maxlength="${LONGEST}" autocomplete="off"${required ? html` required` : ''}>`;
}

function written(value: FormField['value']): string {
  if (value === null || typeof value === 'boolean') return '';
  return typeof value === 'string' ? value : value.map(named).join(' ');
}

/** As one types it. */
function named(ref: PersonRef): string {
  switch (ref.kind) {
    case 'person':
      return `@${ref.foreignId}`;
    case 'handle':
      return `@${ref.handle}`;
    case 'group':
      return `@${ref.name}`;
    case 'email':
      return ref.address;
    default:
      return ref satisfies never;
  }
}
