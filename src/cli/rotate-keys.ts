import type { Installation } from '../installation.ts';
import type { RandomBytes } from '../random.ts';
import { addKey, type Keyring, makePrimary, removeKey } from '../vault/keyring.ts';
import { saveKeyringFile } from '../vault/keyring-file.ts';
import { type Resealed, resealAll } from '../vault/reseal.ts';
import { type ResealedCredentials, resealCredentials } from '../vault/reseal-credentials.ts';
import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

type Rotation = Installation & { readonly keysFile: string; readonly random: RandomBytes };

/**
 * Adds a key, makes it primary and re-seals what is stored. A bot that runs meanwhile follows the key file
 * (live-vault.ts).
 */
export async function rotateKeys(installation: Rotation, terminal: Terminal): Promise<number> {
  const { keysFile, random, keyring } = installation;
  const { keyring: grown, id } = addKey(keyring, random);
  // Two writes: whoever reads the file in between knows the key before anything is sealed with it.
  await saveKeyringFile(keysFile, grown, random);
  await saveKeyringFile(keysFile, makePrimary(grown, id), random);
  terminal.print(`Key ${id} is added, and what is new is sealed with it.`);

  const code = await resealStored(installation, terminal);
  terminal.print(
    'Back up the key file. Remove older keys later with: npm run latchkey -- rotate-keys --finish',
  );
  return code;
}

/** Goes on re-sealing and removes the keys that nothing needs any more. */
export async function finishRotation(installation: Rotation, terminal: Terminal): Promise<number> {
  const { keysFile, random, keyring, store } = installation;
  const code = await resealStored(installation, terminal);
  const used = await store.keys.count();
  const idle = [...keyring.keys.keys()].filter((id) => id !== keyring.primary && !used[id]);
  if (idle.length === 0) {
    terminal.print('No key could be removed.');
    return code;
  }
  const left = idle.reduce<Keyring>((ring, id) => removeKey(ring, id), keyring);
  await saveKeyringFile(keysFile, left, random);
  terminal.print(`Removed: ${idle.join(', ')}.`);
  return code;
}

async function resealStored({ store, vault }: Installation, terminal: Terminal): Promise<number> {
  return outcome(await resealAll(store, vault), await resealCredentials(store, vault), terminal);
}

function outcome(
  { resealed, linksLeft, broken: brokenMeetings }: Resealed,
  credentials: ResealedCredentials,
  terminal: Terminal,
): number {
  terminal.print(`Meetings re-sealed: ${resealed}.`);
  if (credentials.resealed > 0) terminal.print(`Tokens of workspaces re-sealed: ${credentials.resealed}.`);
  if (linksLeft.length > 0) {
    terminal.print(
      `Meetings with personal links under an older key, which stays for them: ${linksLeft.length}.`,
    );
  }
  const broken = [...brokenMeetings, ...credentials.broken];
  if (broken.length === 0) return EXIT.ok;
  terminal.tell(`Not re-sealed: ${broken.join(', ')}. A key is missing, or the row was changed by hand.`);
  return EXIT.failed;
}
