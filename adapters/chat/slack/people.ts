import type { Clock } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { createMemory } from '../../../src/memory.ts';
import type { SlackApi } from './api.ts';
import { deliveryError, refusalOf } from './errors.ts';
import { readUser, type SlackUser } from './user.ts';

const PAGE = 1000;
/** Pages of users.list at most (20 and more calls a minute). */
const PAGES = 20;

/** Whom Slack knows, asked at most once a minute about each. */
export type People = {
  byId(team: string, user: string): Promise<SlackUser | null>;
  /** In their order, without those whom Slack does not know. */
  byIds(team: string, users: readonly string[]): Promise<readonly SlackUser[]>;
  /** By user name, else by the display name that only one of them has. */
  byHandle(team: string, handle: string): Promise<SlackUser | null>;
};

/** Asked about one by one up to so many: users.info takes 100 and more a minute, the whole list comes by the 1,000. */
const FEW = 30;

export function createPeople(api: SlackApi, clock: Clock): People {
  const lists = createMemory(clock, (team) => list(api, team));
  const users = createMemory(clock, async (key) => {
    const [team = '', user = ''] = key.split(':');
    try {
      return await info(api, team, user);
    } catch (error) {
      // A whole company comes to a meeting within a minute: the list has everybody in a call or two.
      const all = error instanceof DeliveryError && error.failure === 'later' ? await lists(team) : [];
      const listed = all.find(({ id }) => id === user);
      if (listed) return listed;
      throw error;
    }
  });
  const byId = (team: string, user: string) => users(`${team}:${user}`);
  return {
    byId,
    async byIds(team, ids) {
      const listed = new Map((ids.length > FEW ? await lists(team) : []).map((user) => [user.id, user]));
      const found = await Promise.all(ids.map(async (id) => listed.get(id) ?? (await byId(team, id))));
      return found.filter((user) => user !== null);
    },
    async byHandle(team, handle) {
      const wanted = handle.replace(/^@/, '').trim().toLowerCase();
      if (wanted === '') return null;
      const all = (await lists(team)).filter(({ deleted }) => !deleted);
      const named = all.find(({ name }) => name.toLowerCase() === wanted);
      if (named) return named;
      const shown = all.filter(({ profile }) => profile.display_name.toLowerCase() === wanted);
      return shown.length === 1 ? (shown[0] ?? null) : null;
    },
  };
}

async function info(api: SlackApi, team: string, user: string): Promise<SlackUser | null> {
  try {
    const client = await api.clientOf(team);
    return readUser((await client.users.info({ user, include_locale: true })).user);
  } catch (error) {
    if (['user_not_found', 'user_not_visible', 'users_not_found'].includes(refusalOf(error) ?? ''))
      return null;
    throw deliveryError(error);
  }
}

/** Everybody who is or was there. */
async function list(api: SlackApi, team: string): Promise<readonly SlackUser[]> {
  const found: SlackUser[] = [];
  let cursor = '';
  try {
    const client = await api.clientOf(team);
    for (let page = 0; page < PAGES; page += 1) {
      const answer = await client.users.list({
        limit: PAGE,
        include_locale: true,
        ...(cursor ? { cursor } : {}),
      });
      found.push(...(answer.members ?? []).flatMap((member) => readUser(member) ?? []));
      cursor = answer.response_metadata?.next_cursor ?? '';
      if (cursor === '') break;
    }
  } catch (error) {
    throw deliveryError(error);
  }
  return found;
}
