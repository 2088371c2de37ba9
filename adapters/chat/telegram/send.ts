import { z } from 'zod';
import type { Clock } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { isPrivate } from '../../../src/messages/is-private.ts';
import type { MessageRef, Messenger, Place, Post } from '../../../src/ports/messenger.ts';
import type { TelegramApi } from './api.ts';
import { encodeDelivered, encodePublic } from './encode.ts';
import {
  type ChatPlace,
  type MessageId,
  messageRef,
  readConversation,
  readMessageRef,
  readPerson,
} from './ids.ts';
import { createTurn } from './turn.ts';

/** https://core.telegram.org/bots/api#message, as far as it is read. */
const Sent = z.object({
  message_id: z.int().positive(),
  chat: z.object({ id: z.int() }),
});

export function createMessenger(api: TelegramApi, clock: Clock): Messenger {
  const turn = createTurn(clock);
  return {
    async send(_id, post, signal) {
      const { chat, thread } = targetOf(post.to);
      const content = contentOf(post);
      await turn(signal);
      const given = await api.inChat(
        chat,
        (methods, id) => methods.sendMessage({ chat_id: id, ...inTopic(thread), ...content }),
        signal,
      );
      return refOf(given);
    },
    async edit(ref, post, signal) {
      const { chat, message } = editable(ref, post.to);
      const content = contentOf(post);
      await turn(signal);
      await api.edit(
        chat,
        (methods) => methods.editMessageText({ chat_id: chat, message_id: message, ...content }),
        signal,
      );
    },
    /** Telegram lets no bot read what it has sent, and knows no repeats. */
    async findSent() {
      return { kind: 'unknown' };
    },
  };
}

const contentOf = (post: Post) =>
  isPrivate(post) ? encodeDelivered(post.message) : encodePublic(post.message);

function targetOf(to: Place): ChatPlace {
  if (to.kind === 'conversation') {
    const place = readConversation(to.conversation);
    if (place === null) throw new DeliveryError('refused', 'channel-gone');
    return place;
  }
  const person = readPerson(to.person);
  if (person === null) throw new DeliveryError('unreachable', 'user-gone');
  return { chat: person, thread: null };
}

const inTopic = (thread: number | null) => (thread === null ? {} : { message_thread_id: thread });

/** Accepted, says Telegram, but not as what: nobody can tell. */
function refOf(given: unknown): MessageRef {
  const { success, data } = Sent.safeParse(given);
  if (!success) throw new DeliveryError('ambiguous', 'unavailable');
  return messageRef({ chat: data.chat.id, message: data.message_id });
}

/** A private message stands in its person's chat and nowhere else, whatever its reference says. */
function editable(ref: MessageRef, to: Place): MessageId {
  const id = readMessageRef(ref);
  const person = to.kind === 'person' ? readPerson(to.person) : null;
  if (id === null || (to.kind === 'person' && id.chat !== person))
    throw new DeliveryError('refused', 'message-gone');
  return id;
}
