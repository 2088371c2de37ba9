import type { Clock } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';
import type { Answer } from '../../../src/messages/answer.ts';
import type { Form } from '../../../src/messages/form.ts';
import { notice } from '../../../src/messages/notice.ts';
import { calendarFile } from '../../../src/time/calendar-file.ts';
import type { Asked } from './answer.ts';
import type { TelegramApi } from './api.ts';
import { attempt } from './attempt.ts';
import { dayKeyboard, hourKeyboard, monthKeyboard } from './calendar.ts';
import { encodePrivate, type TelegramMessage } from './encode.ts';
import { encodeForm, peopleIn } from './encode-form.ts';
import { type FormPress, isOfForm } from './form-press.ts';
import { messageRef } from './ids.ts';
import { patiently } from './patiently.ts';
import type { People } from './people.ts';
import { sendFile } from './send-file.ts';
import { createSentNotes } from './sent-notes.ts';
import { toPerson } from './user.ts';

/** A private answer. */
export type Told = Pick<Extract<Answer, { kind: 'private' }>, 'message' | 'slip'>;

type Parts = {
  readonly api: TelegramApi;
  readonly people: People;
  readonly clock: Clock;
  readonly log: Log;
};

/** People chosen at once: https://core.telegram.org/bots/api#keyboardbuttonrequestusers */
const MOST_CHOSEN = 10;

/** Answers in the private chat of whoever asked. They throw DeliveryError where it is not open. */
export function createPrivateChat(parts: Parts) {
  const { api, people, clock, log } = parts;
  const notes = createSentNotes();

  async function post(chat: number, content: Content): Promise<number> {
    const { message_id: id } = await patiently(clock, () =>
      api.inChat(chat, (methods) => methods.sendMessage({ chat_id: chat, ...content })),
    );
    return id;
  }

  async function send(chat: number, content: Content): Promise<number> {
    const id = await post(chat, content);
    notes.addAnswer(chat, id);
    return id;
  }

  /** In the place of what was pressed, if that was an answer too; else below. Its id. */
  async function place(content: TelegramMessage, { spot, invocation }: Asked): Promise<number> {
    const { user, pressed, chat } = spot;
    const { request } = invocation;
    const answer =
      pressed !== null &&
      chat === user &&
      (notes.isAnswer(user, pressed.message) || (request.kind === 'press' && isOfForm(request.press)));
    if (!answer) return send(user, content);
    try {
      await patiently(clock, () =>
        api.edit(user, (methods) =>
          methods.editMessageText({ chat_id: user, message_id: pressed.message, ...content }),
        ),
      );
      notes.addAnswer(user, pressed.message);
      return pressed.message;
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.failure !== 'refused') throw error;
      return send(user, content);
    }
  }

  async function sweep(chat: number, messages: readonly number[]): Promise<void> {
    for (const id of messages) {
      const remove = () =>
        api.inChat(chat, (methods) => methods.deleteMessage({ chat_id: chat, message_id: id }));
      await attempt(remove, log, 'telegram kept an old form');
    }
  }

  async function namesIn(form: Form): Promise<ReadonlyMap<string, string>> {
    const named = await Promise.all(
      peopleIn(form).map(async (id) => {
        const user = await people.describe(Number(id), null).catch(() => null);
        return user ? ([[id, toPerson(user).name]] as const) : [];
      }),
    );
    return new Map(named.flat());
  }

  return {
    async show({ message, slip }: Told, asked: Asked): Promise<void> {
      const { user } = asked.spot;
      const content = encodePrivate(message);
      if (slip !== undefined) {
        // It stays a slip, as one that was sent: what is pressed in it is answered below.
        const id = await post(user, content);
        return asked.to.kept({ slip, ref: messageRef({ chat: user, message: id }) });
      }
      const id = await place(content, asked);
      await sweep(user, notes.endForm(user, id));
      if (!message.calendar || (await sendFile(user, calendarFile(message.calendar), parts))) return;
      const { fileNotSent } = asked.text.chat;
      await send(user, encodePrivate(notice(fileNotSent)));
    },

    async showForm(form: Form, asked: Asked): Promise<void> {
      const { spot, text, invocation } = asked;
      const { locale } = invocation.actor;
      const names = await namesIn(form);
      const id = await place(encodeForm(form, { text, locale, names, now: clock.now() }), asked);
      const choosing = form.fields.some(({ name, kind }) => name === form.asking && kind === 'people');
      const below = choosing ? [await send(spot.user, choosePeople(asked))] : [];
      await sweep(spot.user, notes.replaceForm(spot.user, [id, ...below]));
    },

    async turn(press: FormPress, { spot, invocation, text }: Asked): Promise<void> {
      const { user, pressed } = spot;
      if (pressed === null) return;
      const words = { locale: invocation.actor.locale, back: text.chat.formMessage.back };
      const rows = keyboardOf(press, clock, words);
      const turned = () =>
        api.edit(user, (methods) =>
          methods.editMessageReplyMarkup({
            chat_id: user,
            message_id: pressed.message,
            reply_markup: { inline_keyboard: rows },
          }),
        );
      await attempt(turned, log, 'telegram turned no keyboard');
    },
  };
}

type Content = TelegramMessage | ReturnType<typeof choosePeople>;

/** https://core.telegram.org/bots/api#replykeyboardmarkup: the keyboard asks for people, in a private chat alone. */
function choosePeople({ text }: Asked) {
  const { choosePeople: label, name } = text.chat.formMessage;
  return {
    text: name,
    reply_markup: {
      keyboard: [
        [
          {
            text: label,
            request_users: {
              request_id: 1,
              user_is_bot: false,
              max_quantity: MOST_CHOSEN,
              request_name: true,
              request_username: true,
            },
          },
        ],
      ],
      one_time_keyboard: true,
      resize_keyboard: true,
    },
  };
}

function keyboardOf(press: FormPress, clock: Clock, words: { locale: string; back: string }) {
  switch (press.kind) {
    case 'month':
      return monthKeyboard(press, press.month, clock.now(), words);
    case 'day':
      return dayKeyboard(press, press.day, words);
    case 'hour':
      return hourKeyboard(press, press.day, press.hour, words);
    case 'fill':
    case 'send':
      return [];
    default:
      return press satisfies never;
  }
}
