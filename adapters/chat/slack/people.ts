import { type Clock, MINUTE, type Time } from '../../../src/clock.ts';
import type { SlackApi } from './api.ts';
import { deliveryError, refusalOf } from './errors.ts';
import { readUser, type SlackUser } from './user.ts';

/** Rights are read again when they count; a minute is what SPEC.md §2 allows them to be old. */
const FRESH = MINUTE;
/** Users remembered at most, in all workspaces. */
const MOST = 5000;
const PAGE = 1000;
/** Pages of users.list at most (20 and more calls a minute). */
const PAGES = 20;

/** Whom Slack knows, asked at most once a minute about each. */
export type People = {
  byId(team: string, user: string): Promise<SlackUser | null>;
  /** By user name, else by the display name that only one of them has. */
  byHandle(team: string, handle: string): Promise<SlackUser | null>;
};

export function createPeople(api: SlackApi, clock: Clock): People {
  const users = createMemory(clock, (key) => {
    const [team = '', user = ''] = key.split(':');
    return info(api, team, user);
  });
  const lists = createMemory(clock, (team) => list(api, team));
  return {
    byId: (team, user) => users(`${team}:${user}`),
    async byHandle(team, handle) {
      const wanted = handle.replace(/^@/, '').trim().toLowerCase();
      if (wanted === '') return null;
      const all = await lists(team);
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

/** Everybody who is still there. */
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
  return found.filter(({ deleted }) => !deleted);
}

/** Remembers an answer for a while; asked twice at once, it asks once. A failure is not remembered. */
function createMemory<Value>(
  clock: Clock,
  ask: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const known = new Map<string, { readonly until: Time; readonly value: Promise<Value> }>();
  return (key) => {
    const before = known.get(key);
    if (before && clock.now() < before.until) return before.value;
    known.delete(key);
    const value = ask(key);
    const entry = { until: clock.now() + FRESH, value };
    known.set(key, entry);
    value.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    for (const oldest of known.keys()) {
      if (known.size <= MOST) break;
      known.delete(oldest);
    }
    return value;
  };
}
