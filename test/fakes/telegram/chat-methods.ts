import { type Call, done, type Method, number, refused, wrong } from './call.ts';
import { isPlace, placeOf } from './place.ts';
import type { Group } from './state.ts';
import { wireChat, wireMember, wireUser } from './wire.ts';

/** What every ChatFullInfo has. */
const FULL = {
  accent_color_id: 1,
  max_reaction_count: 11,
  accepted_gift_types: {
    unlimited_gifts: true,
    limited_gifts: true,
    unique_gifts: true,
    premium_subscription: true,
    gifts_from_channels: true,
  },
};

const getChat: Method = (call) => {
  const place = placeOf(call, 'read');
  if (!isPlace(place)) return place;
  const id = 'user' in place ? place.user.id : place.group.id;
  const usernames = 'user' in place && place.user.username ? { active_usernames: [place.user.username] } : {};
  return done({ ...wireChat(call.state, id), ...usernames, ...FULL });
};

const inGroup =
  (answer: (group: Group, call: Call) => ReturnType<Method>): Method =>
  (call) => {
    const place = placeOf(call, 'read');
    if (!isPlace(place)) return place;
    return 'group' in place
      ? answer(place.group, call)
      : refused(400, 'there are no administrators in the private chat');
  };

const getChatMember: Method = (call) => {
  const place = placeOf(call, 'read');
  if (!isPlace(place)) return place;
  const user = call.state.users.get(number(call.args, 'user_id'));
  if (!user) return wrong(call, 'invalid user_id specified');
  if (!user.met) return refused(400, 'member not found');
  if ('user' in place) return done(wireMember(user, 'member'));
  return done(wireMember(user, place.group.members.get(user.id) ?? 'left'));
};

export const chatMethods: Readonly<Record<string, Method>> = {
  getMe: ({ state }) =>
    done({
      ...wireUser(state.user(state.botId)),
      can_join_groups: true,
      can_read_all_group_messages: state.readsAll,
      supports_guest_queries: false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
      has_topics_enabled: false,
      allows_users_to_create_topics: false,
      can_manage_bots: false,
    }),
  getChat,
  getChatMember,
  getChatAdministrators: inGroup((group, { state }) =>
    done(
      [...group.members]
        .filter(([, status]) => status === 'creator' || status === 'administrator')
        .map(([id, status]) => wireMember(state.user(id), status)),
    ),
  ),
  getChatMemberCount: inGroup((group, { state }) =>
    done([...group.members.keys()].filter((id) => state.isIn(group, id)).length),
  ),
  leaveChat: inGroup((group, { state }) => {
    group.members.set(state.botId, 'left');
    return done();
  }),
  sendChatAction: (call) => {
    const place = placeOf(call, 'write');
    return isPlace(place) ? done() : place;
  },
};
