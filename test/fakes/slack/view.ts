import { z } from 'zod';
import { type Block, checkBlocks } from './blocks.ts';

const plain = (most: number) =>
  z.looseObject({ type: z.literal('plain_text'), text: z.string().min(1).max(most) });

const view = z.object({
  type: z.enum(['modal', 'home']),
  title: plain(24).optional(),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  callback_id: z.string().max(255).default(''),
  private_metadata: z.string().max(3000).default(''),
  external_id: z.string().max(255).optional(),
  notify_on_close: z.boolean().optional(),
  blocks: z.unknown(),
});

/** A modal or a Home tab, as somebody sees it. */
export type View = Omit<z.output<typeof view>, 'blocks'> & {
  readonly id: string;
  readonly hash: string;
  readonly blocks: readonly Block[];
  /** What the last submit was answered with, by block. */
  readonly errors: Readonly<Record<string, string>>;
};

/** The view as Slack takes it, or why Slack refuses it. */
export function readView(input: unknown, id: string, hash: string): View | string {
  const parsed = view.safeParse(input);
  if (!parsed.success) return `view: ${parsed.error.issues.map(({ path }) => path.join('.')).join()}`;
  const checked = checkBlocks(parsed.data.blocks, 'view');
  if (!checked.ok) return checked.why;
  if (parsed.data.type === 'modal') {
    if (!parsed.data.title) return 'view: a modal needs a title';
    const asks = checked.blocks.some(({ type }) => type === 'input');
    if (asks && !parsed.data.submit) return 'view: a modal with inputs needs submit';
  }
  return { ...parsed.data, id, hash, blocks: checked.blocks, errors: {} };
}
