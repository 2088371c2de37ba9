import type { Clock } from '../../../src/clock.ts';
import { createMemory } from '../../../src/memory.ts';
import type { Directory, Expansion, Person, Role } from '../../../src/ports/directory.ts';
import type { SlackApi } from './api.ts';
import { deliveryError, refusalOf } from './errors.ts';
import { readPersonId } from './ids.ts';
import { createPeople } from './people.ts';
import { roleOf, type SlackUser, toPerson } from './user.ts';

/** Names of other things than what was asked for, as Slack says it. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'channel_not_found',
  'missing_scope',
  'no_such_subteam',
  'not_in_channel',
  'subteam_not_found',
]);

/** What Slack takes at once, in people: https://docs.slack.dev/reference/methods/conversations.members */
const PAGE = 1000;
/** Pages read at most: more people than a meeting may have. */
const PAGES = 10;

/** Who is who in the workspaces that the app is installed in. */
export function createDirectory(api: SlackApi, clock: Clock): Directory {
  const people = createPeople(api, clock);
  /** Asked once a minute for all who press a button in a channel. */
  const members = createMemory(clock, (key) => {
    const [team = '', channel = ''] = key.split(':');
    return membersOf(team, channel);
  });

  async function userIn(workspace: string, person: string): Promise<SlackUser | null> {
    const read = readPersonId(person);
    return read?.team === workspace ? people.byId(workspace, read.user) : null;
  }

  async function membersOf(team: string, channel: string): Promise<readonly string[] | null> {
    const members: string[] = [];
    let cursor = '';
    try {
      const client = await api.clientOf(team);
      for (let page = 0; page < PAGES; page += 1) {
        const answer = await client.conversations.members({
          channel,
          limit: PAGE,
          ...(cursor ? { cursor } : {}),
        });
        members.push(...(answer.members ?? []));
        cursor = answer.response_metadata?.next_cursor ?? '';
        if (cursor === '') break;
      }
      return members;
    } catch (error) {
      return unknownOr(error);
    }
  }

  async function groupOf(team: string, usergroup: string): Promise<readonly string[] | null> {
    try {
      const client = await api.clientOf(team);
      return (await client.usergroups.users.list({ usergroup })).users ?? [];
    } catch (error) {
      return unknownOr(error);
    }
  }

  async function described(team: string, ids: readonly string[]): Promise<readonly Person[]> {
    const users = await people.byIds(team, ids);
    return users
      .filter((user) => !user.bot && roleOf(user, team) !== 'none')
      .map((user) => toPerson(user, team));
  }

  return {
    async roleOf(workspace, person): Promise<Role> {
      const user = await userIn(workspace, person);
      return user ? roleOf(user, workspace) : 'none';
    },
    async isIn(conversation, person) {
      const read = readPersonId(person);
      if (!read || !isConversation(conversation)) return false;
      const user = await people.byId(read.team, read.user);
      if (!user || roleOf(user, read.team) === 'none') return false;
      const remembered = await members(`${read.team}:${conversation}`);
      if (remembered?.includes(read.user)) return true;
      // May have come into it since.
      return (await membersOf(read.team, conversation))?.includes(read.user) ?? false;
    },
    async expand(workspace, asker, { foreignId }): Promise<Expansion> {
      const user = await userIn(workspace, asker);
      const role = user ? roleOf(user, workspace) : 'none';
      if (!user || role === 'none') return { kind: 'refused' };
      const channel = isConversation(foreignId);
      if (!channel && !isGroup(foreignId)) return { kind: 'unknown' };
      // Slack lets guests mention neither user groups nor everyone in a channel, unless an admin widens it.
      if (role === 'guest') return { kind: 'refused' };
      const ids = channel ? await membersOf(workspace, foreignId) : await groupOf(workspace, foreignId);
      // Whoever is not in a channel learns nothing of it.
      if (ids === null || (channel && !ids.includes(user.id))) return { kind: 'unknown' };
      return { kind: 'people', people: await described(workspace, ids) };
    },
    async find(workspace, handle) {
      const user = await people.byHandle(workspace, handle);
      return user && toPerson(user, workspace);
    },
    async profile(workspace, person) {
      const user = await userIn(workspace, person);
      return user && toPerson(user, workspace);
    },
    /** Slack has it confirmed. Without the scope users:read.email it is left out. */
    async emailOf(workspace, person) {
      const user = await userIn(workspace, person);
      return user?.profile.email ?? null;
    },
  };
}

const isConversation = (id: string) => /^[CDG][A-Z0-9]{1,30}$/.test(id);
const isGroup = (id: string) => /^S[A-Z0-9]{1,30}$/.test(id);

function unknownOr(error: unknown): null {
  if (UNKNOWN.has(refusalOf(error) ?? '')) return null;
  throw deliveryError(error);
}
