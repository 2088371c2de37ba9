import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inviteUrl, missing } from '../../adapters/chat/discord/permissions.ts';

it('is asked for in the link of the README, no more and no less', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`\n   ${inviteUrl('APPLICATION_ID')}\n`);
});

it('is all there once the link was followed', () => {
  const { searchParams } = new URL(inviteUrl('1'));
  expect(searchParams.get('scope')?.split(' ')).toEqual(['bot', 'applications.commands']);
  const granted = BigInt(searchParams.get('permissions') ?? '');
  expect(missing(granted)).toEqual([]);
  expect(missing(0n)).toHaveLength(4);
});
