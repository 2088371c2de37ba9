import { z } from 'zod';
import type { Conference, Meeting } from '../meeting/meeting.ts';
import type { Made } from '../ports/conference.ts';
import { credentialsBinding } from './binding.ts';
import { Secret } from './secret.ts';
import type { Sealed, Vault } from './vault.ts';

const stored = z.array(z.object({ label: z.string(), secret: z.string() }));

/** Seals what the provider issued, for the conference as it will stand (its `shown` is part of the seal). */
export function sealCodes(
  vault: Vault,
  meeting: Meeting,
  conference: Conference,
  codes: Made['codes'],
): Sealed | null {
  if (codes.length === 0) return null;
  const opened = codes.map(({ label, secret }) => ({ label, secret: secret.open() }));
  const text = new Secret(JSON.stringify(opened));
  return vault.seal('credentials', credentialsBinding(meeting, conference), text);
}

/** What the provider issued; empty where it issued nothing. */
export function openCodes(vault: Vault, meeting: Meeting, conference: Conference): Made['codes'] {
  if (conference.credentials === null) return [];
  const text = vault.open('credentials', credentialsBinding(meeting, conference), conference.credentials);
  return stored
    .parse(JSON.parse(text.open()))
    .map(({ label, secret }) => ({ label, secret: new Secret(secret) }));
}
