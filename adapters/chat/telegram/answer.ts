import { type Clock, SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';
import type { Answer } from '../../../src/messages/answer.ts';
import { paragraph, text as plain } from '../../../src/messages/blocks.ts';
import { type Catalogue, catalogueFor } from '../../../src/messages/catalogue.ts';
import type { Form } from '../../../src/messages/form.ts';
import type { PrivateMessage } from '../../../src/messages/message.ts';
import type { Invocation } from '../../../src/ports/inbox.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { within } from '../../../src/within.ts';
import type { TelegramApi } from './api.ts';
import { briefOf, holdsSecret } from './brief.ts';
import { encodePrivate, encodePublic } from './encode.ts';
import type { FormPress } from './form-press.ts';
import type { ChatPlace } from './ids.ts';
import type { People } from './people.ts';
import { createPrivateChat } from './private-chat.ts';
import { createQuery, type Query } from './query.ts';
import type { Bot, Spot } from './receive.ts';
import { startPayload, startUrl } from './start-payload.ts';

export type Asked = {
  readonly spot: Spot;
  readonly bot: Bot;
  readonly invocation: Invocation;
  /** In the asker's language. */
  readonly text: Catalogue;
};

type Parts = {
  readonly api: TelegramApi;
  readonly people: People;
  readonly clock: Clock;
  readonly log: Log;
};

/** A button waits so long for what comes of its press: the asker sees it wait. */
const PATIENCE = 5 * SECOND;

const line = (notice: string): PrivateMessage => ({ notice, blocks: [paragraph(plain(notice))] });

/** How answers are shown: in the private chat, or for the asker alone where they asked. Nothing is thrown. */
export function createAnswers(parts: Parts) {
  const { api, clock, log } = parts;
  const privateChat = createPrivateChat(parts);

  async function show(pending: Promise<Answer>, asked: Asked): Promise<void> {
    const { pressed } = asked.spot;
    const query = pressed && createQuery(api, pressed.query, log);
    try {
      const early = query ? await within(clock, PATIENCE, pending) : await pending;
      if (query && early === null) await query.answer({ text: asked.text.chat.working });
      const answer = early ?? (await pending);
      if (asked.invocation.conversation.visibility === 'direct') await inPrivate(answer, asked, query);
      else await inGroup(answer, asked, query);
    } catch (error) {
      log.warn({ reason: reasonOf(error) }, 'telegram did not show an answer');
      await query?.answer({ text: asked.text.chat.notShown, show_alert: true });
    } finally {
      await query?.answer({});
    }
  }

  async function inPrivate(answer: Answer, asked: Asked, query: Query | null): Promise<void> {
    const released = query?.answer({});
    switch (answer.kind) {
      case 'nothing':
        break;
      case 'private':
      case 'public':
      case 'retract': // nothing that is typed here is read by others
        await privateChat.show(answer.message, asked);
        break;
      case 'form':
        await privateChat.showForm(answer.form, asked);
        break;
      default:
        answer satisfies never;
    }
    await released;
  }

  async function inGroup(answer: Answer, asked: Asked, query: Query | null): Promise<void> {
    switch (answer.kind) {
      case 'nothing':
        return;
      case 'public':
        return openly(answer.message, asked, query);
      case 'retract':
        await takeBack(asked.spot);
        return apart(answer.message, asked, query);
      case 'private':
        return apart(answer.message, asked, query);
      case 'form':
        return apart(answer.form, asked, query);
      default:
        return answer satisfies never;
    }
  }

  async function openly(
    message: Extract<Answer, { kind: 'public' }>['message'],
    asked: Asked,
    query: Query | null,
  ) {
    try {
      await post(asked.spot, encodePublic(message));
    } catch (error) {
      log.info({ reason: reasonOf(error) }, 'telegram took no answer in the group');
      await apart(message, asked, query);
    }
  }

  /** For the asker alone: at the button, beside the command that only they see, or in the private chat. */
  async function apart(content: PrivateMessage | Form, asked: Asked, query: Query | null): Promise<void> {
    const { text, spot } = asked;
    const message = 'blocks' in content ? content : null;
    const brief = message && briefOf(message);
    if (query && brief !== null && (await query.answer({ text: brief, show_alert: true }))) return;
    if (message && !holdsSecret(message) && (await beside(message, asked))) return;
    try {
      if (message) await privateChat.show(message, asked);
      else if ('fields' in content) await privateChat.showForm(content, asked);
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.failure !== 'unreachable') throw error;
      return invite(asked, query);
    }
    if (query) await query.answer({ text: text.chat.inPrivate, show_alert: true });
    else if (spot.typed?.ephemeral) await beside(line(text.chat.inPrivate), asked);
  }

  /** Opens the private chat, where the same is asked once more. */
  async function invite(asked: Asked, query: Query | null): Promise<void> {
    const url = startUrl(asked.bot.username, payloadOf(asked.invocation));
    if (query && (await query.answer({ url }))) return;
    const { chat } = asked.text;
    const open = { kind: 'open', label: chat.openPrivate, url: new Secret(url), style: 'primary' } as const;
    const message: PrivateMessage = {
      notice: chat.opensPrivate,
      blocks: [paragraph(plain(chat.opensPrivate)), { kind: 'buttons', buttons: [open] }],
    };
    if (await beside(message, asked)) return;
    // There is nothing in it that others may not read.
    await post(asked.spot, encodePrivate(message), asked.spot.typed?.message);
  }

  /**
   * For the asker alone in the group, 15 seconds long: https://core.telegram.org/bots/api#ephemeral-messages. It may
   * get lost, so that nothing that counts is said so.
   */
  async function beside(message: PrivateMessage, { spot }: Asked): Promise<boolean> {
    const { user, typed, pressed, chat, thread } = spot;
    const ephemeral = typed?.ephemeral ? typed : null;
    const inside = pressed?.ephemeral ? pressed : null;
    if (!ephemeral && !inside) return false;
    const content = encodePrivate(message);
    try {
      if (inside) {
        await api.edit(chat, (methods) =>
          methods.editEphemeralMessageText({
            chat_id: chat,
            receiver_user_id: user,
            ephemeral_message_id: inside.message,
            ...content,
          }),
        );
        return true;
      }
      if (!ephemeral) return false;
      await api.inChat(chat, (methods, id) =>
        methods.sendMessage({
          chat_id: id,
          ...(thread === null ? {} : { message_thread_id: thread }),
          ephemeral_message_parameters: { receiver_user_id: user },
          reply_parameters: { ephemeral_message_id: ephemeral.message },
          ...content,
        }),
      );
      return true;
    } catch (error) {
      log.info({ reason: reasonOf(error) }, 'telegram took no ephemeral answer');
      return false;
    }
  }

  /** Needs the right to delete what others write. Its writer reads in any case that it was seen. */
  async function takeBack({ chat, typed }: Spot): Promise<void> {
    if (!typed || typed.ephemeral) return;
    try {
      await api.inChat(chat, (methods, id) =>
        methods.deleteMessage({ chat_id: id, message_id: typed.message }),
      );
    } catch (error) {
      log.info({ reason: reasonOf(error) }, 'telegram did not delete a passcode');
    }
  }

  async function post(
    { chat, thread }: ChatPlace,
    content: ReturnType<typeof encodePublic>,
    replyTo?: number,
  ): Promise<void> {
    const reply =
      replyTo === undefined
        ? {}
        : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } };
    await api.inChat(chat, (methods, id) =>
      methods.sendMessage({
        chat_id: id,
        ...(thread === null ? {} : { message_thread_id: thread }),
        ...reply,
        ...content,
      }),
    );
  }

  return {
    show,
    /** Another keyboard under a form, which changes nothing else. */
    async turn(press: FormPress, asked: Asked): Promise<void> {
      const { pressed } = asked.spot;
      const query = pressed && createQuery(api, pressed.query, log);
      try {
        await Promise.all([query?.answer({}), privateChat.turn(press, asked)]);
      } catch (error) {
        log.info({ reason: reasonOf(error) }, 'telegram turned no keyboard');
      }
    },
    /** Says in place that nobody can tell who asked. */
    async refuse(place: ChatPlace, message: number): Promise<void> {
      const { chat } = catalogueFor('en');
      try {
        await post(
          place,
          encodePublic({ notice: chat.nameless, blocks: [paragraph(plain(chat.nameless))] }),
          message,
        );
      } catch (error) {
        log.info({ reason: reasonOf(error) }, 'telegram took no answer in the group');
      }
    },
  };
}

/** What the link asks for in the private chat: what was asked here, as far as a link takes it. */
function payloadOf({ request }: Invocation): string {
  switch (request.kind) {
    case 'press':
      return startPayload(request.press) ?? 'list';
    case 'words': {
      const [name, ...args] = request.words;
      if (name === undefined) return 'new';
      if (typeof name !== 'string') return 'list';
      const whole =
        args.length === 1 && typeof args[0] === 'string' ? startPayload(`${name}:${args[0]}`) : null;
      return whole ?? startPayload(name.toLowerCase()) ?? 'list';
    }
    default:
      return 'list';
  }
}

const reasonOf = (error: unknown): string => (error instanceof DeliveryError ? error.reason : 'bug');
