import { asId, type EventId } from '../../../src/ids.ts';
import type {
  Contact,
  Conversation,
  Departure,
  Invocation,
  Migration,
  PersonRef,
} from '../../../src/ports/inbox.ts';
import { MEETING } from './commands.ts';
import { type ChatPlace, chatId, conversationId, TELEGRAM } from './ids.ts';
import { readTokens } from './read-tokens.ts';
import { readStartPayload } from './start-payload.ts';
import type { Chat, Membership, Message, Query, Update } from './update.ts';
import { isDeleted, type TelegramUser, toPerson } from './user.ts';
import { chosenIn } from './users-in.ts';

/** The bot itself, as updates are read for it. */
export type Bot = { readonly id: number; readonly username: string };

/** Where an answer goes. */
export type Spot = ChatPlace & {
  /** Who asked, whose private chat has the same id. */
  readonly user: number;
  /** What they wrote; ephemeral: only they and the bot see it. Null: a button was pressed. */
  readonly typed: { readonly message: number; readonly ephemeral: boolean } | null;
  /** The query of a pressed button, and the message that it stands under. */
  readonly pressed: { readonly query: string; readonly message: number; readonly ephemeral: boolean } | null;
};

export type Received = { readonly spot: Spot; readonly invocation: Invocation };

/** What an update comes to. */
export type Happening =
  | ({ readonly kind: 'asked' } & Received)
  /** The private chat was opened or opened again; then `invocation` is what the link or a bare start asks for. */
  | ({ readonly kind: 'started' } & Received)
  /** Written as a group or a channel: nobody knows by whom. */
  | { readonly kind: 'nameless'; readonly place: ChatPlace; readonly message: number }
  | { readonly kind: 'left'; readonly departure: Departure }
  | { readonly kind: 'reachable'; readonly contact: Contact }
  | { readonly kind: 'migrated'; readonly migration: Migration };

type Ask = Invocation['request'];

/** Null: nothing of ours. */
export function receive(update: Update, bot: Bot): Happening | null {
  const { update_id: id, message, callback_query: query, chat_member: member, my_chat_member: own } = update;
  if (message) return receiveMessage(id, message, bot);
  if (query) return receivePress(id, query, bot);
  if (member) return receiveMembership(member, bot);
  return own ? receiveOwnMembership(own) : null;
}

function receiveMessage(update: number, message: Message, bot: Bot): Happening | null {
  const { chat, migrate_to_chat_id: moved, left_chat_member: gone, from } = message;
  if (moved !== undefined) {
    const migration = { platform: TELEGRAM, from: chatId(chat.id), to: chatId(moved) };
    return { kind: 'migrated', migration };
  }
  if (gone !== null) return isGroup(chat) ? departure(chat, gone, bot) : null;
  const asked = isPrivate(chat) ? inPrivate(message, bot) : inGroup(message, bot);
  if (asked === null) return null;
  const place = placeOf(message);
  // An administrator who stays anonymous, or a channel: https://core.telegram.org/bots/api#message
  if (message.sender_chat !== undefined) return { kind: 'nameless', place, message: message.message_id };
  if (from === null || from.is_bot || isDeleted(from)) return null;
  const { ephemeral_message_id: ephemeral, message_id: id } = message;
  const typed = { message: ephemeral ?? id, ephemeral: ephemeral !== undefined };
  const spot = { ...place, user: from.id, typed, pressed: null };
  const invocation = invocationOf(update, bot, chat, place, from, asked.request);
  return { kind: asked.starts ? 'started' : 'asked', spot, invocation };
}

function receivePress(update: number, { id, from, message, data }: Query, bot: Bot): Happening | null {
  if (from === null || message === undefined || data === '') return null;
  const place = placeOf(message);
  const { ephemeral_message_id: ephemeral, message_id: plain } = message;
  const pressed = { query: id, message: ephemeral ?? plain, ephemeral: ephemeral !== undefined };
  const spot = { ...place, user: from.id, typed: null, pressed };
  const request = { kind: 'press', press: data } as const;
  return { kind: 'asked', spot, invocation: invocationOf(update, bot, message.chat, place, from, request) };
}

