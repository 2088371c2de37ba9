import { expect, it } from 'vitest';
import { isDeleted, readUser, toPerson } from '../../adapters/chat/telegram/user.ts';

const described = (user: object) => {
  const read = readUser({ id: 77, is_bot: false, first_name: 'Olga', ...user });
  return read ? toPerson(read) : expect.fail('it was not read');
};

it('reads a person as Telegram describes them', () => {
  expect(
    described({ last_name: 'Diaz', username: 'olga', language_code: 'pt-br', is_premium: true }),
  ).toEqual({
    foreignId: '77',
    name: 'Olga Diaz',
    handle: 'olga',
    bot: false,
    zone: null,
    locale: 'pt-BR',
  });
  expect(described({ is_bot: true })).toMatchObject({ bot: true, handle: null });
});

it.each([undefined, null, '', 'no language', '!'])(
  'does not guess a language where it is %s',
  (language_code) => {
    expect(described({ language_code })).toMatchObject({ locale: 'und' });
  },
);

it('knows a deleted account, which has no name left', () => {
  const user = readUser({ id: 77, is_bot: false, first_name: '' });
  expect(user && isDeleted(user)).toBe(true);
  expect(described({ first_name: '' })).toMatchObject({ name: '77' });
  expect(described({ first_name: '', username: 'olga' })).toMatchObject({ name: 'olga' });
});

it.each([null, 'Olga', {}, { id: '77' }, { id: -77, first_name: 'Team' }, { id: 0 }, { id: 1.5 }])(
  'reads nobody out of %j',
  (given) => {
    expect(readUser(given)).toBeNull();
  },
);
