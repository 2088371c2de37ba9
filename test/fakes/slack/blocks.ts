import { z } from 'zod';

const text = z.looseObject({ type: z.enum(['plain_text', 'mrkdwn']), text: z.string() });
const option = z.looseObject({ text, value: z.string() });

const element = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  text: z.union([text, z.string()]).optional(),
  value: z.string().optional(),
  url: z.string().optional(),
  style: z.unknown().optional(),
  placeholder: text.optional(),
  options: z.array(option).optional(),
  initial_option: option.optional(),
  initial_options: z.array(option).optional(),
});

const block = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  text: text.optional(),
  fields: z.array(text).optional(),
  label: text.optional(),
  hint: text.optional(),
  optional: z.boolean().optional(),
  element: element.optional(),
  accessory: element.optional(),
  elements: z.array(element).optional(),
});

export type Element = z.output<typeof element>;
export type Block = z.output<typeof block>;

/** What a message, a modal or the Home tab may hold (docs.slack.dev/reference/block-kit). */
const BLOCKS = { message: 50, view: 100 } as const;
const KINDS = [
  'section',
  'actions',
  'context',
  'divider',
  'header',
  'input',
  'rich_text',
  'image',
  'markdown',
];
const LONGEST = { actionId: 255, blockId: 255, optionText: 75, optionValue: 150, options: 100 } as const;

const MOST_OPTIONS: Readonly<Record<string, number>> = { checkboxes: 10, radio_buttons: 10, overflow: 5 };

export type Checked =
  | { readonly ok: true; readonly blocks: readonly Block[] }
  | { readonly ok: false; readonly why: string };

/** The blocks as Slack takes them, each with a block_id, or why Slack refuses them. */
export function checkBlocks(input: unknown, surface: keyof typeof BLOCKS): Checked {
  const parsed = z.array(block).safeParse(input);
  if (!parsed.success)
    return { ok: false, why: parsed.error.issues.map(({ path }) => path.join('.')).join() };
  const blocks = parsed.data;
  if (blocks.length > BLOCKS[surface]) return { ok: false, why: `${blocks.length} blocks` };
  const ids = blocks.flatMap(({ block_id }) => block_id ?? []);
  if (new Set(ids).size < ids.length) return { ok: false, why: 'block_id is not unique' };
  for (const [at, one] of blocks.entries()) {
    const why = wrongIn(one);
    if (why !== null) return { ok: false, why: `blocks[${at}] (${one.type}): ${why}` };
  }
  return { ok: true, blocks: blocks.map((one, at) => ({ ...one, block_id: one.block_id ?? `b${at}` })) };
}

function wrongIn(one: Block): string | null {
  if (!KINDS.includes(one.type)) return 'unknown type';
  if ((one.block_id?.length ?? 0) > LONGEST.blockId) return 'block_id too long';
  const actions = elementsOf(one).flatMap(({ action_id }) => action_id ?? []);
  if (new Set(actions).size < actions.length) return 'action_id is not unique';
  switch (one.type) {
    case 'section':
      if (!one.text && !one.fields?.length) return 'neither text nor fields';
      if (one.text && !within(one.text.text, 3000)) return 'text';
      if ((one.fields?.length ?? 0) > 10) return 'more than 10 fields';
      if (one.fields?.some((field) => !within(field.text, 2000))) return 'field';
      break;
    case 'header':
      if (one.text?.type !== 'plain_text' || !within(one.text.text, 150)) return 'text';
      break;
    case 'context':
      if (!between(one.elements, 1, 10)) return 'elements';
      break;
    case 'actions':
      if (!between(one.elements, 1, 25)) return 'elements';
      break;
    case 'input':
      if (one.label?.type !== 'plain_text' || !within(one.label.text, 2000)) return 'label';
      if (one.hint && !within(one.hint.text, 2000)) return 'hint';
      if (!one.element) return 'element';
      break;
    case 'rich_text':
      if (hasEmptyText(one.elements)) return 'empty text';
      break;
  }
  for (const each of elementsOf(one)) {
    const why = wrongInElement(each);
    if (why !== null) return `${each.type}: ${why}`;
  }
  return null;
}

/** What can be pressed or filled in. */
export function elementsOf(one: Block): readonly Element[] {
  if (one.type === 'rich_text' || one.type === 'context') return [];
  return [one.element, one.accessory, ...(one.elements ?? [])].filter((each) => each !== undefined);
}

function wrongInElement(one: Element): string | null {
  if ((one.action_id?.length ?? 0) > LONGEST.actionId) return 'action_id too long';
  if (one.placeholder && !within(one.placeholder.text, 150)) return 'placeholder';
  if (one.options) {
    const most = MOST_OPTIONS[one.type] ?? LONGEST.options;
    if (!between(one.options, 1, most)) return 'options';
    if (one.options.some((each) => !within(each.text.text, LONGEST.optionText))) return 'option text';
    if (one.options.some((each) => !within(each.value, LONGEST.optionValue))) return 'option value';
    const values = one.options.map(({ value }) => value);
    if (new Set(values).size < values.length) return 'option values are not unique';
    const initial = [one.initial_option, ...(one.initial_options ?? [])].filter((each) => each !== undefined);
    if (initial.some(({ value }) => !values.includes(value))) return 'initial option is none of the options';
  }
  if (one.type !== 'button') return null;
  if (typeof one.text !== 'object' || one.text.type !== 'plain_text') return 'text is not plain_text';
  if (!within(one.text.text, 75)) return 'text';
  if (one.value !== undefined && !within(one.value, 2000)) return 'value';
  if (one.url !== undefined && (one.url.length > 3000 || !URL.canParse(one.url))) return 'url';
  if (one.style !== undefined && one.style !== 'primary' && one.style !== 'danger') return 'style';
  return null;
}

/** Slack refuses a rich text that holds an empty piece of text. */
function hasEmptyText(piece: unknown): boolean {
  if (Array.isArray(piece)) return piece.some(hasEmptyText);
  if (typeof piece !== 'object' || piece === null) return false;
  if ('type' in piece && piece.type === 'text' && 'text' in piece && piece.text === '') return true;
  return 'elements' in piece && hasEmptyText(piece.elements);
}

const within = (value: string, most: number): boolean => value.length > 0 && value.length <= most;

const between = (list: readonly unknown[] | undefined, least: number, most: number): boolean =>
  list !== undefined && list.length >= least && list.length <= most;
