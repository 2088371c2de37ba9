import { Api, type RawApi } from 'grammy';
import { DeliveryError } from '../../../src/errors.ts';
import { type About, deliveryError, isUnchanged, migratedTo } from './errors.ts';
import type { TelegramSettings } from './settings.ts';

/** Seconds. Telegram answers within one; a send that is given up too early is sent twice. */
const TIMEOUT = 20;

/** Telegram's methods, each called once and failing with nothing but DeliveryError. */
export type TelegramApi = {
  /** About no chat. */
  call<Result>(ask: (methods: RawApi) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** In a chat, or, where Telegram says that the group has become a supergroup, in that one. */
  inChat<Result>(chat: number, ask: InChat<Result>, signal?: AbortSignal): Promise<Result>;
  /** An edit of what stands in a chat. One that changes nothing succeeds. */
  edit(chat: number, ask: (methods: RawApi) => Promise<unknown>, signal?: AbortSignal): Promise<void>;
};

type InChat<Result> = (methods: RawApi, chat: number) => Promise<Result>;

export function createApi({ apiRoot, token }: Pick<TelegramSettings, 'apiRoot' | 'token'>): TelegramApi {
  // It retries nothing, and has no hook that would.
  const { raw } = new Api(token.open(), { apiRoot, timeoutSeconds: TIMEOUT });

  async function asking<Result>(
    about: About,
    ask: (methods: RawApi) => Promise<Result>,
    signal: AbortSignal | undefined,
    /** What to do about an error before it is read; null: nothing. */
    instead: (error: unknown) => Promise<Result> | null = () => null,
  ): Promise<Result> {
    try {
      return await unlessStopped(() => ask(raw), signal);
    } catch (error) {
      const other = instead(error);
      if (other !== null) return other;
      throw deliveryError(error, about);
    }
  }

  return {
    call: (ask, signal) => asking('bot', ask, signal),
    inChat: (chat, ask, signal) =>
      asking(
        aboutOf(chat),
        (methods) => ask(methods, chat),
        signal,
        (error) => {
          const moved = migratedTo(error);
          return moved === null ? null : asking('group', (methods) => ask(methods, moved), signal);
        },
      ),
    edit: (chat, ask, signal) =>
      asking(
        aboutOf(chat),
        async (methods) => {
          await ask(methods);
        },
        signal,
        (error) => (isUnchanged(error) ? Promise.resolve() : null),
      ),
  };
}

/** Groups have negative ids: https://core.telegram.org/bots/api#chat */
const aboutOf = (chat: number): About => (chat > 0 ? 'person' : 'group');

/** What is under way when it is stopped is left alone, and may still arrive: grammY takes no signal of this platform. */
async function unlessStopped<Result>(ask: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (signal === undefined) return ask();
  if (signal.aborted) throw new DeliveryError('failed', 'stopped');
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new DeliveryError('ambiguous', 'stopped'));
  signal.addEventListener('abort', stop);
  try {
    return await Promise.race([ask(), promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
