import { z } from 'zod';
import { type Component, flatten } from './component.ts';

/** discord.com/developers/docs/resources/message#allowed-mentions-object */
export const mentions = z.looseObject({
  parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
  users: z.array(z.string()).nullish(),
  roles: z.array(z.string()).nullish(),
});

type Words = { readonly content: string; readonly components: readonly Component[] };

/** Whom a message rings: everybody named in it, or of them whom `allowed_mentions` lets through. */
export function pingsOf(words: Words, allowed: z.output<typeof mentions> | null): string[] {
  const text = [words.content, ...flatten(words.components).map(({ content }) => content ?? '')].join('\n');
  const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, id = '']) => id);
  const rings = (kind: 'users' | 'roles', ids: readonly string[]) =>
    allowed === null || allowed.parse?.includes(kind) ? ids : ids.filter((id) => allowed[kind]?.includes(id));
  const all = allowed === null || allowed.parse?.includes('everyone') ? named(/@(everyone|here)\b/g) : [];
  const people = [...rings('users', named(/<@!?(\d+)>/g)), ...rings('roles', named(/<@&(\d+)>/g))];
  return [...new Set([...all, ...people])];
}
