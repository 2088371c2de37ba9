import type { Directory } from '../../../src/ports/directory.ts';
import type { State } from './state.ts';
import {
  BOT,
  channelOf,
  conversationFor,
  GROUPS,
  personOf,
  RESIDENTS,
  residentOf,
  WORKSPACE,
} from './workspace.ts';

/** Who is who in the playground. Somebody who left the workspace is in nothing and in no group. */
export function createDirectory(state: State): Directory {
  const isMember = (id: string) => state.switches(id).member;
  const memberOf = (workspace: string, id: string) => {
    const resident = workspace === WORKSPACE.foreignId ? residentOf(id) : null;
    return resident && isMember(id) ? resident : null;
  };
  const present = (handles: readonly string[]) =>
    RESIDENTS.filter(({ handle, foreignId }) => handles.includes(handle) && isMember(foreignId));

  return {
    async roleOf(workspace, person) {
      return memberOf(workspace, person)?.role ?? 'none';
    },
    async isIn(conversation, person) {
      const resident = memberOf(WORKSPACE.foreignId, person);
      return resident !== null && conversationFor(resident, conversation) !== null;
    },
    async expand(workspace, asker, group) {
      const resident = memberOf(workspace, asker);
      if (!resident) return { kind: 'unknown' };
      const channel = channelOf(group.foreignId);
      const found = channel
        ? conversationFor(resident, channel.foreignId) && channel
        : GROUPS.find(({ foreignId }) => foreignId === group.foreignId);
      if (!found) return { kind: 'unknown' };
      if (resident.role === 'guest') return { kind: 'refused' };
      return { kind: 'people', people: present(found.members).map(personOf) };
    },
    async find(workspace, handle) {
      const wanted = handle.replace(/^@/, '').toLowerCase();
      if (workspace === WORKSPACE.foreignId && wanted === BOT.handle) return BOT;
      const resident = RESIDENTS.find((each) => each.handle === wanted);
      return resident && memberOf(workspace, resident.foreignId) ? personOf(resident) : null;
    },
    async profile(workspace, person) {
      if (workspace !== WORKSPACE.foreignId) return null;
      const found = person === BOT.foreignId ? BOT : residentOf(person);
      return found && personOf(found);
    },
    async emailOf(workspace, person) {
      const resident = memberOf(workspace, person);
      return resident && `${resident.handle}@example.org`;
    },
  };
}
