/** What the bot may do in a workspace, each with what it is for. https://docs.slack.dev/reference/scopes */
export const SCOPES: readonly string[] = [
  'commands', // /meeting and the shortcuts
  'chat:write', // cards, slips, reports
  'chat:write.public', // cards in public channels that the bot was not invited to
  'files:write', // calendar files
  'im:write', // opens the direct message for a slip
  'im:history', // finds a slip whose sending was interrupted, so that it is not sent twice
  'users:read', // names, time zones, who is an admin or a guest
  'users:read.email', // whose account at Zoom runs the call
  'usergroups:read', // invites a user group's people
  'channels:read', // who is in a channel that is invited, or where a card stands
  'groups:read',
  'mpim:read',
  'im:read',
  'channels:history', // the same for cards; and "Meeting with this thread": who wrote in it
  'groups:history',
  'mpim:history',
];
