import { asId, type ForeignId, type Platform } from '../../../src/ids.ts';

export const TELEGRAM = asId<Platform>('telegram');

/** Where in Telegram: a private chat's id is its person's (positive), a group's is negative. */
export type ChatPlace = {
  readonly chat: number;
  /** The topic of a forum; null: none, or its general one. */
  readonly thread: number | null;
};

/** A person, or the workspace of a chat: the chat's id as text. */
export const chatId = (id: number): ForeignId => asId(String(id));

/** `<chat>` or `<chat>/<topic>`. */
export const conversationId = ({ chat, thread }: ChatPlace): ForeignId =>
  asId(thread === null ? String(chat) : `${chat}/${thread}`);

/** Null when it is not one of ours. */
export function readConversation(id: string): ChatPlace | null {
  const [, chat, thread] = /^(-?[1-9]\d{0,15})(?:\/([1-9]\d{0,15}))?$/.exec(id) ?? [];
  const place = { chat: Number(chat), thread: thread === undefined ? null : Number(thread) };
  return chat !== undefined && isExact(place.chat) && isExact(place.thread ?? 0) ? place : null;
}

/** Ids have "at most 52 significant bits": https://core.telegram.org/bots/api#chat */
const isExact = (id: number) => Number.isSafeInteger(id);

/** The chat of a workspace; null when it is not one of ours. */
export function readChat(id: string): number | null {
  const place = readConversation(id);
  return place !== null && place.thread === null ? place.chat : null;
}

/** Null when it is not one of ours, or a group's. */
export function readPerson(id: string): number | null {
  const chat = readChat(id);
  return chat !== null && chat > 0 ? chat : null;
}

/** Whether the workspace or conversation is a person's private chat with the bot: it has the person's own id. */
export const isPrivate = (id: string): boolean => readPerson(id) !== null;

/** A message that Telegram took. */
export type MessageId = { readonly chat: number; readonly message: number };

/** `<chat>:<message>`, as a delivery keeps it. */
export const messageRef = ({ chat, message }: MessageId): string => `${chat}:${message}`;

export function readMessageRef(ref: string): MessageId | null {
  const [, chat, message] = /^(-?[1-9]\d{0,15}):([1-9]\d{0,15})$/.exec(ref) ?? [];
  return chat && message ? { chat: Number(chat), message: Number(message) } : null;
}
