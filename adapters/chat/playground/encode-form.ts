import type { Form, FormField } from '../../../src/messages/form.ts';
import type { PersonRef } from '../../../src/ports/inbox.ts';
import { clean, encodePublicSpan, type PublicShownSpan } from './encode.ts';
import { CHANNELS, conversationFor, GROUPS, type Resident, residentOf } from './workspace.ts';

/** A step of a form as the page shows it. People are written as one types them: `@ivan @team`. */
export type ShownField = Omit<FormField, 'value'> & { readonly value: string | boolean | null };
export type ShownForm = Omit<Form, 'intro' | 'fields'> & {
  readonly intro: readonly PublicShownSpan[];
  readonly fields: readonly ShownField[];
};

export const encodeForm = (form: Form, reader: Resident): ShownForm => ({
  ...form,
  title: clean(form.title),
  intro: form.intro.map(encodePublicSpan),
  fields: form.fields.map((field) => encodeField(field, reader)),
});

function encodeField(field: FormField, reader: Resident): ShownField {
  const { value } = field;
  return {
    ...field,
    value: typeof value === 'object' && value !== null ? value.map(written).join(' ') : value,
    choices: field.kind === 'conversation' ? withChannels(field.choices, reader) : field.choices,
  };
}

/** A platform offers its own conversations; the core adds the one it stands in, and what is none: *nowhere*. */
function withChannels(given: FormField['choices'], reader: Resident): FormField['choices'] {
  const channels = channelsOf(reader);
  const others = given.filter(({ value }) => !channels.some((channel) => channel.value === value));
  return [...channels, ...others];
}

const channelsOf = (reader: Resident) =>
  CHANNELS.flatMap(({ foreignId }) => {
    const found = conversationFor(reader, foreignId);
    return found ? [{ value: found.foreignId, label: found.name }] : [];
  });

function written(ref: PersonRef): string {
  switch (ref.kind) {
    case 'person':
      return `@${residentOf(ref.foreignId)?.handle ?? ref.foreignId}`;
    case 'handle':
      return `@${ref.handle}`;
    case 'group':
      return GROUPS.some(({ foreignId }) => foreignId === ref.foreignId) ? `@${ref.name}` : ref.name;
    case 'email':
      return ref.address;
    default:
      return ref satisfies never;
  }
}
