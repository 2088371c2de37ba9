import type { types } from '@slack/bolt';
import { withoutUnseen } from '../../../src/meeting/topic.ts';
import { note, paragraph, text as textSpan } from '../../../src/messages/blocks.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import { cut } from '../../../src/messages/cut.ts';
import type { Choice, Form, FormField } from '../../../src/messages/form.ts';
import type { PrivateMessage } from '../../../src/messages/message.ts';
import type { Conversation, PersonRef } from '../../../src/ports/inbox.ts';
import { encodeBlocks, VIEW } from './encode.ts';
import { readPersonId } from './ids.ts';
import { CHANNELS, OTHERS, VALUE } from './read-values.ts';
import { showPeople } from './typed-people.ts';

/** The `callback_id` of every form. */
export const FORM = 'latchkey-form';

/** https://docs.slack.dev/reference/views and …/block-kit/block-elements, in characters or pieces. */
const LIMIT = {
  title: 24,
  button: 24,
  label: 2000,
  placeholder: 150,
  option: 75,
  optionValue: 150,
  options: 100,
  radio: 10,
  input: 3000,
  users: 100,
} as const;

const plain = (text: string, most: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: cut(withoutUnseen(text).trim(), most) || '…',
  emoji: false,
});

/** One step of a form as a modal, which carries along what the answer to it needs. */
export function encodeForm(
  form: Form,
  { foreignId, name, visibility }: Conversation,
  text: Catalogue,
): types.ModalView {
  const steps = form.steps > 1 ? ` ${form.step}/${form.steps}` : '';
  return {
    type: 'modal',
    callback_id: FORM,
    private_metadata: JSON.stringify({
      submit: form.submit,
      conversation: { id: foreignId, name: cut(name, 200), visibility },
    }),
    title: plain(`${cut(withoutUnseen(form.title), LIMIT.title - steps.length)}${steps}`, LIMIT.title),
    submit: plain(form.button, LIMIT.button),
    blocks: [
      ...encodeBlocks([paragraph(...form.intro)], VIEW),
      ...form.fields.flatMap((field) => encodeField(field, text)),
    ],
  };
}

/** A private message where it was asked for: in a modal. */
export const encodeAnswerView = (message: PrivateMessage, { chat }: Catalogue): types.ModalView => ({
  type: 'modal',
  title: plain(chat.title, LIMIT.title),
  close: plain(chat.done, LIMIT.button),
  blocks: encodeBlocks(message.blocks, VIEW),
});

function encodeField(field: FormField, text: Catalogue): readonly types.KnownBlock[] {
  const given = inputsOf(field, text);
  const inputs = given.map(({ element, suffix, label }) => ({
    type: 'input' as const,
    block_id: `${field.name}${suffix}`,
    label: plain(label, LIMIT.label),
    // Of several inputs any one will do: the core says so where none was filled in. One of radio buttons is always on.
    optional:
      element.type !== 'radio_buttons' && (given.length > 1 || field.kind === 'toggle' || !field.required),
    ...(field.hint && suffix === '' ? { hint: plain(field.hint, LIMIT.label) } : {}),
    element,
  }));
  return [...inputs, ...problem(field)];
}

/** What was wrong, below the field. Slack keeps an input's own mark only while its modal is not replaced. */
const problem = ({ error }: FormField): readonly types.KnownBlock[] =>
  error === null ? [] : encodeBlocks([note(textSpan(`⚠️ ${error}`))], VIEW);

type Input = {
  readonly element: types.InputBlock['element'];
  readonly suffix: '' | typeof CHANNELS | typeof OTHERS;
  readonly label: string;
};

function inputsOf(field: FormField, text: Catalogue): readonly Input[] {
  const one = (element: Input['element']): readonly Input[] => [{ element, suffix: '', label: field.label }];
  switch (field.kind) {
    case 'text':
    case 'when':
    case 'duration':
    case 'passcode':
    case 'zone':
      return one(typed(field));
    case 'people':
      return [
        { element: people(field), suffix: '', label: field.label },
        { element: channels(field), suffix: CHANNELS, label: text.chat.everyoneIn(field.label) },
        { element: others(field, text), suffix: OTHERS, label: text.chat.others(field.label) },
      ];
    case 'choice':
    case 'meeting':
      return one(choice(field, field.choices) ?? typed(field));
    case 'conversation':
      return conversation(field, text);
    case 'toggle':
      return one(toggle(field, text));
    default:
      return field.kind satisfies never;
  }
}

