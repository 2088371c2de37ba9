import { asId, type ForeignId, type Platform } from '../../../src/ids.ts';

export const SLACK = asId<Platform>('slack');

/** Slack's user ids are unique within a team only: a person is both. */
export const personId = (team: string, user: string): ForeignId => asId(`${team}:${user}`);

/** Null when it is not one of ours. */
export function readPersonId(id: string): { readonly team: string; readonly user: string } | null {
  const [, team, user] = /^([A-Z0-9]{1,30}):([A-Z0-9]{1,30})$/.exec(id) ?? [];
  return team && user ? { team, user } : null;
}
