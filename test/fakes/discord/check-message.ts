import { type Component, flatten, isSelect, TYPE } from './component.ts';

/** IS_COMPONENTS_V2 (discord.com/developers/docs/resources/message#message-object-message-flags). */
export const V2 = 1 << 15;
export const EPHEMERAL = 1 << 6;

/** discord.com/developers/docs/components/reference */
const MOST = {
  components: 40,
  text: 4000, // characters in all text displays
  content: 2000,
  rows: 5, // of a message that is not V2
  inRow: 5,
  customId: 100,
  buttonLabel: 80,
  url: 512,
  options: 25,
  optionText: 100,
  placeholder: 150,
  inSection: 3,
} as const;

const OF_V2: readonly number[] = [
  TYPE.section,
  TYPE.text,
  TYPE.thumbnail,
  TYPE.gallery,
  TYPE.file,
  TYPE.separator,
  TYPE.container,
];
const TOP: readonly number[] = [
  TYPE.row,
  TYPE.section,
  TYPE.text,
  TYPE.gallery,
  TYPE.file,
  TYPE.separator,
  TYPE.container,
];

export type Draft = {
  readonly content: string;
  readonly components: readonly Component[];
  readonly flags: number;
  readonly embeds: number;
};

/** Why Discord refuses this message; empty: it does not. Its published schema knows none of these rules. */
export function wrongInMessage({ content, components, flags, embeds }: Draft): string[] {
  const all = flatten(components);
  const wrong = [...all.flatMap(wrongIn), ...twice(all)];
  if (content.length > MOST.content) wrong.push(`content of ${content.length} characters`);
  if (flags & V2) {
    const text = all.reduce(
      (sum, { type, content: words }) => sum + (type === TYPE.text ? (words ?? '').length : 0),
      0,
    );
    if (content !== '' || embeds > 0) wrong.push('content or embeds beside Components V2');
    if (components.length === 0) wrong.push('an empty message');
    if (all.length > MOST.components) wrong.push(`${all.length} components`);
    if (text > MOST.text) wrong.push(`${text} characters of text`);
  } else {
    if (all.some(({ type }) => OF_V2.includes(type))) wrong.push('Components V2 without their flag');
    if (components.length > MOST.rows) wrong.push(`${components.length} rows`);
    if (content === '' && components.length === 0 && embeds === 0) wrong.push('an empty message');
  }
  for (const { type } of components) if (!TOP.includes(type)) wrong.push(`component ${type} outside a row`);
  return wrong;
}

/** custom_ids that stand there more than once. */
export function twice(all: readonly Component[]): string[] {
  const ids = all.flatMap(({ custom_id }) => custom_id ?? []);
  return ids.filter((id, at) => ids.indexOf(id) < at).map((id) => `custom_id ${id} twice`);
}

function wrongIn(one: Component): string[] {
  switch (one.type) {
    case TYPE.row:
      return wrongInRow(one.components ?? []);
    case TYPE.button:
      return wrongInButton(one);
    case TYPE.text:
      return one.content ? [] : ['an empty text display'];
    case TYPE.section: {
      const inner = one.components ?? [];
      const texts = inner.every(({ type }) => type === TYPE.text);
      if (!texts || inner.length < 1 || inner.length > MOST.inSection) return ['what a section holds'];
      return one.accessory ? [] : ['a section without accessory'];
    }
    case TYPE.container: {
      const inner = one.components ?? [];
      if (inner.length === 0) return ['an empty container'];
      const ok = inner.every(({ type }) => type !== TYPE.container && TOP.includes(type));
      return ok ? [] : ['what a container holds'];
    }
    default:
      return isSelect(one) ? wrongInSelect(one) : [];
  }
}

function wrongInRow(inner: readonly Component[]): string[] {
  const buttons = inner.filter(({ type }) => type === TYPE.button).length;
  if (inner.length === 0) return ['an empty row'];
  if (buttons === inner.length) return buttons > MOST.inRow ? [`${buttons} buttons in a row`] : [];
  return inner.length === 1 && inner.every(isSelect) ? [] : ['what a row holds'];
}

const LINK = 5; // button style

function wrongInButton({ style, label, url, custom_id, emoji }: Component): string[] {
  const wrong: string[] = [];
  if (!label && !emoji) wrong.push('a button without a label');
  if ((label ?? '').length > MOST.buttonLabel) wrong.push(`button label of ${label?.length} characters`);
  if (style === LINK) {
    if (custom_id !== undefined) wrong.push('a link button with a custom_id');
    if (!url || url.length > MOST.url || !/^(https?|discord):\/\//.test(url) || !URL.canParse(url)) {
      wrong.push('url of a button');
    }
  } else {
    if (url) wrong.push('a url on a button that is no link');
    wrong.push(...wrongId(custom_id));
  }
  return wrong;
}

export function wrongId(id: string | undefined): string[] {
  if (id === undefined || id === '') return ['no custom_id'];
  return id.length > MOST.customId ? [`custom_id of ${id.length} characters`] : [];
}

/** Of a select, in a message or a modal. */
export function wrongInSelect(one: Component): string[] {
  const wrong = wrongId(one.custom_id);
  const [least, most] = [one.min_values ?? 1, one.max_values ?? 1];
  if ((one.placeholder ?? '').length > MOST.placeholder) wrong.push('placeholder of a select');
  if (least > most || most > MOST.options) wrong.push('how many may be chosen');
  if (one.type !== TYPE.stringSelect) {
    const chosen = one.default_values?.length;
    if (chosen !== undefined && (chosen < least || chosen > most)) wrong.push(`${chosen} chosen beforehand`);
    return wrong;
  }
  const options = one.options ?? [];
  if (options.length < 1 || options.length > MOST.options) wrong.push(`${options.length} options`);
  if (most > options.length) wrong.push('more may be chosen than there are');
  if (new Set(options.map(({ value }) => value)).size < options.length) wrong.push('an option twice');
  if (options.filter((each) => each.default).length > most) wrong.push('more chosen than may be');
  const long = (text: string | null | undefined) => (text ?? '').length > MOST.optionText;
  for (const { label, value, description } of options) {
    if (label === '' || value === '' || long(label) || long(value) || long(description)) {
      wrong.push(`option ${value}`);
    }
  }
  return wrong;
}
