import { describe, expect, it } from 'vitest';
import { openCodes, sealCodes } from '../../src/vault/credentials.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import { createVault, VaultError } from '../../src/vault/vault.ts';
import { aConference, aMeeting } from '../fakes/records.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const random = seededRandom('credentials');
const vault = createVault(createKeyring(random), random);
const meeting = aMeeting();
const conference = aConference({ meetingKey: meeting.key });
const issued = [
  { label: 'Zoom meeting ID', secret: new Secret('812 3456 7890') },
  { label: 'Zoom passcode', secret: new Secret('9a8b7c') },
];

describe('what a provider issued', () => {
  it('comes back as it was sealed, and is not readable in between', () => {
    const credentials = sealCodes(vault, meeting, conference, issued);
    expect(credentials).not.toContain('9a8b7c');
    const opened = openCodes(vault, meeting, { ...conference, credentials });
    expect(opened.map(({ label, secret }) => [label, secret.open()])).toEqual([
      ['Zoom meeting ID', '812 3456 7890'],
      ['Zoom passcode', '9a8b7c'],
    ]);
  });

  it('is nothing where the provider issues nothing', () => {
    expect(sealCodes(vault, meeting, conference, [])).toBeNull();
    expect(openCodes(vault, meeting, { ...conference, credentials: null })).toEqual([]);
  });

  it('does not open for another conference', () => {
    const credentials = sealCodes(vault, meeting, conference, issued);
    const other = { ...aConference({ meetingKey: meeting.key }), credentials };
    expect(() => openCodes(vault, meeting, other)).toThrow(VaultError);
  });
});
