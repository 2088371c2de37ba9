import { expect, test } from 'vitest';
import { makeMeetingId } from '../../src/meeting/meeting-id.ts';
import { doorUrl, personalUrl } from '../../src/meeting/personal-link.ts';
import { Secret } from '../../src/vault/secret.ts';
import { seededRandom } from '../fakes/seeded-random.ts';

const meetingId = makeMeetingId(seededRandom('personal-link'));
const PUBLIC_URL = 'https://meet.example.org/latchkey';

test('the door’s address holds the meeting ID alone', () => {
  expect(doorUrl(PUBLIC_URL, meetingId)).toBe(`https://meet.example.org/latchkey/j/${meetingId}`);
});

test('a personal link carries its token in the fragment, which is sent to no server', () => {
  const url = new URL(personalUrl(PUBLIC_URL, meetingId, new Secret('abc.d-e_f')).open());
  expect(url.hash).toBe('#abc.d-e_f');
  expect(url.pathname + url.search).toBe(`/latchkey/j/${meetingId}`);
});

test('a personal link prints as a secret', () => {
  expect(`${personalUrl(PUBLIC_URL, meetingId, new Secret('abc'))}`).toBe('[secret]');
});
