import { type Clock, SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { Log } from '../../../src/log.ts';
import type { Answer } from '../../../src/messages/answer.ts';
import { type Catalogue, catalogueFor } from '../../../src/messages/catalogue.ts';
import type { Form } from '../../../src/messages/form.ts';
import type { PrivateMessage } from '../../../src/messages/message.ts';
import { notice } from '../../../src/messages/notice.ts';
import type { Acknowledgement, Dispatcher, Invocation } from '../../../src/ports/inbox.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { within } from '../../../src/within.ts';
import type { TelegramApi } from './api.ts';
import { briefOf, gistOf, holdsSecret } from './brief.ts';
import { encodePrivate, encodePublic } from './encode.ts';
import { type FormPress, formIdOf, showForm } from './form-press.ts';
import { createGroupChat } from './group-chat.ts';
import type { ChatPlace } from './ids.ts';
import type { People } from './people.ts';
import { createPrivateChat, type Told } from './private-chat.ts';
import { createQuery, type Query } from './query.ts';
import type { Bot, Spot } from './receive.ts';
import { startPayload, startUrl } from './start-payload.ts';

export type Asked = {
  readonly spot: Spot;
  readonly bot: Bot;
  readonly invocation: Invocation;
  /** In the asker's language. */
  readonly text: Catalogue;
  readonly acknowledged: Acknowledgement;
  readonly to: Dispatcher;
};

type Parts = {
  readonly api: TelegramApi;
  readonly people: People;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * So long a pressed button is seen to wait for what comes of it. In a group longer: only an answer to the press can
 * open a private chat, and what is said to its maker alone instead is taken within 15 s of it.
 */
const PATIENCE = { private: 5 * SECOND, group: 10 * SECOND } as const;

/** How answers are shown: in the private chat, or to the asker alone where they asked. Nothing is thrown. */
export function createAnswers(parts: Parts) {
  const { api, clock, log } = parts;
  const privateChat = createPrivateChat(parts);
  const groupChat = createGroupChat(parts);

  async function show(pending: Promise<Answer>, asked: Asked): Promise<void> {
    const { pressed } = asked.spot;
    const query = pressed && createQuery(api, pressed.query, log);
    const { chat } = asked.text;
    const direct = asked.invocation.conversation.visibility === 'direct';
    try {
      const early = query ? await within(clock, direct ? PATIENCE.private : PATIENCE.group, pending) : null;
      if (query && early === null) await query.answer({ text: chat.working });
      const answer = early ?? (await pending);
      // The first time it was answered, unless something crashed.
      if (answer.kind === 'nothing') await query?.answer({ text: chat.doneAlready });
      if (direct) await inPrivate(answer, asked, query);
      else await inGroup(answer, asked, query);
    } catch (error) {
      if (error instanceof DeliveryError)
        log.warn({ reason: error.reason }, 'telegram did not show an answer');
      else log.error({ err: error }, 'an answer could not be shown'); // a bug
      await query?.answer({ text: chat.notShown, show_alert: true });
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
        await privateChat.show(answer, asked);
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
        if (asked.acknowledged !== 'public') return apart(answer, asked, query);
        if (await groupChat.post(asked.spot, encodePublic(answer.message))) return;
        return apart(answer, asked, query);
      case 'retract':
        await groupChat.takeBack(asked.spot);
        return apart(answer, asked, query);
      case 'private':
        return apart(answer, asked, query);
      case 'form':
        return overThere(answer.form, asked, query);
      default:
        return answer satisfies never;
    }
  }

  /** To the asker alone: beside what they did where that will do, else in the private chat. */
  async function apart(told: Told, asked: Asked, query: Query | null): Promise<void> {
    const { message } = told;
    if (!holdsSecret(message) && (await groupChat.aside(message, asked.spot))) return;
    const brief = briefOf(message);
    if (query && brief !== null && (await query.answer({ text: brief, show_alert: true }))) return;
    return overThere(told, asked, query);
  }

  /** In the private chat, which has to be opened by the asker. */
  async function overThere(content: Told | Form, asked: Asked, query: Query | null): Promise<void> {
    try {
      if ('message' in content) await privateChat.show(content, asked);
      else await privateChat.showForm(content, asked);
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.failure !== 'unreachable') throw error;
      return invite(asked, content, query);
    }
    const { inPrivate: there } = asked.text.chat;
    if (query) await query.answer({ text: there, show_alert: true });
    else await groupChat.aside(notice(there), asked.spot);
  }

  /**
   * A way into the private chat: to the form, which waits for its asker and knows where it was asked for; else the same
   * is asked there once more, as far as a link takes it.
   */
  async function invite(asked: Asked, content: Told | Form, query: Query | null): Promise<void> {
    const { bot, invocation, spot, text } = asked;
    const message = 'message' in content ? content.message : null;
    const payload = 'message' in content ? payloadOf(invocation) : startPayload(showForm(formIdOf(content)));
    const gist = message && !holdsSecret(message) ? gistOf(message) : null;
    const alone = payload === null && gist !== null;
    if (query && alone && (await query.answer({ text: gist, show_alert: true }))) return;
    const url = startUrl(bot.username, payload ?? 'list');
    if (query && (await query.answer({ url }))) return;
    const way = leading(text.chat.opensPrivate, url, text);
    if (await groupChat.aside(way, spot, true)) return;
    // Others may read it, and whoever follows it asks for themselves.
    if (spot.typed) await groupChat.post(spot, encodePrivate(way), spot.typed.message);
  }

  return {
    show,
    /** Another keyboard under a form, which changes nothing else. */
    async turn(press: FormPress, asked: Asked): Promise<void> {
      const { pressed } = asked.spot;
      const query = pressed && createQuery(api, pressed.query, log);
      await Promise.all([query?.answer({}), privateChat.turn(press, asked)]);
    },
    /** Says in place that nobody can tell who asked: in the language of no one in particular. */
    async refuse(place: ChatPlace, message: number, bot: Bot): Promise<void> {
      const text = catalogueFor('en');
      const content = leading(text.chat.nameless, startUrl(bot.username, 'new'), text);
      await groupChat.post(place, encodePrivate(content), message);
    },
  };
}

/** With a button that opens the private chat. It holds nothing that others may not read. */
function leading(words: string, url: string, { chat }: Catalogue): PrivateMessage {
  const open = { kind: 'open', label: chat.openPrivate, url: new Secret(url), style: 'primary' } as const;
  return notice(words, { kind: 'buttons', buttons: [open] });
}

/**
 * What a link asks for in the private chat: what was asked here, as far as a link takes it; null: it takes nothing of it.
 * Of what was typed it takes a number and nothing else: there may be a passcode in it.
 */
function payloadOf({ request }: Invocation): string | null {
  if (request.kind === 'press') return startPayload(request.press);
  if (request.kind !== 'words') return null;
  const [name = 'new', ...rest] = request.words;
  if (typeof name !== 'string') return 'new'; // people alone: the form
  const command = name.toLowerCase();
  const number = rest.map(String).join('');
  const whole = /^\d{10,11}$/.test(number) ? startPayload(`${command}:${number}`) : null;
  return whole ?? startPayload(command);
}
