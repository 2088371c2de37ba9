import { ComponentType } from 'discord.js';
import { z } from 'zod';
import type { Field } from '../../../src/commands/fields.ts';
import { asId, type ForeignId } from '../../../src/ids.ts';
import type { FieldValue } from '../../../src/messages/form.ts';
import type { PersonRef, Values } from '../../../src/ports/inbox.ts';
import type { Names } from './payload.ts';
import { readPeople } from './read-people.ts';

const name = z.string().max(100);
const values = z.array(z.string().max(100)).max(25);

/** What a submitted modal holds: https://docs.discord.com/developers/components/reference#label-label-interaction-response-structure */
const Input = z.discriminatedUnion('type', [
  z.object({ type: z.literal(ComponentType.TextInput), custom_id: name, value: z.string().max(4_000) }),
  z.object({ type: z.literal(ComponentType.StringSelect), custom_id: name, values }),
  z.object({ type: z.literal(ComponentType.UserSelect), custom_id: name, values }),
  z.object({ type: z.literal(ComponentType.MentionableSelect), custom_id: name, values }),
  z.object({ type: z.literal(ComponentType.ChannelSelect), custom_id: name, values }),
  z.object({ type: z.literal(ComponentType.Checkbox), custom_id: name, value: z.boolean() }),
]);
const Label = z.object({ type: z.literal(ComponentType.Label), component: Input });

/** What was filled in, by field. What was left empty is left out; what is no input of ours is passed over. */
export function readValues(components: readonly unknown[], fields: readonly Field[], names: Names): Values {
  const filled = components.flatMap((component) => {
    const { success, data } = Label.safeParse(component);
    const field = success ? fields.find((each) => each.name === data.component.custom_id) : undefined;
    const value = success && field ? filledIn(data.component, field, names) : null;
    return field && value !== null ? [[field.name, value] as const] : [];
  });
  return Object.fromEntries(filled);
}

/** Null: left empty. */
function filledIn(input: z.output<typeof Input>, { kind }: Field, names: Names): FieldValue | null {
  switch (input.type) {
    case ComponentType.TextInput:
      return typed(input.value, kind);
    case ComponentType.StringSelect:
    case ComponentType.ChannelSelect:
      return input.values[0] ?? null;
    case ComponentType.UserSelect:
    case ComponentType.MentionableSelect:
      return listed(input.values.map((id) => chosen(id, names)));
    case ComponentType.Checkbox:
      return input.value;
    default:
      return input satisfies never;
  }
}

function typed(value: string, kind: Field['kind']): FieldValue | null {
  if (value.trim() === '') return null;
  switch (kind) {
    case 'people':
      return listed(readPeople(value));
    case 'conversation':
      return readChannel(value);
    default:
      return value;
  }
}

/** A role is among the names that come along, whoever is not is a person. */
function chosen(id: string, { roles }: Names): PersonRef {
  const foreignId = asId<ForeignId>(id);
  const role = roles?.[id];
  return role ? { kind: 'group', foreignId, name: role.name } : { kind: 'person', foreignId };
}

/** `https://discord.com/channels/<guild>/<channel>`, a mention, or the bare number. */
function readChannel(text: string): string {
  const [, linked, bare] = /channels\/\d+\/(\d{1,20})|^\s*(?:<#)?(\d{1,20})>?\s*$/.exec(text) ?? [];
  return linked ?? bare ?? text.trim();
}

const listed = (refs: readonly PersonRef[]): readonly PersonRef[] | null => (refs.length > 0 ? refs : null);
