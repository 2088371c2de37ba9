import { expect, test } from 'vitest';
import type { PublicBlock, PublicButton, PublicMessage, SecretSpan } from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';

const secret: SecretSpan = {
  kind: 'secret',
  label: 'passcode',
  secret: new Secret('K7QW3M9XTB'),
  hidden: false,
};

// These lines are the test: tsc fails if one of them begins to compile.
test('a public message that holds a secret does not compile', () => {
  // @ts-expect-error a paragraph of a public message takes no secret
  const paragraph: PublicBlock = { kind: 'paragraph', spans: [secret] };
  // @ts-expect-error nor does a field
  const fields: PublicBlock = { kind: 'fields', fields: [{ label: 'Passcode', value: [secret] }] };
  // @ts-expect-error nor a list
  const list: PublicBlock = { kind: 'list', items: [[secret]] };
  // @ts-expect-error nor a notice
  const notice: PublicMessage = { notice: secret.secret, blocks: [] };
  // @ts-expect-error nor a button that opens a personal link
  const open: PublicButton = { kind: 'open', label: 'Join', url: secret.secret, style: 'plain' };
  expect(JSON.stringify([paragraph, fields, list, notice, open])).not.toContain('K7QW3M9XTB');
});
