import { z } from 'zod';
import { readUser, type TelegramUser } from './user.ts';

const user = z
  .unknown()
  .optional()
  .transform((given): TelegramUser | null => readUser(given));

/** https://core.telegram.org/bots/api#chat */
const Chat = z.object({
  id: z.int(),
  type: z.string(),
  title: z.string().default(''),
  username: z.string().nullish(),
});

const Entity = z.object({
  type: z.string(),
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
  user,
});

/** https://core.telegram.org/bots/api#message. An ephemeral one has an id of its own, and 0 as the other. */
const Message = z.object({
  message_id: z.int(),
  ephemeral_message_id: z.int().optional(),
  message_thread_id: z.int().optional(),
  /** Replies in a group have a thread too, which is no topic. */
  is_topic_message: z.boolean().default(false),
  from: user,
  /** Somebody writes as the group, or as a channel. */
  sender_chat: Chat.optional(),
  chat: Chat,
  text: z.string().default(''),
  entities: z.array(Entity).default([]),
  users_shared: z
    .object({
      users: z.array(
        z.object({
          user_id: z.int(),
          first_name: z.string().optional(),
          last_name: z.string().optional(),
          username: z.string().optional(),
        }),
      ),
    })
    .optional(),
  left_chat_member: user,
  migrate_to_chat_id: z.int().optional(),
});

/** https://core.telegram.org/bots/api#callbackquery. A message that is too old comes without its text. */
const Query = z.object({
  id: z.string(),
  from: user,
  message: Message.optional(),
  data: z.string().default(''),
});

/** https://core.telegram.org/bots/api#chatmemberupdated */
const Membership = z.object({
  chat: Chat,
  from: user,
  old_chat_member: z.object({ status: z.string() }),
  new_chat_member: z.object({ status: z.string(), is_member: z.boolean().default(true), user }),
});

/** https://core.telegram.org/bots/api#update, as far as it is read. */
export const Update = z.object({
  update_id: z.int(),
  message: Message.optional(),
  callback_query: Query.optional(),
  my_chat_member: Membership.optional(),
  chat_member: Membership.optional(),
});

/** What is asked for: Telegram leaves out what is not named. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member', 'chat_member'] as const;

export type Update = z.output<typeof Update>;
export type Chat = z.output<typeof Chat>;
export type Message = z.output<typeof Message>;
export type Query = z.output<typeof Query>;
export type Membership = z.output<typeof Membership>;
