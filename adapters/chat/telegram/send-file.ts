import { InputFile } from 'grammy';
import type { Clock } from '../../../src/clock.ts';
import type { Log } from '../../../src/log.ts';
import type { CalendarFile } from '../../../src/time/calendar-file.ts';
import type { TelegramApi } from './api.ts';
import { attempt } from './attempt.ts';
import { patiently } from './patiently.ts';

type Parts = { readonly api: TelegramApi; readonly clock: Clock; readonly log: Log };

/** A file in a private chat, in a message of its own; whether Telegram took it. */
export function sendFile(chat: number, { name, text }: CalendarFile, { api, clock, log }: Parts) {
  const once = () =>
    api.inChat(chat, (methods) =>
      // A file is read once, so that each try has its own.
      methods.sendDocument({ chat_id: chat, document: new InputFile(Buffer.from(text), name) }),
    );
  return attempt(() => patiently(clock, once), log, 'telegram took no calendar file');
}
