import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readStartPayload, startPayload, startUrl } from '../../adapters/chat/telegram/start-payload.ts';

const ID = fc.stringMatching(/^[\w-]{21}$/);
const NAME = fc.constantFrom('ask', 'code', 'enter', 'next', 'show');

describe('a link that opens the private chat', () => {
  it('brings back the press that it stands for, whatever the id looks like', () => {
    fc.assert(
      fc.property(NAME, ID, (name, id) => {
        const press = `${name}:${id}`;
        expect(readStartPayload(startPayload(press) ?? '')).toBe(press);
      }),
      { seed: 7 },
    );
  });

  it('may stand for a command alone', () => {
    expect(readStartPayload(startPayload('new') ?? '')).toBe('new');
    expect(startUrl('latchkey_bot', 'new')).toBe('https://t.me/latchkey_bot?start=new');
  });

  it.each(['pick:a:b', 'code:with space', `code:${'x'.repeat(64)}`, ''])('cannot stand for %j', (press) => {
    expect(startPayload(press)).toBeNull();
  });

  it.each(['', 'Code_x', '_x', 'code_a b', '../etc'])('is refused when it says %j', (payload) => {
    expect(readStartPayload(payload)).toBeNull();
  });

  it.each(['rotate', 'start', 'end', 'cancel', 'approve', 'lock', 'yes'])(
    'does not lure anybody into %s',
    (name) => {
      expect(startPayload(`${name}:abcdefghij`)).toBeNull();
      expect(readStartPayload(`${name}_abcdefghij`)).toBeNull();
    },
  );
});
