import type { Field, Spec } from './schema.ts';

const optional = (name: string, ...types: string[]): Field => ({
  name,
  types,
  required: false,
  description: '',
});
const needed = (name: string, ...types: string[]): Field => ({ ...optional(name, ...types), required: true });

const place = [needed('chat_id', 'Integer', 'String'), needed('receiver_user_id', 'Integer')];
const which = [...place, needed('ephemeral_message_id', 'Integer')];

/** Ephemeral messages, Bot API 10.2 and 10.3: https://core.telegram.org/bots/api-changelog */
export const NEWER_TYPES: Spec['types'] = {
  EphemeralMessageParameters: {
    subtypes: [],
    fields: [
      needed('receiver_user_id', 'Integer'),
      optional('callback_query_id', 'String'),
      optional('replace_callback_query_message', 'Boolean'),
    ],
  },
};

/** What methods and types have in addition, or have otherwise. */
export const NEWER_FIELDS: Readonly<Record<string, readonly Field[]>> = {
  sendMessage: [optional('ephemeral_message_parameters', 'EphemeralMessageParameters')],
  ReplyParameters: [optional('message_id', 'Integer'), optional('ephemeral_message_id', 'Integer')],
  Message: [optional('ephemeral_message_id', 'Integer'), optional('receiver_user', 'User')],
  BotCommand: [optional('is_ephemeral', 'Boolean')],
};

export const NEWER_METHODS: Spec['methods'] = {
  editEphemeralMessageText: {
    subtypes: [],
    returns: ['Boolean'],
    fields: [
      ...which,
      optional('text', 'String'),
      optional('parse_mode', 'String'),
      optional('entities', 'Array of MessageEntity'),
      optional('link_preview_options', 'LinkPreviewOptions'),
      optional('reply_markup', 'InlineKeyboardMarkup'),
    ],
  },
  editEphemeralMessageReplyMarkup: {
    subtypes: [],
    returns: ['Boolean'],
    fields: [...which, optional('reply_markup', 'InlineKeyboardMarkup')],
  },
  deleteEphemeralMessage: { subtypes: [], returns: ['Boolean'], fields: which },
};
