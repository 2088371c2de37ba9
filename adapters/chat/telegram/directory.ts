import type { Directory } from '../../../src/ports/directory.ts';
import { readChat, readConversation, readPerson } from './ids.ts';
import type { People, Standing } from './people.ts';
import { toPerson } from './user.ts';

/** 4 to 32 letters, digits and underscores: https://telegram.org/faq#usernames-and-t-me */
const USERNAME = /^[a-z]\w{3,31}$/i;

/** Who is who in the groups that the bot is in, and in private chats with it. */
export function createDirectory(people: People): Directory {
  async function standingIn(chat: number, user: number): Promise<Standing> {
    // A private chat is its person's own; whoever is invited to a meeting there is let in.
    if (chat > 0) return chat === user ? 'admin' : 'member';
    return people.standingOf(chat, user);
  }

  return {
    async roleOf(workspace, person) {
      const chat = readChat(workspace);
      const user = readPerson(person);
      if (chat === null || user === null) return 'none';
      const standing = await standingIn(chat, user);
      // A meeting must not fail with the bot's place in the group; who is invited to it is known without Telegram.
      return standing === 'unknown' ? 'member' : standing;
    },
    async isIn(conversation, person) {
      const place = readConversation(conversation);
      const user = readPerson(person);
      if (place === null || user === null) return false;
      // Everybody in a group sees all its topics.
      if (place.chat > 0) return place.chat === user;
      const standing = await people.standingOf(place.chat, user);
      return standing === 'admin' || standing === 'member';
    },
    /** Telegram shows no bot who is in a group, but for its administrators. */
    async expand() {
      return { kind: 'unknown' };
    },
    /** Telegram looks up no usernames of people for bots (https://core.telegram.org/bots/api#getchat). */
    async find(_workspace, handle) {
      const username = handle.replace(/^@/, '').trim();
      if (!USERNAME.test(username)) return null;
      const me = await people.me();
      return me.username?.toLowerCase() === username.toLowerCase() ? toPerson(me) : 'unmet';
    },
    async profile(workspace, person) {
      const chat = readChat(workspace);
      const user = readPerson(person);
      if (chat === null || user === null) return null;
      const known = await people.describe(user, chat < 0 ? chat : null);
      return known && toPerson(known);
    },
    /** Telegram knows no addresses. */
    emailOf: async () => null,
  };
}
