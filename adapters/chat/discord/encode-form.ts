import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType as Default,
  TextInputStyle,
} from 'discord.js';
import { NOWHERE } from '../../../src/commands/fields.ts';
import type { ForeignId } from '../../../src/ids.ts';
import { withoutUnseen } from '../../../src/meeting/topic.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import { cut } from '../../../src/messages/cut.ts';
import type { Choice, Form, FormField } from '../../../src/messages/form.ts';
import type { PersonRef } from '../../../src/ports/inbox.ts';
import { encodeLines } from './encode-spans.ts';
import { isSnowflake } from './ids.ts';
import { writePeople } from './read-people.ts';

/** https://docs.discord.com/developers/components/reference, in characters or pieces. */
const MOST = {
  title: 45,
  parts: 5, // of a modal
  label: 45,
  description: 100,
  placeholder: 100,
  input: 4_000,
  intro: 2_000, // ours: more is no introduction
  option: 100,
  options: 25,
  chosen: 25,
} as const;

/** Where a card can stand. In a forum it cannot: only in its posts, which are threads. */
const CHANNELS = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
];

/** What Discord's own lists have where the form opens: in a private chat neither members nor channels of a server. */
export type Lists = {
  readonly inGuild: boolean;
  /** Roles can be opened into their people. */
  readonly roles: boolean;
  readonly text: Catalogue;
};

const plain = (text: string, most: number): string => cut(withoutUnseen(text).trim(), most) || '…';

/** One step of a form as a modal. */
export function encodeForm(form: Form, lists: Lists): APIModalInteractionResponseCallbackData {
  const steps = form.steps > 1 ? ` ${form.step}/${form.steps}` : '';
  const fields = form.fields.slice(0, MOST.parts).map((field) => encodeField(field, lists));
  const intro = encodeLines(form.intro)
    .map(({ text }) => text)
    .join('\n');
  // Where it has no room it was read already, in the message that led here.
  const room = intro !== '' && fields.length < MOST.parts;
  return {
    custom_id: form.submit,
    title: `${plain(form.title, MOST.title - steps.length)}${steps}`,
    components: [
      ...(room ? [{ type: ComponentType.TextDisplay, content: cut(intro, MOST.intro) } as const] : []),
      ...fields,
    ],
  };
}

function encodeField(field: FormField, lists: Lists): APILabelComponent {
  const { component, more } = inputOf(field, lists);
  const hint = [field.hint ?? '', more].filter((part) => part !== '').join('; ');
  const description = plain(field.error ?? hint, MOST.description);
  return {
    type: ComponentType.Label,
    label: plain(field.label, MOST.label),
    ...(field.error || hint ? { description } : {}),
    component,
  };
}

/** `more`: said beside the field's own hint. */
type Input = { readonly component: APIComponentInLabel; readonly more: string };

const only = (component: APIComponentInLabel): Input => ({ component, more: '' });

function inputOf(field: FormField, lists: Lists): Input {
  switch (field.kind) {
    case 'text':
    case 'when':
    case 'duration':
    case 'passcode':
    case 'zone':
      return only(typed(field));
    case 'people':
      return only(people(field, lists));
    case 'choice':
    case 'meeting':
      return only(choice(field) ?? typed(field));
    case 'conversation':
      return conversation(field, lists);
    case 'toggle':
      return only({ type: ComponentType.Checkbox, custom_id: field.name, default: field.value === true });
    default:
      return field.kind satisfies never;
  }
}

function typed({ name, required, value }: FormField, placeholder = ''): APIComponentInLabel {
  const before = typeof value === 'string' ? cut(value, MOST.input) : '';
  return {
    type: ComponentType.TextInput,
    custom_id: name,
    style: TextInputStyle.Short,
    required,
    max_length: MOST.input,
    ...(before === '' ? {} : { value: before }),
    ...(placeholder === '' ? {} : { placeholder: plain(placeholder, MOST.placeholder) }),
  };
}

const refsOf = ({ value }: FormField): readonly PersonRef[] =>
  typeof value === 'object' && value !== null ? value : [];

/** Chosen from Discord's list; typed where it shows no members, or where somebody is named whom it has not. */
function people(field: FormField, { inGuild, roles, text }: Lists): APIComponentInLabel {
  const refs = refsOf(field);
  const listed = refs.every((ref) => ref.kind === 'person' || (ref.kind === 'group' && isRole(ref) && roles));
  if (!inGuild || !listed || refs.length > MOST.chosen) {
    return typed({ ...field, value: writePeople(refs) }, text.chat.parts.people);
  }
  const common = {
    custom_id: field.name,
    required: field.required,
    min_values: field.required ? 1 : 0,
    max_values: MOST.chosen,
  };
  const users = refs.flatMap((ref) => (ref.kind === 'person' ? [given(ref, Default.User)] : []));
  if (!roles) {
    return {
      ...common,
      type: ComponentType.UserSelect,
      ...(users.length > 0 ? { default_values: users } : {}),
    };
  }
  const groups = refs.flatMap((ref) => (ref.kind === 'group' ? [given(ref, Default.Role)] : []));
  const chosen = [...users, ...groups];
  return {
    ...common,
    type: ComponentType.MentionableSelect,
    ...(chosen.length > 0 ? { default_values: chosen } : {}),
  };
}

const given = <Kind extends Default>({ foreignId }: { readonly foreignId: ForeignId }, type: Kind) => ({
  id: String(foreignId),
  type,
});

/** A channel's name begins with #. */
const isRole = ({ name }: Extract<PersonRef, { kind: 'group' }>): boolean => !name.startsWith('#');

/** Any channel of Discord's own list; none chosen is *nowhere*, where the core offers that. */
function conversation(field: FormField, { inGuild, text }: Lists): Input {
  const { name, value, required, choices } = field;
  if (!inGuild) {
    const offered = choice(field);
    return offered ? only(offered) : only(typed(field, text.chat.channelLink));
  }
  const more = !required && choices.some((each) => each.value === NOWHERE) ? text.chat.noCard : '';
  return {
    component: {
      type: ComponentType.ChannelSelect,
      custom_id: name,
      channel_types: CHANNELS,
      required,
      min_values: required ? 1 : 0,
      max_values: 1,
      ...(typeof value === 'string' && isSnowflake(value)
        ? { default_values: [{ id: value, type: Default.Channel }] }
        : {}),
    },
    more,
  };
}

/** Null: there is nothing to choose from, or more than Discord shows. */
function choice({ name, value, required, choices }: FormField): APIComponentInLabel | null {
  const options = optionsOf(choices);
  if (options.length === 0 || options.length > MOST.options) return null;
  return {
    type: ComponentType.StringSelect,
    custom_id: name,
    required,
    min_values: required ? 1 : 0,
    max_values: 1,
    options: options.map((option) => ({ ...option, default: option.value === value })),
  };
}

/** What an option needs: a value of its own, that is not empty and not too long. */
function optionsOf(choices: readonly Choice[]) {
  const fitting = choices.filter(({ value }) => value !== '' && value.length <= MOST.option);
  const unique = fitting.filter(({ value }, at) => fitting.findIndex((each) => each.value === value) === at);
  return unique.map(({ label, value }) => ({ label: plain(label, MOST.option), value }));
}
