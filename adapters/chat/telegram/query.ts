import type { Log } from '../../../src/log.ts';
import type { TelegramApi } from './api.ts';
import { attempt } from './attempt.ts';

type Shown = {
  readonly text?: string;
  readonly show_alert?: boolean;
  readonly url?: string;
};

/** A pressed button, which waits for its answer. */
export type Query = {
  /** The first one counts. False: it was answered before, or Telegram did not take the answer. */
  answer(shown: Shown): Promise<boolean>;
};

/** https://core.telegram.org/bots/api#answercallbackquery */
export function createQuery(api: TelegramApi, id: string, log: Log): Query {
  let answered = false;
  return {
    async answer(shown) {
      if (answered) return false;
      answered = true;
      // One that is too old is answered by nobody.
      return attempt(
        () => api.call((methods) => methods.answerCallbackQuery({ callback_query_id: id, ...shown })),
        log,
        'telegram took no answer to a press',
      );
    },
  };
}
