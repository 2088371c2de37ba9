import { html } from 'hono/html';
import { fieldsOf } from '../../../src/commands/fields.ts';
import { commands } from '../../../src/commands/registry.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { Values } from '../../../src/ports/inbox.ts';
import { ACT, CALL, type MyRequest, nameOf, SHOWN } from '../my-request.ts';
import { fieldOf } from './fields.ts';
import type { Html } from './page.ts';
import type { MyReader } from './spans.ts';

/** Buttons that need a word more than they carry, and the fields in which it is typed. */
const ASKS: Readonly<Record<string, readonly string[]>> = {
  move: ['when', 'duration'],
  invite: ['people'],
  uninvite: ['people'],
};

/** The same form again, unfolded and with what was typed, after it was refused; null: it was no such form. */
export function askAgain(request: MyRequest['request'], act: string, reader: MyReader): Html | null {
  if (request.kind !== 'call') return null;
  const { command, values } = request;
  const label = LABELS[command]?.(reader.text);
  return label === undefined
    ? null
    : askForm({ label, press: `${command}:${values['meeting']}` }, act, reader, values);
}

const LABELS: Readonly<Record<string, (text: Catalogue) => string>> = {
  move: ({ web }) => web.move,
  invite: ({ web }) => web.invite,
  uninvite: ({ web }) => web.uninvite,
};

type Pressed = { readonly label: string; readonly press: string };

/** A button that unfolds into its own few fields, made of the command's description; null: the button says it all. */
export function askForm(
  { label, press }: Pressed,
  act: string,
  { text }: MyReader,
  typed: Values | null = null,
): Html | null {
  const [name = '', meeting = ''] = press.split(':');
  const command = commands.find((one) => one.name === name);
  const asked = ASKS[name];
  if (!command || !asked) return null;
  const fields = fieldsOf(command.input)
    .filter((field) => asked.includes(field.name))
    .map((field) => ({
      ...{ name: field.name, kind: field.kind, label: field.label(text), hint: field.hint?.(text) ?? null },
      ...{
        required: field.required || field.kind === 'people',
        value: typed?.[field.name] ?? null,
        choices: [],
        error: null,
      },
    }));
  return html`<details class="ask"${typed ? html` open` : ''}><summary>${label}</summary>
<form method="post" action="/my">
<input type="hidden" name="${ACT}" value="${act}">
<input type="hidden" name="${SHOWN}" value="meeting"><input type="hidden" name="${nameOf('meeting')}" value="${meeting}">
${fields.map((field) => fieldOf(field, `${name}-${meeting}`, text))}
<button name="${CALL}" value="${name}">${label}</button>
</form></details>`;
}
