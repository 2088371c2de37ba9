import type { Entry } from '../../adapters/chat/playground/state.ts';

/** Somebody who may read a code: a person of the playground, or one caller of the door. */
type Reader = string;
type Canary = { readonly value: string; readonly readers: ReadonlySet<Reader> };
type Heard = { readonly where: string; readonly reader: Reader | null; readonly text: string };

const NOBODY: ReadonlySet<Reader> = new Set();

/** Long enough that none of the variants of a code is found by chance. */
const KEY = 8;

/** How many ways three characters can begin a text, by seven bits of each. */
const HEADS = 1 << 21;

/** The last three characters, of which `at` is the newest. */
const headOf = (head: number, text: string, at: number): number =>
  ((head << 7) | (text.charCodeAt(at) & 127)) & (HEADS - 1);

/**
 * Remembers everything that left the program and who could read it, learns each code from the private messages that
 * show it, and says at the end which codes were readable elsewhere, however they were written.
 */
export class Watch {
  readonly #canaries = new Map<string, Canary>();
  readonly #readers = new Map<string, ReadonlySet<Reader>>();
  readonly #heard: Heard[] = [];

  get codes(): number {
    return this.#canaries.size;
  }

  /** Who may read the codes of a meeting of that topic that are first seen from now on. */
  allow(topic: string, ...people: readonly Reader[]): void {
    this.#readers.set(topic, new Set(people));
  }

  /** Who may read them besides, also those seen before: somebody was invited. */
  also(topic: string, person: Reader): void {
    const earlier = this.#readersOf(topic);
    const now = new Set([...earlier, person]);
    this.#readers.set(topic, now);
    for (const [value, canary] of this.#canaries)
      if (canary.readers === earlier) this.#canaries.set(value, { value, readers: now });
  }

  /** A code that only this reader may see. */
  learn(value: string, reader: Reader): void {
    if (!this.#canaries.has(value)) this.#canaries.set(value, { value, readers: new Set([reader]) });
  }

  /** A code that these may read, and who may read it by now besides those of before. */
  know(value: string, ...readers: readonly Reader[]): void {
    const earlier = this.#canaries.get(value)?.readers ?? NOBODY;
    this.#canaries.set(value, { value, readers: new Set([...earlier, ...readers]) });
  }

  /** Something that left; `reader` null: anybody may come to read it. */
  hear(where: string, reader: Reader | null, text: string): void {
    this.#heard.push({ where, reader, text });
  }

  /** Something that stands in the playground now. What people typed themselves is theirs. */
  see(entry: Entry): void {
    if (entry.source === 'typed') return;
    const { conversation, audience, body } = entry;
    this.hear(`${entry.source} in ${conversation}`, audience, JSON.stringify(body));
    if (audience === null || body.kind === 'line') return;
    for (const block of body.blocks) {
      const spans =
        block.kind === 'fields'
          ? block.fields.flatMap(({ value }) => value)
          : block.kind === 'list'
            ? block.items.flat()
            : block.kind === 'paragraph'
              ? block.spans
              : [];
      for (const span of spans) if (span.kind === 'secret') this.#learnOf(span.label, span.text);
      for (const button of block.kind === 'buttons' ? block.buttons : [])
        if (button.kind === 'open') this.learn(new URL(button.url).hash.slice(1), audience);
    }
  }

  /** `<where>: <whose code>`, once each; the codes themselves are not printed. */
  leaks(): readonly string[] {
    const needles = new Map<string, { readonly text: string; readonly canary: Canary }[]>();
    for (const canary of this.#canaries.values()) {
      for (const text of variantsOf(canary.value)) {
        const key = text.slice(0, KEY);
        needles.set(key, [...(needles.get(key) ?? []), { text, canary }]);
      }
    }
    const heads = new Uint8Array(HEADS);
    for (const key of needles.keys()) heads[headOf(headOf(headOf(0, key, 0), key, 1), key, 2)] = 1;
    const found = new Set<string>();
    for (const { where, reader, text } of this.#heard) {
      const hay = text.toLowerCase();
      let head = headOf(headOf(0, hay, 0), hay, 1);
      for (let at = 0; at + KEY <= hay.length; at += 1) {
        head = headOf(head, hay, at + 2);
        if (heads[head] === 0) continue; // nearly everywhere, and the megabytes are many
        for (const { text: needle, canary } of needles.get(hay.slice(at, at + KEY)) ?? []) {
          if (!hay.startsWith(needle, at) || (reader !== null && canary.readers.has(reader))) continue;
          found.add(
            `${where}, read by ${reader ?? 'anybody'}: for ${[...canary.readers].join() || 'nobody'}`,
          );
        }
      }
    }
    return [...found];
  }

  /** `passcode of <topic>`: the label of every code that belongs to a meeting. */
  #learnOf(label: string, value: string): void {
    const topic = label.slice(label.indexOf(' of ') + ' of '.length);
    const readers = this.#readersOf(topic);
    if (!this.#canaries.has(value)) this.#canaries.set(value, { value, readers });
  }

  /** Nobody may read what belongs to no meeting that was announced. */
  #readersOf(topic: string): ReadonlySet<Reader> {
    return this.#readers.get(topic) ?? NOBODY;
  }
}

/**
 * A code as it is, in two groups, in hexadecimal, escaped as in JSON and in a URL, and in base64 wherever it begins in a
 * longer text.
 */
function variantsOf(value: string): readonly string[] {
  const half = value.length / 2;
  const groups = [' ', '-'].map((gap) => `${value.slice(0, half)}${gap}${value.slice(half)}`);
  const base64 = ['', '.', '..'].flatMap((before) => {
    const bytes = Buffer.from(before + value);
    const inside = (text: string) =>
      text.slice(Math.ceil((before.length * 8) / 6), Math.floor((bytes.length * 8) / 6));
    return [inside(bytes.toString('base64')), inside(bytes.toString('base64url'))];
  });
  const hex = Buffer.from(value).toString('hex');
  const escaped = ['\\u00', '%'].map((before) => hex.replace(/../g, (digits) => before + digits));
  const all = [value, encodeURIComponent(value), ...groups, hex, ...escaped, ...base64];
  return [...new Set(all.map((text) => text.toLowerCase()))];
}
