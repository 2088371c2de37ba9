import type { Message, Update } from './update.ts';
import type { TelegramUser } from './user.ts';

/** Everybody whom an update describes: who did it, who is mentioned without a username, who was chosen. */
export function usersIn({ message, callback_query: query }: Update): readonly TelegramUser[] {
  const mentioned = message?.entities.map(({ user }) => user) ?? [];
  const chosen = message ? chosenIn(message) : null;
  return [message?.from ?? null, query?.from ?? null, ...mentioned, ...(chosen ?? [])].filter(
    (user) => user !== null,
  );
}

/** Whom the writer chose by the key that asks for people, as Telegram describes them this once; null: it was not pressed. */
export const chosenIn = ({ users_shared: shared }: Message): readonly TelegramUser[] | null =>
  shared?.users.map(({ user_id: id, first_name = '', ...names }) => ({
    ...names,
    id,
    first_name,
    is_bot: false, // the key asks for none
  })) ?? null;
