import type { Call, Context } from './call.ts';
import {
  deleteMessage,
  editMessage,
  getChannel,
  getMessage,
  getThreadMember,
  listMessages,
  listThreadMembers,
  openDm,
  postMessage,
} from './channel-methods.ts';
import { getCommands, getGuildCommands, putCommands, putGuildCommands } from './command-methods.ts';
import { type Answer, invalid, NOT_FOUND, ok, refusal } from './errors.ts';
import {
  getApplication,
  getChannels,
  getGuild,
  getMe,
  getMember,
  getMyGuilds,
  getRoles,
  getUser,
  listMembers,
  searchMembers,
} from './guild-methods.ts';
import { deleteAnswer, editAnswer, followUp, getAnswer, respond } from './interaction-methods.ts';
import type { Request } from './loopback.ts';

type Handle = (context: Context, call: Call) => Answer;

const getGateway = ({ gatewayUrl }: Context): Answer =>
  ok({
    url: gatewayUrl(),
    shards: 1,
    session_start_limit: { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 },
  });

/** `*`: anything up to the next slash. A new request that the program makes is one more line. */
const ROUTES: readonly (readonly [method: string, path: string, handle: Handle])[] = [
  ['GET', '/gateway/bot', getGateway],
  ['GET', '/applications/@me', getApplication],
  ['GET', '/users/@me', getMe],
  ['GET', '/users/@me/guilds', getMyGuilds],
  ['POST', '/users/@me/channels', openDm],
  ['GET', '/users/*', getUser],
  ['GET', '/channels/*', getChannel],
  ['GET', '/channels/*/messages', listMessages],
  ['POST', '/channels/*/messages', postMessage],
  ['GET', '/channels/*/messages/*', getMessage],
  ['PATCH', '/channels/*/messages/*', editMessage],
  ['DELETE', '/channels/*/messages/*', deleteMessage],
  ['GET', '/channels/*/thread-members', listThreadMembers],
  ['GET', '/channels/*/thread-members/*', getThreadMember],
  ['GET', '/guilds/*', getGuild],
  ['GET', '/guilds/*/roles', getRoles],
  ['GET', '/guilds/*/channels', getChannels],
  ['GET', '/guilds/*/members', listMembers],
  ['GET', '/guilds/*/members/search', searchMembers],
  ['GET', '/guilds/*/members/*', getMember],
  ['GET', '/applications/*/commands', getCommands],
  ['PUT', '/applications/*/commands', putCommands],
  ['GET', '/applications/*/guilds/*/commands', getGuildCommands],
  ['PUT', '/applications/*/guilds/*/commands', putGuildCommands],
  ['POST', '/interactions/*/*/callback', respond],
  ['POST', '/webhooks/*/*', followUp],
  ['GET', '/webhooks/*/*/messages/*', getAnswer],
  ['PATCH', '/webhooks/*/*/messages/*', editAnswer],
  ['DELETE', '/webhooks/*/*/messages/*', deleteAnswer],
];

const TABLE = ROUTES.map(([method, path, handle]) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll('*', '([^/]+)')}$`),
  handle,
}));

/** What answers an interaction: needs no token of the bot and counts in no global limit. */
const isInteraction = (path: string): boolean => /^\/(interactions|webhooks)\//.test(path);

/** The bucket of its own that a request counts in. */
function bucketOf({ method, path }: Pick<Request, 'method' | 'path'>): string | null {
  const [, channel, message] = /^\/channels\/(\d+)\/messages(\/\d+)?$/.exec(path) ?? [];
  if (channel === undefined || method === 'GET') return null;
  return `${method} ${channel}${message === undefined ? '' : ' edit'}`;
}

/** Answers a request as Discord does. */
export function answer(context: Context, token: string | null, request: Request): Answer {
  const { method, path, query, body, authorization, version } = request;
  if (version !== '10') context.violate(`version ${version} of the API`);
  if (!isInteraction(path) && (token === null || authorization !== `Bot ${token}`)) return refusal(0);
  const route = TABLE.find((one) => one.method === method && one.pattern.test(path));
  if (!route) {
    context.violate(`the local Discord knows no ${method} ${path}`);
    return NOT_FOUND;
  }
  const parts = route.pattern.exec(path)?.slice(1) ?? [];
  const strange = isInteraction(path) ? undefined : parts.find((part) => !/^\d{1,20}$/.test(part));
  if (strange !== undefined) return invalid(`Value "${strange}" is not snowflake.`);
  const call: Call = { at: (index) => parts[index] ?? '', query: new URLSearchParams(query), body };
  const bucket = bucketOf(request);
  const limited = context.limiter.refusal(bucket, isInteraction(path));
  if (limited) return limited;
  const { headers, ...rest } = route.handle(context, call);
  return { ...rest, headers: { ...context.limiter.headers(bucket), ...headers } };
}
