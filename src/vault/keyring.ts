import { z } from 'zod';
import { ConfigError } from '../errors.ts';
import type { RandomBytes } from '../random.ts';
import { fromBase64url } from './base64url.ts';
import { Secret } from './secret.ts';

/**
 * The master keys. `primary` seals what is new, the others open what is older. A key is added first and made
 * primary later, when every process that reads what it seals has it.
 */
export type Keyring = { readonly primary: string; readonly keys: ReadonlyMap<string, Secret> };

const KEY_BYTES = 32; // AES-256, and the output of SHA-256
const ID_BYTES = 8; // 64 bits: a ring restored from long ago never has another key under the same id

const keyId = z.string().regex(/^[a-z0-9]{1,32}$/); // too short for a key put there by mistake: ids are printed
const keyFile = z.object({ primary: keyId, keys: z.record(keyId, z.string()) });

/** A ring of one new key. */
export function createKeyring(random: RandomBytes): Keyring {
  const id = newKeyId(random);
  return { primary: id, keys: new Map([[id, newKey(random)]]) };
}

/** Adds a new key that seals nothing yet. */
export function addKey(keyring: Keyring, random: RandomBytes): { keyring: Keyring; id: string } {
  const id = newKeyId(random);
  return { keyring: { ...keyring, keys: new Map([...keyring.keys, [id, newKey(random)]]) }, id };
}

/** Throws ConfigError when the ring has no such key. */
export function makePrimary(keyring: Keyring, id: string): Keyring {
  if (!keyring.keys.has(id)) throw new ConfigError([noSuchKey(keyring, id)]);
  return { ...keyring, primary: id };
}

/** Whatever still stands under the key opens never again. Throws ConfigError for the primary or an unknown key. */
export function removeKey(keyring: Keyring, id: string): Keyring {
  if (!keyring.keys.has(id)) throw new ConfigError([noSuchKey(keyring, id)]);
  if (id === keyring.primary) {
    throw new ConfigError([`Key ${id} is the primary one. Make another key primary before removing it.`]);
  }
  return { ...keyring, keys: new Map([...keyring.keys].filter(([other]) => other !== id)) };
}

/** The JSON that the key file holds: `{primary, keys: {id: base64url of 32 bytes}}`. */
export function writeKeyring({ primary, keys }: Keyring): Secret {
  const opened = Object.fromEntries([...keys].map(([id, key]) => [id, key.open()]));
  return new Secret(`${JSON.stringify({ primary, keys: opened }, null, 2)}\n`);
}

/**
 * Reads that JSON; `path` is where it comes from. Throws ConfigError that lists every problem and how to fix it,
 * and quotes nothing of the file but ids.
 */
export function readKeyring(json: Secret, path: string): Keyring {
  const parsed = keyFile.safeParse(parseJson(json.open()));
  if (!parsed.success) throw new ConfigError([`${path} is not a key file (${FORM}). ${RESTORE}`]);
  const { primary, keys } = parsed.data;
  const problems = Object.entries(keys).flatMap(([id, key]) => problemsOfKey(id, key));
  if (!Object.hasOwn(keys, primary))
    problems.push(`The primary key ${primary} is not among the keys. ${RESTORE}`);
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `${path}: ${problem}`));
  return { primary, keys: new Map(Object.entries(keys).map(([id, key]) => [id, new Secret(key)])) };
}

const FORM = '{"primary": "<id>", "keys": {"<id>": "<32 bytes in base64url>"}}';
/** What mends a key file that does not fit the database. */
export const RESTORE =
  'Put the original file back from where you keep it: no code in the database can be read without it.';
const REPLACE = 'Use a random one: delete the file if there is no database yet, and the next start makes it.';

const newKey = (random: RandomBytes) => new Secret(Buffer.from(random(KEY_BYTES)).toString('base64url'));
const newKeyId = (random: RandomBytes) => Buffer.from(random(ID_BYTES)).toString('hex');

const noSuchKey = ({ keys }: Keyring, id: string) =>
  `There is no key ${id}. The ring has ${[...keys.keys()].join(', ')}.`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the parser's message quotes the text, and the text holds keys
  }
}

function problemsOfKey(id: string, key: string): string[] {
  const bytes = fromBase64url(key);
  if (bytes?.length !== KEY_BYTES) return [`Key ${id} is not ${KEY_BYTES} bytes in base64url. ${RESTORE}`];
  return looksMadeUp(key, bytes) ? [`Key ${id} is an example or was typed by hand. ${REPLACE}`] : [];
}

/**
 * Few different characters, bytes that count up, down or stay, or a sentence. A random key has about
 * 31 different characters of 64; fewer than 12, like the other two, happen to less than one in 10^13.
 */
function looksMadeUp(key: string, bytes: Buffer): boolean {
  const steps = new Set(bytes.subarray(1).map((byte, i) => byte - bytes.readUInt8(i)));
  return new Set(key).size < 12 || steps.size === 1 || bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}
