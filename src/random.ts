import { randomBytes } from 'node:crypto';
import { customAlphabet } from 'nanoid';

/** `size` bytes that nobody can predict. */
export type RandomBytes = (size: number) => Uint8Array;

export const systemRandom: RandomBytes = (size) => randomBytes(size);

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Makes a new row id: 20 characters of 36 (103 bits), short enough that two fit into a button's 64 bytes. */
export const newId = customAlphabet(ALPHABET, 20);