/** Somebody else's membership of a group. Told to bots that are administrators there. */
function receiveMembership({ chat, new_chat_member: now }: Membership, bot: Bot): Happening | null {
  const out = now.status === 'left' || now.status === 'kicked' || !now.is_member;
  return out && now.user !== null && isGroup(chat) ? departure(chat, now.user, bot) : null;
}

/** The bot was let in again by somebody who had blocked it. */
function receiveOwnMembership({ chat, new_chat_member: now }: Membership): Happening | null {
  if (!isPrivate(chat) || now.status !== 'member') return null;
  return { kind: 'reachable', contact: { platform: TELEGRAM, person: chatId(chat.id) } };
}

function departure(chat: Chat, user: TelegramUser, bot: Bot): Happening | null {
  if (user.id === bot.id) return null;
  const person = chatId(user.id);
  return { kind: 'left', departure: { platform: TELEGRAM, workspace: chatId(chat.id), person } };
}

type Asked = { readonly request: Ask; readonly starts: boolean };

/** `/meeting` and its shortcuts, people who were chosen, and whatever else is written as the answer to a question. */
function inPrivate(message: Message, bot: Bot): Asked | null {
  const { text } = message;
  const shared = chosenIn(message);
  if (shared) {
    const people = shared.map((user): PersonRef => {
      const { foreignId, name, handle } = toPerson(user);
      const described = !isDeleted(user) || handle !== null;
      return { kind: 'person', foreignId, ...(described ? { told: { name, handle } } : {}) };
    });
    return { request: { kind: 'said', text: '', people }, starts: false };
  }
  const command = commandIn(message, bot);
  if (command === null) {
    if (text.trim() === '') return null;
    const people = readTokens(text, message.entities).filter((token) => typeof token !== 'string');
    return { request: { kind: 'said', text, people }, starts: false };
  }
  const { name, rest } = command;
  switch (name) {
    case 'start': {
      const press = readStartPayload(rest.filter((token) => typeof token === 'string').join(' '));
      return { request: { kind: 'press', press: press ?? 'list' }, starts: true };
    }
    case MEETING:
      return { request: { kind: 'words', words: rest }, starts: false };
    default:
      return { request: { kind: 'words', words: [name, ...rest] }, starts: false };
  }
}

/** In a group the bot is asked by its command alone, whatever else it may read. */
function inGroup(message: Message, bot: Bot): Asked | null {
  const command = commandIn(message, bot);
  if (command?.name !== MEETING) return null;
  return { request: { kind: 'words', words: command.rest }, starts: false };
}

/** A command at the beginning, unless it is for another bot. */
function commandIn({ text, entities }: Message, bot: Bot) {
  const mark = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!mark) return null;
  const [name = '', addressee = bot.username] = text.slice(1, mark.length).toLowerCase().split('@');
  if (addressee !== bot.username.toLowerCase()) return null;
  const rest = readTokens(
    text.slice(mark.length),
    entities
      .filter(({ offset }) => offset >= mark.length)
      .map((entity) => ({ ...entity, offset: entity.offset - mark.length })),
  );
  return { name, rest };
}

function invocationOf(
  update: number,
  bot: Bot,
  chat: Chat,
  place: ChatPlace,
  from: TelegramUser,
  request: Ask,
): Invocation {
  const actor = toPerson(from);
  const direct = isPrivate(chat);
  return {
    event: asId<EventId>(`telegram:${bot.id}:${update}`),
    platform: TELEGRAM,
    workspace: { foreignId: chatId(chat.id), name: direct ? actor.name : chat.title },
    conversation: conversationOf(chat, place),
    actor,
    // An ephemeral command in a group is not: older apps show what is typed to everybody.
    confidential: direct,
    request,
  };
}

function conversationOf(chat: Chat, place: ChatPlace): Conversation {
  const foreignId = conversationId(place);
  if (isPrivate(chat)) return { foreignId, name: 'Latchkey', visibility: 'direct' };
  return { foreignId, name: chat.title, visibility: chat.username ? 'public' : 'private' };
}

const placeOf = ({ chat, message_thread_id: thread, is_topic_message: topic }: Message): ChatPlace => ({
  chat: chat.id,
  thread: topic && isGroup(chat) ? (thread ?? null) : null,
});

const isPrivate = ({ type }: Chat): boolean => type === 'private';
const isGroup = ({ type }: Chat): boolean => type === 'group' || type === 'supergroup';
