import type { User } from './state.ts';
import type { Entity } from './types.ts';
import { wireUser } from './wire.ts';

/** What Telegram sees in a text by itself. */
const SEEN: readonly (readonly [type: string, pattern: RegExp])[] = [
  ['email', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
  ['url', /https?:\/\/[^\s<>]+/g],
  ['bot_command', /(?<![\w/@])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/])/g],
  ['mention', /(?<![\w@/.])@[A-Za-z]\w{3,31}/g],
];

/** A person's text as it goes out: who has no username is mentioned by id, and the `@` before the name is gone. */
export function typedText(
  written: string,
  mentioned: readonly User[],
): { readonly text: string; readonly entities: readonly Entity[] } {
  let text = written.trim();
  const byId: Entity[] = [];
  for (const user of mentioned) {
    const name = user.lastName ? `${user.name} ${user.lastName}` : user.name;
    const sign = user.username ? `@${user.username}` : `@${name}`;
    const at = text.indexOf(sign);
    if (at < 0) throw new Error(`the text mentions no ${sign}`);
    if (user.username) continue;
    text = text.slice(0, at) + name + text.slice(at + sign.length);
    const later = byId.map((one) => (one.offset > at ? { ...one, offset: one.offset - 1 } : one));
    byId.splice(0, byId.length, ...later);
    byId.push({ type: 'text_mention', offset: at, length: name.length, user: wireUser(user) });
  }
  const entities = [...byId];
  for (const [type, pattern] of SEEN) {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const free = entities.every(
        (one) => index + found.length <= one.offset || one.offset + one.length <= index,
      );
      if (free) entities.push({ type, offset: index, length: found.length });
    }
  }
  return { text, entities: entities.toSorted((one, other) => one.offset - other.offset) };
}
