/** What the app needs, and the older, wider scopes that hold it. */
const SCOPES: readonly (readonly [scope: string, ...classic: string[]])[] = [
  ['meeting:write:meeting:admin', 'meeting:write:admin'],
  ['meeting:read:meeting:admin', 'meeting:read:admin', 'meeting:write:admin'],
  ['meeting:read:list_meetings:admin', 'meeting:read:admin', 'meeting:write:admin'],
  ['meeting:update:meeting:admin', 'meeting:write:admin'],
  ['meeting:update:status:admin', 'meeting:write:admin'],
  ['meeting:delete:meeting:admin', 'meeting:write:admin'],
  ['meeting:write:invite_links:admin', 'meeting:write:admin'],
  ['user:read:user:admin', 'user:read:admin', 'user:write:admin'],
  ['user:read:settings:admin', 'user:read:admin', 'user:write:admin'],
];

/** By the newer names; empty: nothing is missing. */
export const missingScopes = (scopes: readonly string[]): readonly string[] =>
  SCOPES.filter((known) => !known.some((scope) => scopes.includes(scope))).map(([scope]) => scope);
