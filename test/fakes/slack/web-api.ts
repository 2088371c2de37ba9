import type { IncomingMessage } from 'node:http';
import { type Arguments, type Method, type Result, refused, text } from './call.ts';
import { chatMethods } from './chat-methods.ts';
import { fileMethods } from './file-methods.ts';
import { peopleMethods } from './people-methods.ts';
import type { SlackState, Team } from './state.ts';
import { viewMethods } from './view-methods.ts';

const methods: Readonly<Record<string, Method>> = {
  ...chatMethods,
  ...fileMethods,
  ...peopleMethods,
  ...viewMethods,
};

/** What the team's admin agreed to: all that the app asks for. */
const SCOPES = [
  ...['commands', 'chat:write', 'chat:write.public', 'users:read', 'usergroups:read', 'im:write'],
  ...['channels:read', 'groups:read', 'im:read', 'mpim:read', 'files:write', 'users:read.email'],
  ...['channels:history', 'groups:history', 'im:history', 'mpim:history'],
].join();

export type Credentials = {
  /** Of every app, with the command that it answers to. */
  readonly apps: ReadonlyMap<string, string>;
  readonly clientId: string;
  readonly clientSecret: string;
};

export type Answered = { readonly result: Result; readonly headers: Readonly<Record<string, string>> };

/** Answers a call of the Web API, as the bot whose token it shows. */
export function answer(
  name: string,
  args: Arguments,
  authorization: string,
  {
    state,
    credentials,
    base,
    link,
  }: {
    readonly state: SlackState;
    readonly credentials: Credentials;
    readonly base: string;
    /** An address for one socket of the app. */
    link(app: string): string;
  },
): Answered {
  const token = authorization.replace(/^Bearer /, '') || text(args, 'token');
  const plain = (result: Result) => ({ result, headers: {} });
  if (name === 'oauth.v2.access') return plain(redeem(args, authorization, state, credentials));
  if (!token) return plain(refused('not_authed'));
  if (name === 'apps.connections.open') {
    const known = credentials.apps.has(token);
    return plain(known ? { ok: true, url: link(token) } : refused('invalid_auth'));
  }
  const team = [...state.teams.values()].find(({ botToken }) => botToken === token);
  if (!team) return plain(refused('invalid_auth'));
  if (team.revoked) return plain(refused(team.revoked));
  const method = methods[name];
  if (!method) return plain(refused('unknown_method'));
  return { result: method({ state, args, team, base }), headers: { 'x-oauth-scopes': SCOPES } };
}

function redeem(args: Arguments, authorization: string, state: SlackState, credentials: Credentials): Result {
  const [id, secret] = authorization.startsWith('Basic ')
    ? Buffer.from(authorization.slice(6), 'base64').toString().split(':')
    : [text(args, 'client_id'), text(args, 'client_secret')];
  if (id !== credentials.clientId) return refused('invalid_client_id');
  if (secret !== credentials.clientSecret) return refused('bad_client_secret');
  const team: Team | undefined = state.teams.get(state.codes.get(text(args, 'code')) ?? '');
  if (!team) return refused('invalid_code');
  state.codes.delete(text(args, 'code'));
  team.revoked = null;
  return {
    ok: true,
    access_token: team.botToken,
    token_type: 'bot',
    scope: SCOPES,
    bot_user_id: team.botUser,
    app_id: 'A00000001',
    team: { id: team.id, name: team.name },
    enterprise: null,
    authed_user: { id: 'U00000000' },
    is_enterprise_install: false,
  };
}

/** The arguments of a call: a form, or JSON. What Slack takes as JSON inside a form is opened. */
export function readArguments(request: IncomingMessage, body: string): Arguments {
  if (request.headers['content-type']?.includes('octet-stream')) return { content: body };
  if (request.headers['content-type']?.includes('json')) return object(parse(body));
  const form = [...new URLSearchParams(body || (request.url ?? '').split('?')[1])];
  return Object.fromEntries(
    form.map(([key, value]) => [
      key,
      ['attachments', 'blocks', 'view', 'metadata'].includes(key) ? parse(value) : value,
    ]),
  );
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

const object = (value: unknown): Arguments =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
