import { commands } from '../../../src/commands/registry.ts';
import { en } from '../../../src/messages/en.ts';
import { SCOPES } from './scopes.ts';
import { MEETING_WITH_THREAD, NEW_MEETING } from './shortcuts.ts';

type Value = string | boolean | readonly Value[] | { readonly [name: string]: Value };

const EVENTS_PATH = '/slack/events';
/** What the inbox listens for. */
const EVENTS = ['app_home_opened', 'user_change', 'app_uninstalled', 'tokens_revoked'];

/**
 * The app as Slack makes it from a manifest (https://docs.slack.dev/reference/app-manifest). Null: Slack is reached
 * by Socket Mode, so no address is needed; else Slack calls that address, and workspaces install there.
 */
export function slackManifest(publicUrl: string | null): string {
  const at = (name: string, path: string) => (publicUrl === null ? {} : { [name]: `${publicUrl}${path}` });
  const redirects = publicUrl === null ? {} : { redirect_urls: [`${publicUrl}/slack/oauth_redirect`] };
  const listed = commands.filter((command) => command.listed);
  return yaml({
    display_information: {
      name: 'Latchkey',
      description: 'Meetings whose code reaches the people who were invited, and nobody else.',
      background_color: '#1f3a5f',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false, // so that commands can be typed there
      },
      bot_user: { display_name: 'Latchkey', always_online: true },
      shortcuts: [
        {
          name: 'New meeting',
          type: 'global',
          callback_id: NEW_MEETING,
          description: en.commands.new,
        },
        {
          name: 'Meeting with this thread', // 24 characters are the most
          type: 'message',
          callback_id: MEETING_WITH_THREAD,
          description: 'Create a meeting with whoever wrote in it',
        },
      ],
      slash_commands: [
        {
          command: '/meeting',
          ...at('url', EVENTS_PATH),
          description: 'Create a meeting; each invitee gets the code privately',
          usage_hint: listed.map(({ name }) => name).join(' | '),
          should_escape: true, // people and channels arrive as ids, not as names that could be anybody's
        },
      ],
    },
    oauth_config: { ...redirects, scopes: { bot: SCOPES } },
    settings: {
      event_subscriptions: { ...at('request_url', EVENTS_PATH), bot_events: EVENTS },
      interactivity: { is_enabled: true, ...at('request_url', EVENTS_PATH) },
      org_deploy_enabled: false,
      socket_mode_enabled: publicUrl === null,
      token_rotation_enabled: false,
    },
  });
}

/** Block style, texts in JSON's quotes: as much of YAML as a manifest needs. */
function yaml(value: Value, indent = ''): string {
  const below = `${indent}  `;
  if (isList(value)) {
    // The first line of what is in a list stands behind its dash.
    return value.map((item) => `${indent}- ${yaml(item, below).slice(below.length)}`).join('');
  }
  if (typeof value !== 'object') return `${indent}${JSON.stringify(value)}\n`;
  return Object.entries(value)
    .map(([name, item]) =>
      typeof item === 'object'
        ? `${indent}${name}:\n${yaml(item, below)}`
        : `${indent}${name}: ${JSON.stringify(item)}\n`,
    )
    .join('');
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
