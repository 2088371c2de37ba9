import { z } from 'zod';
import { asId } from '../../../src/ids.ts';
import type { FieldValue } from '../../../src/messages/form.ts';
import type { PersonRef, Values } from '../../../src/ports/inbox.ts';
import { personId } from './ids.ts';
import { readPeople } from './typed-people.ts';

/** The one `action_id` of a field; its `block_id` is the field's name. */
export const VALUE = 'value';

/** A second input of one field: channels whose people are invited, or another channel than those offered. */
export const CHANNELS = ':channels';

/** A third one: typed, for those whom none of Slack's lists has. */
export const OTHERS = ':others';

const id = z.string().regex(/^[A-Z0-9]{1,30}$/);
const option = z.object({ value: z.string().max(2000) });

/** `view.state.values`, by kind of input: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const Filled = z.discriminatedUnion('type', [
  z.object({ type: z.literal('plain_text_input'), value: z.string().max(3000).nullish() }),
  z.object({ type: z.literal('multi_users_select'), selected_users: z.array(id).default([]) }),
  z.object({
    type: z.literal('multi_conversations_select'),
    selected_conversations: z.array(id).default([]),
  }),
  z.object({ type: z.literal('conversations_select'), selected_conversation: id.nullish() }),
  z.object({ type: z.literal('static_select'), selected_option: option.nullish() }),
  z.object({ type: z.literal('radio_buttons'), selected_option: option.nullish() }),
  z.object({ type: z.literal('checkboxes'), selected_options: z.array(option).default([]) }),
]);

type State = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What was filled in, by field. What was left empty is left out; what is no input of ours is passed over. */
export function readValues(state: State, team: string): Values {
  const values: Record<string, FieldValue> = {};
  // A field's own input comes before its second one.
  const blocks = Object.entries(state).sort(([one], [other]) => one.length - other.length);
  for (const [block, actions] of blocks) {
    const read = Filled.safeParse(actions[VALUE]);
    const filled = read.success ? filledIn(read.data, team) : null;
    const value =
      block.endsWith(OTHERS) && typeof filled === 'string' ? listed(readPeople(filled, team)) : filled;
    if (value === null) continue;
    const [name = block] = block.split(':');
    const before = values[name];
    values[name] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
  }
  return values;
}

/** Null: left empty. */
function filledIn(filled: z.output<typeof Filled>, team: string): FieldValue | null {
  switch (filled.type) {
    case 'plain_text_input':
      return filled.value?.trim() ? filled.value : null;
    case 'static_select':
    case 'radio_buttons':
      return filled.selected_option?.value ?? null;
    case 'conversations_select':
      return filled.selected_conversation ?? null;
    case 'checkboxes':
      return filled.selected_options.length > 0;
    case 'multi_users_select':
      return listed(
        filled.selected_users.map((user) => ({ kind: 'person', foreignId: personId(team, user) })),
      );
    case 'multi_conversations_select':
      return listed(
        filled.selected_conversations.map((channel) => ({
          kind: 'group',
          foreignId: asId(channel),
          name: channel,
        })),
      );
    default:
      return filled satisfies never;
  }
}

const listed = (refs: readonly PersonRef[]): readonly PersonRef[] | null => (refs.length > 0 ? refs : null);
