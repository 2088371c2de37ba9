import { type Call, done, type Method, number, type Outcome, refused, text } from './call.ts';
import { contentOf, isContent } from './content.ts';
import { isPlace, type Place, placeOf } from './place.ts';
import { isJson, type Stored } from './state.ts';
import type { Json } from './types.ts';

const WINDOW = 15_000; // milliseconds after a press or an ephemeral command (Bot API 10.2, ephemeral messages)

// Characters, against the documents: https://github.com/tdlib/telegram-bot-api/issues/881
const LONGEST_EDIT = 1024;

/**
 * Who alone sees what is sent; null: everybody. An administrator may send so any time, others answer a press or an
 * ephemeral command. The documents do not say in which words a refusal comes: these are made up.
 */
export function receiverOf({ state, args }: Call, place: Place): number | null | Outcome {
  const asked = args['ephemeral_message_parameters'];
  const reply: Json = isJson(args['reply_parameters']) ? args['reply_parameters'] : {};
  const answers = number(reply, 'ephemeral_message_id');
  if (!isJson(asked))
    return Number.isNaN(answers) ? null : refused(400, 'a reply to an ephemeral message must be ephemeral');
  if (!('group' in place)) return refused(400, 'ephemeral messages can be sent only to groups');
  const receiver = number(asked, 'receiver_user_id');
  if (!state.isIn(place.group, receiver) || state.users.get(receiver)?.bot)
    return refused(400, 'user not found');
  if (state.botIsAdminOf(place.group)) return receiver;
  const fresh = (at: number) => state.now() - at <= WINDOW;
  const query = state.queries.get(text(asked, 'callback_query_id'));
  if (query?.user === receiver && query.chat === place.group.id && fresh(query.at)) return receiver;
  const command = Number.isNaN(answers) ? null : state.find(place.group.id, answers, true);
  if (command?.from === receiver && command.ephemeralFor === state.botId && fresh(command.date * 1000 + 999))
    return receiver;
  return refused(400, 'not enough rights to send ephemeral messages to the chat');
}

/** The ephemeral message of the bot that a call names. */
function messageOf(call: Call, missing: string): Stored | Outcome {
  const { state, args } = call;
  const place = placeOf(call, 'edit');
  if (!isPlace(place)) return place;
  const message = 'group' in place && state.find(place.group.id, number(args, 'ephemeral_message_id'), true);
  const found = message && !message.deleted && message.ephemeralFor === number(args, 'receiver_user_id');
  return found ? message : refused(400, missing);
}

const editing =
  (argsOf: (call: Call, old: Stored) => Json): Method =>
  (call) => {
    const old = messageOf(call, 'message to edit not found');
    if ('ok' in old) return old;
    const content = contentOf({ ...call, args: argsOf(call, old) });
    if (!isContent(content)) return content;
    if (content.text.length > LONGEST_EDIT) return refused(400, 'MEDIA_CAPTION_TOO_LONG');
    call.state.put({ ...old, ...content, edited: call.state.seconds() });
    return done();
  };

export const ephemeralMethods: Readonly<Record<string, Method>> = {
  editEphemeralMessageText: editing(({ args }) => args),
  editEphemeralMessageReplyMarkup: editing(({ args }, { text: words, entities }) => ({
    ...args,
    text: words,
    entities,
  })),
  deleteEphemeralMessage: (call) => {
    const message = messageOf(call, 'message to delete not found');
    if ('ok' in message) return message;
    call.state.put({ ...message, deleted: true });
    return done();
  },
};
