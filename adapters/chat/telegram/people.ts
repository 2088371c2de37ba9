import { z } from 'zod';
import type { Clock } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { createMemory } from '../../../src/memory.ts';
import { remember } from '../../../src/remember.ts';
import type { TelegramApi } from './api.ts';
import { isDeleted, readUser, type TelegramUser } from './user.ts';

/** People remembered at most. */
const MOST = 5000;

/**
 * What somebody is in a group. `unknown`: Telegram does not tell the bot, because it was put out of the group, or
 * because the group hides its members from those who are no administrators.
 */
export type Standing = 'admin' | 'member' | 'none' | 'unknown';

/** Whom Telegram tells the bot about, asked at most once a minute about each. */
export type People = {
  standingOf(group: number, user: number): Promise<Standing>;
  /** As the group knows them, else as somebody whom the bot has met; null: neither. */
  describe(user: number, group: number | null): Promise<TelegramUser | null>;
  /** The bot itself. */
  me(): Promise<TelegramUser>;
  /**
   * Somebody described in an event: mentioned without a name, or chosen by the asker. Telegram does so once, and says
   * nothing more of them before they start the bot. Known until the program ends, or until many others came.
   */
  saw(user: TelegramUser): void;
};

/** https://core.telegram.org/bots/api#chatmember, as far as it is read. */
const ChatMember = z.object({
  status: z.string(),
  /** Of `restricted`: whether they are in the group. */
  is_member: z.boolean().default(false),
  user: z.unknown(),
});

type Member = { readonly standing: Standing; readonly user: TelegramUser | null };

export function createPeople(api: TelegramApi, clock: Clock): People {
  const seen = new Map<number, TelegramUser>();
  const members = createMemory(clock, (key) => {
    const [group = 0, user = 0] = key.split('/').map(Number);
    return member(api, group, user);
  });
  const admins = createMemory(clock, (group) => adminsOf(api, Number(group)));
  const met = createMemory(clock, (user) => privateChat(api, Number(user)));
  const own = createMemory(clock, () => self(api));

  return {
    async standingOf(group, user) {
      const { standing } = await members(`${group}/${user}`);
      if (standing !== 'unknown') return standing;
      // A group that hides its members still says who its administrators are.
      return (await admins(String(group))).has(user) ? 'admin' : 'unknown';
    },
    async describe(user, group) {
      const there = group === null ? null : (await members(`${group}/${user}`)).user;
      const known = there ?? (await met(String(user))) ?? seen.get(user) ?? null;
      return known === null || isDeleted(known) ? null : known;
    },
    me: () => own(''),
    saw: (user) => remember(seen, user.id, user, MOST),
  };
}

async function member(api: TelegramApi, group: number, user: number): Promise<Member> {
  try {
    const given = await asking(() =>
      api.inChat(group, (methods, chat) => methods.getChatMember({ chat_id: chat, user_id: user })),
    );
    const read = ChatMember.parse(given);
    return { standing: standingOf(read), user: readUser(read.user) };
  } catch (error) {
    return { standing: isHidden(refused(error)) ? 'unknown' : 'none', user: null };
  }
}

function standingOf({ status, is_member: inside }: z.output<typeof ChatMember>): Standing {
  switch (status) {
    case 'creator':
    case 'administrator':
      return 'admin';
    case 'member':
      return 'member';
    case 'restricted':
      return inside ? 'member' : 'none';
    default: // `left`, `kicked`
      return 'none';
  }
}

/** What says nothing about the person. Of other refusals there are many, all for somebody who was never there. */
const isHidden = (reason: string): boolean =>
  reason === 'not-allowed' || reason === 'not-in-channel' || reason === 'channel-gone';

async function adminsOf(api: TelegramApi, group: number): Promise<ReadonlySet<number>> {
  try {
    const given = await asking(() =>
      api.inChat(group, (methods, chat) => methods.getChatAdministrators({ chat_id: chat })),
    );
    return new Set(given.flatMap(({ user }) => readUser(user)?.id ?? []));
  } catch (error) {
    refused(error);
    return new Set();
  }
}

async function privateChat(api: TelegramApi, user: number): Promise<TelegramUser | null> {
  try {
    const given = await asking(() => api.inChat(user, (methods, chat) => methods.getChat({ chat_id: chat })));
    return given.type === 'private' ? readUser(given) : null;
  } catch (error) {
    if (error instanceof DeliveryError && error.failure === 'unreachable') return null;
    refused(error);
    return null;
  }
}

async function self(api: TelegramApi): Promise<TelegramUser> {
  const me = readUser(await asking(() => api.call((methods) => methods.getMe())));
  if (me === null) throw new DeliveryError('ambiguous', 'unavailable');
  return me;
}

/**
 * Asks once more when no answer came: Telegram may close a kept connection just when it is used again, and a whole
 * command would fail by one of the many that it asks about. Asking changes nothing.
 */
async function asking<Result>(ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof DeliveryError && error.failure === 'ambiguous') return ask();
    throw error;
  }
}

/** Why Telegram refused; what was no refusal goes on. */
function refused(error: unknown): string {
  if (error instanceof DeliveryError && error.failure === 'refused') return error.reason;
  throw error;
}
