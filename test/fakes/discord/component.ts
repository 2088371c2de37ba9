import { z } from 'zod';
import type { Json, UploadedFile } from './types.ts';

const option = z.looseObject({
  label: z.string(),
  value: z.string(),
  description: z.string().nullish(),
  default: z.boolean().nullish(),
});

/** A component of a message or a modal, as far as anything here looks into it. */
export type Component = {
  readonly [key: string]: unknown;
  readonly type: number;
  readonly id?: number | null | undefined;
  readonly custom_id?: string | undefined;
  readonly content?: string | undefined;
  readonly label?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly url?: string | null | undefined;
  readonly style?: number | undefined;
  readonly disabled?: boolean | null | undefined;
  readonly placeholder?: string | null | undefined;
  readonly value?: string | null | undefined;
  readonly required?: boolean | null | undefined;
  readonly min_length?: number | null | undefined;
  readonly max_length?: number | null | undefined;
  readonly min_values?: number | null | undefined;
  readonly max_values?: number | null | undefined;
  readonly default?: boolean | null | undefined;
  readonly default_values?: readonly { readonly id: string }[] | null | undefined;
  readonly options?: readonly z.output<typeof option>[] | undefined;
  readonly components?: readonly Component[] | undefined;
  readonly component?: Component | undefined;
  readonly accessory?: Component | undefined;
};

const component: z.ZodType<Component> = z.lazy(() =>
  z.looseObject({
    type: z.number(),
    id: z.number().nullish(),
    custom_id: z.string().optional(),
    content: z.string().optional(),
    label: z.string().nullish(),
    description: z.string().nullish(),
    url: z.string().nullish(),
    style: z.number().optional(),
    disabled: z.boolean().nullish(),
    placeholder: z.string().nullish(),
    value: z.string().nullish(),
    required: z.boolean().nullish(),
    min_length: z.number().nullish(),
    max_length: z.number().nullish(),
    min_values: z.number().nullish(),
    max_values: z.number().nullish(),
    default: z.boolean().nullish(),
    default_values: z.array(z.looseObject({ id: z.string() })).nullish(),
    options: z.array(option).optional(),
    components: z.array(component).optional(),
    component: component.optional(),
    accessory: component.optional(),
  }),
);

export const components = z.array(component);

/** Types of discord.com/developers/docs/components/reference. */
export const TYPE = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radio: 21,
  checkboxes: 22,
  checkbox: 23,
} as const;

const SELECTS: readonly number[] = [
  TYPE.stringSelect,
  TYPE.userSelect,
  TYPE.roleSelect,
  TYPE.mentionableSelect,
  TYPE.channelSelect,
];

export const isSelect = ({ type }: Component): boolean => SELECTS.includes(type);

/** The component and all within it, outer ones first. */
export function flatten(list: readonly Component[]): Component[] {
  return list.flatMap((one) => [
    one,
    ...flatten(one.components ?? []),
    ...(one.component ? flatten([one.component]) : []),
    ...(one.accessory ? flatten([one.accessory]) : []),
  ]);
}

/** As Discord shows them: each with an id of its own and what was left to Discord. */
export function complete(list: readonly Component[], uploaded: readonly UploadedFile[] = []): Json[] {
  let last = 0;
  const one = (part: Component): Json => {
    last += 1;
    const { components: inner, component: child, accessory, ...rest } = part;
    return {
      ...defaultsOf(part),
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)),
      ...(part.type === TYPE.file ? fileOf(part, uploaded) : {}),
      id: part.id || last,
      ...(inner ? { components: inner.map(one) } : {}),
      ...(child ? { component: one(child) } : {}),
      ...(accessory ? { accessory: one(accessory) } : {}),
    };
  };
  return list.map(one);
}

const media = z.looseObject({ url: z.string() });

/** A file as it is shown: one that came along, or one that stood there before; null: neither. */
export function fileOf(part: Component, uploaded: readonly UploadedFile[]): Json | null {
  const url = media.safeParse(part['file']).data?.url ?? '';
  if (url.startsWith('https://cdn.discord.invalid/')) return part;
  const file = uploaded.find(({ name }) => url === `attachment://${name}`);
  if (!file) return null;
  const at = `https://cdn.discord.invalid/${file.name}`;
  return {
    file: { id: '1', url: at, proxy_url: at, width: null, height: null, content_type: 'text/calendar' },
    name: file.name,
    size: Buffer.byteLength(file.content),
    spoiler: false,
  };
}

function defaultsOf(part: Component): Json {
  if (part.type === TYPE.container) return { accent_color: null, spoiler: false };
  if (part.type === TYPE.separator) return { spacing: 1, divider: true };
  if (isSelect(part)) return { min_values: 1, max_values: 1 };
  return {};
}