function typed({ value }: FormField): types.PlainTextInput {
  const initial = typeof value === 'string' ? cut(value, LIMIT.input) : '';
  return {
    type: 'plain_text_input',
    action_id: VALUE,
    max_length: LIMIT.input,
    ...(initial === '' ? {} : { initial_value: initial }),
  };
}

const refsOf = ({ value }: FormField): readonly PersonRef[] =>
  typeof value === 'object' && value !== null ? value : [];

function people(field: FormField): types.MultiUsersSelect {
  const users = refsOf(field).flatMap((ref) =>
    ref.kind === 'person' ? (readPersonId(ref.foreignId)?.user ?? []) : [],
  );
  const initial = [...new Set(users)].slice(0, LIMIT.users);
  return {
    type: 'multi_users_select',
    action_id: VALUE,
    ...(initial.length === 0 ? {} : { initial_users: initial }),
  };
}

const FILTER = { include: ['public', 'private'], exclude_bot_users: true } satisfies Pick<
  NonNullable<types.ConversationsSelect['filter']>,
  'include' | 'exclude_bot_users'
>;

function channels(field: FormField): types.MultiConversationsSelect {
  const ids = refsOf(field).flatMap((ref) =>
    ref.kind === 'group' && isChannel(ref.foreignId) ? [String(ref.foreignId)] : [],
  );
  const initial = [...new Set(ids)].slice(0, LIMIT.users);
  return {
    type: 'multi_conversations_select',
    action_id: VALUE,
    filter: { ...FILTER, include: [...FILTER.include] },
    ...(initial.length === 0 ? {} : { initial_conversations: initial }),
  };
}

/** Slack has no list of user groups to choose from: they are typed, as is whoever was named in words before. */
function others(field: FormField, { chat }: Catalogue): types.PlainTextInput {
  const refs = refsOf(field).filter((ref) => ref.kind !== 'group' || !isChannel(ref.foreignId));
  const initial = cut(showPeople(refs), LIMIT.input);
  return {
    type: 'plain_text_input',
    action_id: VALUE,
    max_length: LIMIT.input,
    placeholder: plain(chat.othersExample, LIMIT.placeholder),
    ...(initial === '' ? {} : { initial_value: initial }),
  };
}

/** A user group's id begins with S, a channel's with C or G (a private one from before 2021). */
const isChannel = (id: string): boolean => /^[CG][A-Z0-9]{1,30}$/.test(id);

/** What the core offers (the place it stands in, *nowhere*) and, below it, any channel of Slack's own list. */
function conversation(field: FormField, { chat }: Catalogue): readonly Input[] {
  const { value, label, choices } = field;
  const offered = choice(field, choices);
  const elsewhere =
    typeof value === 'string' && isChannel(value) && !choices.some((each) => each.value === value);
  const select: types.ConversationsSelect = {
    type: 'conversations_select',
    action_id: VALUE,
    filter: { ...FILTER, include: [...FILTER.include] },
    ...(elsewhere ? { initial_conversation: value } : {}),
  };
  if (offered === null) return [{ element: select, suffix: '', label }];
  return [
    { element: offered, suffix: '', label },
    { element: select, suffix: CHANNELS, label: chat.anotherChannel(label) },
  ];
}

/** Null: there is nothing to choose from, which Slack refuses. */
function choice(
  { value }: FormField,
  choices: readonly Choice[],
): types.StaticSelect | types.RadioButtons | null {
  const options = optionsOf(choices);
  const initial = options.find((option) => option.value === value);
  const common = { action_id: VALUE, options, ...(initial ? { initial_option: initial } : {}) };
  if (options.length === 0) return null;
  return options.length <= LIMIT.radio && initial
    ? { type: 'radio_buttons', ...common }
    : { type: 'static_select', ...common };
}

/** What an option needs: a value of its own, that is not empty and not too long. */
function optionsOf(choices: readonly Choice[]) {
  const fitting = choices.filter(({ value }) => value !== '' && value.length <= LIMIT.optionValue);
  const unique = fitting.filter(({ value }, at) => fitting.findIndex((each) => each.value === value) === at);
  return unique
    .slice(0, LIMIT.options)
    .map(({ label, value }) => ({ text: plain(label, LIMIT.option), value }));
}

/** Its label stands above it, and is what a screen reader reads before the one box. */
function toggle({ value }: FormField, { yes }: Catalogue): types.Checkboxes {
  const option = { text: plain(yes, LIMIT.option), value: 'yes' };
  return {
    type: 'checkboxes',
    action_id: VALUE,
    options: [option],
    ...(value === true ? { initial_options: [option] } : {}),
  };
}
