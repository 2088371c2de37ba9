import { inspect } from 'node:util';

/**
 * A text that must reach only the person it is for: a passcode, a personal link, a token.
 * It prints as `[secret]` wherever a string is made of it by accident. It is opened only where a private
 * message is encoded, a provider is called, or a code is checked.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Every caller of this is a place to review. */
  open(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }

  [Symbol.toPrimitive](): string {
    return '[secret]';
  }
}
