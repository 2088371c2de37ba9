import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { Interaction } from '../fakes/discord/state.ts';
import type { Recorded as DiscordRequest } from '../fakes/discord/types.ts';
import type { FakeSlack } from '../fakes/slack/slack-server.ts';
import type { FakeTelegram } from '../fakes/telegram/telegram-server.ts';
import type { Watch } from './watch.ts';

/** A request of the program with the one who alone reads what is in it; null: others do, too. */
type Heard = { readonly where: string; readonly reader: string | null; readonly body: unknown };

/** Whoever runs the program, and the platform that it is told to by. */
export const OPERATOR = 'operator';

/** Everything that the program has sent to a platform, by addressee. */
export function hear(watch: Watch, heard: readonly Heard[]): void {
  for (const { where, reader, body } of heard) watch.hear(where, reader, JSON.stringify(body));
}

const EPHEMERAL = 1 << 6;

const readerIn = (platform: string, user: string | number | null | undefined): string | null =>
  user === null || user === undefined || user === '' ? null : `${platform}:${user}`;

export function heardBySlack({ requests, state }: FakeSlack): readonly Heard[] {
  const ownerOf = (view: unknown): string | undefined =>
    [...state.views].find(([, open]) => open.some(({ id }) => id === view))?.[0] ??
    [...state.homes].find(([, { id }]) => id === view)?.[0];
  const inChannel = (channel: unknown): string | null => {
    // A message to a user goes to their private chat.
    if (state.users.has(String(channel))) return String(channel);
    const { kind, members } = state.channels.get(String(channel)) ?? {};
    if (kind !== 'dm') return null;
    return [...(members ?? [])].find((member) => state.users.get(member)?.bot === false) ?? null;
  };
  return requests.flatMap(({ method, path, body }) => {
    const userOf = (): string | null | undefined => {
      switch (method) {
        case 'chat.postMessage':
        case 'chat.update':
        case 'chat.delete':
          return inChannel(body['channel']);
        case 'chat.postEphemeral':
          return String(body['user']);
        case 'views.open':
        case 'views.push':
          return state.triggers.get(String(body['trigger_id']))?.user;
        case 'views.update':
          return ownerOf(body['view_id']);
        case 'views.publish':
          return String(body['user_id']);
        case 'response_url': {
          if (body['response_type'] === 'in_channel') return null;
          const link = state.responses.get(path.split('/').at(-1) ?? '');
          // What takes the place of a message is read by whoever reads that.
          const replaced = body['replace_original'] ? state.messages.find(({ ts }) => ts === link?.ts) : null;
          return replaced ? inChannel(replaced.channel) : link?.user;
        }
        default:
          return null;
      }
    };
    // What stands on a locked phone, and what other apps may read.
    const { text, metadata } = body;
    return [
      { where: `Slack's ${method}`, reader: readerIn('slack', userOf()), body },
      { where: `what is beside Slack's ${method}`, reader: null, body: { text, metadata } },
    ];
  });
}

export function heardByDiscord({ requests, state }: FakeDiscord): readonly Heard[] {
  const answers = ({ user, channel, source, original }: Interaction, { body, path }: DiscordRequest) => {
    if (state.channels.get(channel)?.recipient) return user;
    const { type, data } = Object(body);
    const flags = Number(Object(data).flags ?? Object(body).flags ?? 0);
    if (flags & EPHEMERAL) return user;
    // Choices and a modal.
    if (type === 8 || type === 9) return user;
    if (type === 7 || type === 6) return source?.only;
    return path.includes('/messages/') ? original?.only : null;
  };
  return requests.flatMap((request) => {
    const [, kind, id = '', token = ''] = request.path.split('/');
    const interaction = state.interactions.get(token);
    const user =
      kind === 'channels'
        ? state.channels.get(id)?.recipient
        : interaction && (kind === 'interactions' || kind === 'webhooks')
          ? answers(interaction, request)
          : null;
    const where = `Discord's ${request.method} ${kind}`;
    const body = [request.path, request.query, request.body];
    return [
      { where, reader: readerIn('discord', user), body },
      // What stands on a locked phone.
      { where: `what is beside ${where}`, reader: null, body: { content: Object(request.body).content } },
    ];
  });
}

export const heardByTelegram = ({ requests }: FakeTelegram): readonly Heard[] =>
  requests.map(({ method, body }) => {
    const chat = Number(body['chat_id']);
    const { receiver_user_id: receiver = body['receiver_user_id'] } = Object(
      body['ephemeral_message_parameters'],
    );
    const user = chat > 0 ? chat : receiver;
    const reader = method === 'setWebhook' ? OPERATOR : readerIn('telegram', user);
    return { where: `Telegram's ${method}`, reader, body };
  });
