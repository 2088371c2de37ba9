import type { Clock } from '../../../src/clock.ts';
import type { Log } from '../../../src/log.ts';
import type { PrivateMessage } from '../../../src/messages/message.ts';
import type { TelegramApi } from './api.ts';
import { attempt } from './attempt.ts';
import { encodePrivate, type TelegramMessage } from './encode.ts';
import type { ChatPlace } from './ids.ts';
import { patiently } from './patiently.ts';
import type { Spot } from './receive.ts';

type Parts = { readonly api: TelegramApi; readonly clock: Clock; readonly log: Log };

/** What is said in a group: to everybody, or to one person alone beside what they did. */
export function createGroupChat({ api, clock, log }: Parts) {
  function ephemeral(spot: Spot, answers: object, content: TelegramMessage): Promise<unknown> {
    const { user, pressed } = spot;
    const query = pressed ? { callback_query_id: pressed.query } : {};
    return api.inChat(spot.chat, (methods, chat) =>
      methods.sendMessage({
        chat_id: chat,
        ...inTopic(spot),
        ephemeral_message_parameters: { receiver_user_id: user, ...query },
        ...answers,
        ...content,
      }),
    );
  }

  return {
    /** False: Telegram does not let the bot write there. */
    post: (place: ChatPlace, content: TelegramMessage, replyTo: number | null = null): Promise<boolean> =>
      attempt(
        () =>
          patiently(clock, () =>
            api.inChat(place.chat, (methods, chat) =>
              methods.sendMessage({ chat_id: chat, ...inTopic(place), ...replyingTo(replyTo), ...content }),
            ),
          ),
        log,
        'telegram took no answer in the group',
      ),

    /**
     * For the asker alone, within 15 seconds (https://core.telegram.org/bots/api#ephemeral-messages): in the place of the
     * ephemeral message that they pressed in, as a reply to their ephemeral command, or, of any press, where `anyPress` is
     * set. It may get lost, and older apps do not show it, so nothing that counts is said so.
     */
    async aside(message: PrivateMessage, spot: Spot, anyPress = false): Promise<boolean> {
      const { chat, user, typed, pressed } = spot;
      const content = encodePrivate(message);
      if (pressed?.ephemeral) {
        const of = { chat_id: chat, receiver_user_id: user, ephemeral_message_id: pressed.message };
        return attempt(
          () => api.edit(chat, (methods) => methods.editEphemeralMessageText({ ...of, ...content })),
          log,
          'telegram edited no ephemeral answer',
        );
      }
      if (!typed?.ephemeral && !(pressed && anyPress)) return false;
      const answers = typed?.ephemeral ? { reply_parameters: { ephemeral_message_id: typed.message } } : {};
      return attempt(() => ephemeral(spot, answers, content), log, 'telegram took no ephemeral answer');
    },

    /** Takes away what was typed, where the bot may delete what others write. */
    async takeBack({ chat, typed }: Spot): Promise<void> {
      if (!typed || typed.ephemeral) return;
      await attempt(
        () =>
          patiently(clock, () =>
            api.inChat(chat, (methods, id) =>
              methods.deleteMessage({ chat_id: id, message_id: typed.message }),
            ),
          ),
        log,
        'telegram did not delete a passcode',
      );
    },
  };
}

const inTopic = ({ thread }: ChatPlace) => (thread === null ? {} : { message_thread_id: thread });

const replyingTo = (message: number | null) =>
  message === null ? {} : { reply_parameters: { message_id: message, allow_sending_without_reply: true } };
