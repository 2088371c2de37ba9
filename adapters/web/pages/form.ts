import { html } from 'hono/html';
import type { Form } from '../../../src/messages/form.ts';
import { newId } from '../../../src/random.ts';
import { ACT, SUBMIT } from '../my-request.ts';
import { fieldOf } from './fields.ts';
import type { Html } from './page.ts';
import { type MyReader, spans } from './spans.ts';

/** One step of a command's form. What was wrong with it is said at each field, and the first of them has the focus. */
export function form({ title, step, steps, intro, fields, submit, button }: Form, reader: MyReader): Html {
  const { text } = reader;
  return html`<section class="meeting" aria-labelledby="form-title">
<h2 id="form-title">${title}</h2>
${steps > 1 ? html`<p class="hint">${text.web.step(step, steps)}</p>` : ''}
${intro.length > 0 ? html`<p>${spans(intro, reader)}</p>` : ''}
<form method="post" action="/my">
<input type="hidden" name="${ACT}" value="${newId()}">
${fields.map((field) => fieldOf(field, 'form', text))}
<button class="primary" name="${SUBMIT}" value="${submit}">${button}</button>
</form>
</section>`;
}
