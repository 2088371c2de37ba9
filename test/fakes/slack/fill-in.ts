import type { Block, Element } from './blocks.ts';
import type { View } from './view.ts';

/** What somebody fills in: typed or chosen, by block_id; a list for a multi select or checkboxes. */
export type Filled = Readonly<Record<string, string | readonly string[] | null>>;

type State = Record<string, Record<string, unknown>>;

/** `state.values` of a view, as Slack reports it. Throws where Slack's own screen would not let somebody submit. */
export function fillIn(view: View, filled: Filled): State {
  const state: State = {};
  const missing: string[] = [];
  for (const block of view.blocks) {
    if (block.type !== 'input' || !block.element) continue;
    const id = block.block_id ?? '';
    const value = filled[id] === undefined ? initialOf(block.element) : filled[id];
    const empty = value === null || value.length === 0;
    if (empty && block.optional !== true) missing.push(id);
    state[id] = { [block.element.action_id ?? id]: { type: block.element.type, ...entry(block, value) } };
  }
  const unknown = Object.keys(filled).filter((id) => !(id in state));
  if (missing.length > 0) throw new Error(`Slack asks to complete: ${missing.join(', ')}`);
  if (unknown.length > 0) throw new Error(`this view has no ${unknown.join(', ')}`);
  return state;
}

const SELECTED = {
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
} as const;

function entry(block: Block, value: string | readonly string[] | null): Record<string, unknown> {
  const element = block.element;
  const kind = element?.type ?? '';
  const list = typeof value === 'string' ? [value] : (value ?? []);
  const key = Object.entries(SELECTED).find(([type]) => type === kind)?.[1];
  if (key) return { [key]: key.endsWith('s') ? list : (list[0] ?? null) };
  if (kind === 'datetimepicker') return { selected_date_time: list[0] ? Number(list[0]) : null };
  if (kind === 'static_select' || kind === 'radio_buttons') {
    return { selected_option: list[0] === undefined ? null : option(block, list[0]) };
  }
  if (kind === 'checkboxes' || kind === 'multi_static_select') {
    return { selected_options: list.map((one) => option(block, one)) };
  }
  if (kind === 'external_select') {
    const one = list[0];
    return {
      selected_option: one === undefined ? null : { text: { type: 'plain_text', text: one }, value: one },
    };
  }
  return { value: list[0] || null };
}

function option(block: Block, value: string): unknown {
  const found = block.element?.options?.find(
    (one) => one.value === value || one.text.text.toLowerCase() === value.toLowerCase(),
  );
  if (!found) throw new Error(`${block.block_id} does not offer ${value}`);
  return found;
}

function initialOf(element: Element): string | readonly string[] | null {
  if (element.initial_option) return element.initial_option.value;
  if (element.initial_options) return element.initial_options.map(({ value }) => value);
  const [found] = Object.entries(element).filter(([key]) => key.startsWith('initial_'));
  const value = found?.[1];
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.map(String) : null;
}
