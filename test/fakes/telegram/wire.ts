import type { Group, Status, Stored, TelegramState, User } from './state.ts';
import type { Json } from './types.ts';

/** How objects stand on the wire: https://core.telegram.org/bots/api#available-types */
export const wireUser = (user: User): Json => ({
  id: user.id,
  is_bot: user.bot,
  first_name: user.deleted ? '' : user.name,
  ...(user.lastName ? { last_name: user.lastName } : {}),
  ...(user.username ? { username: user.username } : {}),
  ...(user.language ? { language_code: user.language } : {}),
});

export const wireGroup = (group: Group): Json => ({
  id: group.id,
  type: group.kind,
  title: group.title,
  ...(group.username ? { username: group.username } : {}),
  ...(group.forum ? { is_forum: true } : {}),
});

export function wireChat(state: TelegramState, id: number): Json {
  if (id < 0) return wireGroup(state.group(id));
  const { name, lastName, username } = state.user(id);
  return {
    id,
    type: 'private',
    first_name: name,
    ...(lastName ? { last_name: lastName } : {}),
    ...(username ? { username } : {}),
  };
}

export function wireMessage(state: TelegramState, message: Stored, nested = false): Json {
  const { id, ephemeralFor, markup, replyTo, topic } = message;
  const root = replyTo ?? topic;
  const answered = root === null || nested ? null : state.find(message.chat, root);
  return {
    message_id: ephemeralFor === null ? id : 0,
    ...(ephemeralFor === null
      ? {}
      : { ephemeral_message_id: id, receiver_user: wireUser(state.user(ephemeralFor)) }),
    from: wireUser(state.user(message.from)),
    chat: wireChat(state, message.chat),
    date: message.date,
    ...(message.edited === null ? {} : { edit_date: message.edited }),
    ...threadOf(state, message),
    ...(answered ? { reply_to_message: wireMessage(state, answered, true) } : {}),
    ...(message.text === '' ? {} : { text: message.text }),
    ...(message.entities.length > 0 ? { entities: message.entities } : {}),
    ...(message.protected ? { has_protected_content: true } : {}),
    ...(message.preview ? {} : { link_preview_options: { is_disabled: true } }),
    ...(markup?.['inline_keyboard'] ? { reply_markup: markup } : {}),
    ...message.rest,
  };
}

/**
 * In a topic everything that answers nothing answers the topic's first message. In a supergroup without topics answers
 * have a thread as well, which nothing can be sent to: only `is_topic_message` tells.
 */
function threadOf(state: TelegramState, { chat, topic, replyTo }: Stored): Json {
  if (topic !== null) return { message_thread_id: topic, is_topic_message: true };
  const group = chat < 0 ? state.group(chat) : null;
  return group?.kind === 'supergroup' && !group.forum && replyTo !== null
    ? { message_thread_id: replyTo }
    : {};
}

const RIGHTS = [
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
];

/** A ChatMember. */
export function wireMember(user: User, status: Status): Json {
  const about = { user: wireUser(user), status };
  switch (status) {
    case 'creator':
      return { ...about, is_anonymous: false };
    case 'administrator':
      return {
        ...about,
        can_be_edited: false,
        is_anonymous: false,
        ...Object.fromEntries(RIGHTS.map((right) => [right, true])),
      };
    case 'kicked':
      return { ...about, until_date: 0 };
    case 'member':
    case 'left':
      return about;
    default:
      return status satisfies never;
  }
}
