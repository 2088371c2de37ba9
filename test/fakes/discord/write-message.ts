import { z } from 'zod';
import type { Call, Context } from './call.ts';
import { EPHEMERAL, V2, wrongInMessage } from './check-message.ts';
import { complete, components, fileOf, flatten, TYPE } from './component.ts';
import { type Answer, invalid } from './errors.ts';
import { mentions, pingsOf } from './pings.ts';
import type { StoredMessage } from './state.ts';

const draft = z.looseObject({
  content: z.string().nullish(),
  flags: z.number().nullish(),
  components: components.nullish(),
  embeds: z.array(z.unknown()).nullish(),
  nonce: z.union([z.string(), z.number()]).nullish(),
  enforce_nonce: z.boolean().nullish(),
  allowed_mentions: mentions.nullish(),
});

export type Written = Pick<StoredMessage, 'content' | 'components' | 'flags' | 'nonce' | 'pings'> & {
  readonly enforce: boolean;
};

type Read =
  | { readonly ok: true; readonly message: Written }
  | { readonly ok: false; readonly answer: Answer };

/** What a program may set of a message's flags. */
const SETTABLE = V2 | EPHEMERAL | (1 << 2) | (1 << 12); // and SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS

/** Reads a message that is posted or, with `old`, one that an old one is changed to. */
export function readMessage(context: Context, body: Call['body'], old: StoredMessage | null = null): Read {
  const parsed = draft.safeParse(body);
  const refuse = (why: string): Read => {
    context.violate(`Discord takes no message with ${why}`);
    return { ok: false, answer: invalid(why) };
  };
  if (!parsed.success) return refuse(parsed.error.issues.map(({ path }) => path.join('.')).join());
  const {
    content,
    flags,
    components: parts,
    embeds,
    nonce,
    enforce_nonce: enforce,
    allowed_mentions: allowed,
  } = parsed.data;
  const kept = components.parse(old?.components ?? []);
  const full = {
    content: content ?? (content === null ? '' : (old?.content ?? '')),
    components: parts ?? (parts === null ? [] : kept),
    flags: (flags ?? 0) | ((old?.flags ?? 0) & (V2 | EPHEMERAL)),
    embeds: embeds?.length ?? 0,
  };
  if (nonce !== null && nonce !== undefined && String(nonce).length > 25)
    return refuse('a nonce over 25 characters');
  if (full.flags & ~SETTABLE) return refuse(`flags ${full.flags}`);
  const lost = flatten(full.components).find(
    (part) => part.type === TYPE.file && fileOf(part, context.state.uploaded) === null,
  );
  if (lost) return refuse('a file that did not come with it');
  const [wrong] = wrongInMessage(full);
  if (wrong !== undefined) return refuse(wrong);
  return {
    ok: true,
    message: {
      content: full.content,
      components: complete(full.components, context.state.uploaded),
      flags: full.flags,
      nonce: nonce === null || nonce === undefined ? null : String(nonce),
      pings: pingsOf(full, allowed ?? null),
      enforce: enforce ?? false,
    },
  };
}

/** Puts in the place of an old message what it becomes. */
export function change(context: Context, old: StoredMessage, written: Written): void {
  old.content = written.content;
  old.components = written.components;
  old.flags = written.flags;
  old.edited = context.state.now();
}
