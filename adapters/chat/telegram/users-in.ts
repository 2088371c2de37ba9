import type { Update } from './update.ts';
import type { TelegramUser } from './user.ts';

/** Everybody whom an update describes: who did it, who is mentioned without a username, who was chosen. */
export function usersIn({ message, callback_query: query }: Update): readonly TelegramUser[] {
  const mentioned = message?.entities.map(({ user }) => user) ?? [];
  const chosen = message?.users_shared?.users.map(({ user_id: id, first_name = '', ...names }) => ({
    ...names,
    id,
    first_name,
    is_bot: false, // the key asks for none
  }));
  return [message?.from ?? null, query?.from ?? null, ...mentioned, ...(chosen ?? [])].filter(
    (user) => user !== null,
  );
}
