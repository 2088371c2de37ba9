import { type Call, done, flag, type Method, number, type Outcome, refused, tooMany, wrong } from './call.ts';
import { contentOf, isContent } from './content.ts';
import { receiverOf } from './ephemeral.ts';
import { isPlace, type Place, placeOf } from './place.ts';
import { isJson, type Stored } from './state.ts';
import type { Json } from './types.ts';
import { wireMessage } from './wire.ts';

const OLDEST = 48 * 60 * 60; // seconds in which a message can be deleted (Bot API, deleteMessage)

const chatOf = (place: Place): number => ('user' in place ? place.user.id : place.group.id);

/** The topic of a forum that the call names; null: none, or the general one. */
function topicOf({ args }: Call, place: Place): number | null | Outcome {
  const topic = number(args, 'message_thread_id');
  if (Number.isNaN(topic)) return null;
  const known = 'group' in place && place.group.topics.has(topic);
  return known ? topic : refused(400, 'message thread not found');
}

const sendMessage: Method = (call) => {
  const { state, args, limiter } = call;
  const place = placeOf(call, 'write');
  if (!isPlace(place)) return place;
  const topic = topicOf(call, place);
  if (typeof topic === 'object' && topic !== null) return topic;
  const receiver = receiverOf(call, place);
  if (typeof receiver === 'object' && receiver !== null) return receiver;
  const content = contentOf(call);
  if (!isContent(content)) return content;
  const chat = chatOf(place);
  const wait = limiter.take(chat);
  if (wait !== null) return tooMany(wait);
  const reply: Json = isJson(args['reply_parameters']) ? args['reply_parameters'] : {};
  const replyTo = number(reply, 'message_id') || number(args, 'reply_to_message_id') || null;
  const answered = replyTo === null ? null : state.find(chat, replyTo);
  if (replyTo !== null && (!answered || answered.deleted) && !flag(reply, 'allow_sending_without_reply'))
    return refused(400, 'message to be replied not found');
  const message = state.write({
    ...content,
    chat,
    from: state.botId,
    topic,
    replyTo: answered?.id ?? null,
    ephemeralFor: receiver,
    protected: flag(args, 'protect_content'),
  });
  return done(wireMessage(state, message));
};

/** https://core.telegram.org/bots/api#senddocument */
const sendDocument: Method = (call) => {
  const { state, args, limiter } = call;
  const place = placeOf(call, 'write');
  if (!isPlace(place)) return place;
  const { name, content } = isJson(args['document']) ? args['document'] : {};
  if (typeof name !== 'string' || typeof content !== 'string' || content === '')
    return wrong(call, 'there is no document in the request');
  const chat = chatOf(place);
  const wait = limiter.take(chat);
  if (wait !== null) return tooMany(wait);
  const size = Buffer.byteLength(content);
  const document = { file_id: `file-${name}`, file_unique_id: name, file_name: name, file_size: size };
  const message = state.write({
    ...{ text: '', entities: [], markup: null, preview: true, topic: null, replyTo: null },
    ...{ chat, from: state.botId, ephemeralFor: null, protected: flag(args, 'protect_content') },
    rest: { document },
  });
  return done(wireMessage(state, message));
};

/** The bot's own message that the call names, or what it is told. */
function editable(call: Call): Stored | Outcome {
  const place = placeOf(call, 'edit');
  if (!isPlace(place)) return place;
  const message = call.state.find(chatOf(place), number(call.args, 'message_id'));
  if (!message || message.deleted) return refused(400, 'message to edit not found');
  return message.from === call.state.botId ? message : refused(400, "message can't be edited");
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function changed({ state, limiter }: Call, message: Stored): Outcome {
  const wait = limiter.take(message.chat);
  if (wait !== null) return tooMany(wait);
  return done(wireMessage(state, state.put({ ...message, edited: state.seconds() })));
}

const editMessageText: Method = (call) => {
  const old = editable(call);
  if ('ok' in old) return old;
  const content = contentOf(call);
  if (!isContent(content)) return content;
  const { text, entities, markup } = content;
  if (isSame([text, entities, markup], [old.text, old.entities, old.markup]))
    return refused(400, NOT_MODIFIED);
  return changed(call, { ...old, ...content });
};

const editMessageReplyMarkup: Method = (call) => {
  const old = editable(call);
  if ('ok' in old) return old;
  const content = contentOf({ ...call, args: { ...call.args, text: old.text } });
  if (!isContent(content)) return content;
  if (isSame(content.markup, old.markup)) return refused(400, NOT_MODIFIED);
  return changed(call, { ...old, markup: content.markup });
};

const deleteMessage: Method = (call) => {
  const { state, args } = call;
  const place = placeOf(call, 'write');
  if (!isPlace(place)) return place;
  const message = state.find(chatOf(place), number(args, 'message_id'));
  if (!message || message.deleted) return refused(400, 'message to delete not found');
  const may = message.from === state.botId || 'user' in place || state.botIsAdminOf(place.group);
  if (!may || state.seconds() - message.date > OLDEST) return refused(400, "message can't be deleted");
  state.put({ ...message, deleted: true });
  return done();
};

const answerCallbackQuery: Method = (call) => {
  const { state, args } = call;
  const query = state.queries.get(String(args['callback_query_id']));
  const late = 'query is too old and response timeout expired or query ID is invalid';
  if (!query) return wrong(call, late);
  const text = typeof args['text'] === 'string' ? args['text'] : '';
  if (text.length > 200) return wrong(call, 'MESSAGE_TOO_LONG'); // 0-200 characters (Bot API, answerCallbackQuery)
  const url = typeof args['url'] === 'string' && args['url'] !== '' ? args['url'] : null;
  if (url !== null && !isOwnLink(url, state.botUsername)) return wrong(call, 'URL_INVALID');
  query.answer ??= { text, modal: flag(args, 'show_alert'), url };
  return done();
};

/** All that a button's answer may open, but for games: `t.me/<bot>?start=<payload>`. */
const isOwnLink = (url: string, bot: string): boolean =>
  new RegExp(`^(?:https?://)?(?:t|telegram)\\.me/${bot}\\?start=[A-Za-z0-9_-]{1,64}$`, 'i').test(url);

export const messageMethods: Readonly<Record<string, Method>> = {
  sendMessage,
  sendDocument,
  editMessageText,
  editMessageReplyMarkup,
  deleteMessage,
  answerCallbackQuery,
};
