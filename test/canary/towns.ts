import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { Message as DiscordMessage, Options } from '../fakes/discord/types.ts';
import { elementsOf } from '../fakes/slack/blocks.ts';
import type { FakeSlack } from '../fakes/slack/slack-server.ts';
import type { Message as SlackMessage } from '../fakes/slack/state.ts';
import type { FakeTelegram, Seen, Message as TelegramMessage } from '../fakes/telegram/telegram-server.ts';

/** Who is invited but for Mia, who cannot be reached; nobody invites Pat. */
export type Who = 'olga' | 'ivan' | 'lee' | 'mia' | 'pat';

/** A platform with Olga's team in it. What somebody may not do there, their client refuses; that is not told. */
export type Town = {
  readonly platform: 'slack' | 'discord' | 'telegram';
  /** The platform's id of the team, the server or the group. */
  readonly home: string;
  readonly ids: Readonly<Record<Who, string>>;
  /** Types a command in the team's conversation, or in the private chat. `@ivan` mentions Ivan. False: it was not taken. */
  says(who: Who, line: string, where?: 'private'): Promise<boolean>;
  /** Presses every button that they see in the newest messages, here and there; or those that say what begins so. */
  presses(who: Who, what?: string): Promise<unknown>;
  /** Says these to the bot by a button on which they do not stand, as a client of their own can. */
  forges(who: Who, presses: readonly string[]): Promise<void>;
  /** They are banned, or deactivated. */
  loses(who: Who): void;
  /** What they could read in private so far, all of it together. */
  readsInPrivate(who: Who): string;
  /** Makes some of the next requests go wrong, in each way once. */
  hurts(): void;
  /** What the platform calls a mistake of the program. */
  violations(): readonly string[];
};

/** Olga's address in Slack, by which Zoom may know her. */
export const HOST = 'olga@example.org';

const NEWEST = 2;
/** Manage Events. */
const EVENTS = 1n << 33n;

const newest = <Message>(places: readonly (readonly Message[])[]): readonly Message[] =>
  places.flatMap((messages) => messages.slice(-NEWEST));

/** The newest button that is before somebody, one that all see rather than one of their own; null: there is none. */
function pressable<Message>(
  places: readonly (readonly Message[])[],
  buttonsOf: (message: Message) => readonly string[],
): readonly [Message, string] | null {
  const message = places.flat().findLast((each) => buttonsOf(each).length > 0);
  const [button] = message ? buttonsOf(message) : [];
  return message === undefined || button === undefined ? null : [message, button];
}

/** Whether none was refused by their client, or answered by an error. */
async function tryAll(acts: readonly (() => Promise<unknown>)[]): Promise<boolean> {
  let all = true;
  for (const act of acts) {
    try {
      await act();
    } catch {
      all = false;
    }
  }
  return all;
}

export function townInSlack(slack: FakeSlack): Town & { readonly acks: (readonly [string, unknown])[] } {
  const acks: (readonly [string, unknown])[] = [];
  const ids = {
    olga: slack.addUser({ name: 'Olga', admin: true, email: HOST }),
    ivan: slack.addUser({ name: 'Ivan' }),
    lee: slack.addUser({ name: 'Lee' }),
    mia: slack.addUser({ name: 'Mia', dmClosed: true }),
    pat: slack.addUser({ name: 'Pat' }),
  };
  const team = slack.addChannel({ name: 'team', members: Object.values(ids) });
  const told = async (who: Who, ack: Promise<unknown>) => acks.push([`slack:${ids[who]}`, await ack]);
  const gone = new Set<Who>();
  const seen = (who: Who): readonly (readonly SlackMessage[])[] => [
    slack.dm(ids[who]),
    ...(gone.has(who) ? [] : [slack.ephemerals(ids[who]), slack.messages(team)]),
  ];
  const buttonsOf = ({ blocks }: SlackMessage): readonly string[] =>
    blocks
      .flatMap(elementsOf)
      .flatMap(({ value, options = [] }) => [value, ...options.map((option) => option.value)])
      .filter((value) => value !== undefined);
  return {
    platform: 'slack',
    home: slack.team,
    ids,
    acks,
    async says(who, line, where) {
      const words = mentioned(line, ids, (id) => `<@${id}>`);
      const channel = where === 'private' ? (slack.dm(ids[who])[0]?.channel ?? 'D') : team;
      return tryAll([() => told(who, slack.slash(ids[who], channel, `/meeting ${words}`))]);
    },
    presses: (who, what = '') =>
      tryAll(
        newest(seen(who)).flatMap((message) =>
          buttonsOf(message)
            .filter((press) => press.startsWith(what))
            .map((button) => () => told(who, slack.press(ids[who], message, button))),
        ),
      ),
    async forges(who, presses) {
      const before = pressable(seen(who), buttonsOf);
      if (before === null) return;
      const [message, button] = before;
      await tryAll(presses.map((press) => () => told(who, slack.forge(ids[who], message, button, press))));
    },
    loses(who) {
      gone.add(who);
      const user = slack.state.user(ids[who]);
      user.deleted = true;
      const change = { id: user.id, team_id: user.team, deleted: true };
      slack.event({ type: 'user_change', user: change }).catch(() => {});
    },
    readsInPrivate: (who) => JSON.stringify([slack.dm(ids[who]), slack.ephemerals(ids[who])]),
    hurts() {
      for (const fault of ['502', 'drop-answer', 'drop', 'rate'] as const)
        slack.fail('chat.postMessage', fault);
      slack.fail('chat.update', { error: 'internal_error' });
      slack.fail('response_url', '502');
      slack.fail('views.open', { error: 'internal_error' });
    },
    violations: () => [],
  };
}

export function townInDiscord(discord: FakeDiscord): Town {
  const ids = {
    olga: discord.addUser({ name: 'Olga' }),
    ivan: discord.addUser({ name: 'Ivan' }),
    lee: discord.addUser({ name: 'Lee' }),
    mia: discord.addUser({ name: 'Mia', dms: 'closed' }),
    pat: discord.addUser({ name: 'Pat' }),
  };
  const hosts = discord.addRole(discord.guild, { name: 'Hosts', permissions: EVENTS });
  discord.giveRole(discord.guild, ids.olga, hosts);
  const team = discord.addChannel(discord.guild, { name: 'team' });
  const gone = new Set<Who>();
  const seen = (who: Who): readonly (readonly DiscordMessage[])[] => [
    discord.dmsOf(ids[who]),
    ...(gone.has(who) ? [] : [discord.ephemeralsOf(ids[who]), discord.messagesIn(team)]),
  ];
  const buttonsOf = ({ buttons }: DiscordMessage): readonly string[] =>
    buttons.map(({ customId }) => customId).filter((id) => id !== null);
  return {
    platform: 'discord',
    home: discord.guild,
    ids,
    async says(who, line, where) {
      const [name = '', ...words] = mentioned(line, ids, (id) => `<@${id}>`).split(' ');
      const person = discord.as(ids[who]);
      const channel = where === 'private' ? 'dm' : team;
      // Discord's client takes only options that there are, and all that there must be.
      for (const options of optionsFor(words)) {
        const taken = await person.slash(channel, name, options).then(
          () => true,
          () => false,
        );
        if (taken) return true;
      }
      return false;
    },
    presses: (who, what = '') =>
      tryAll(
        newest(seen(who)).flatMap((message) =>
          buttonsOf(message)
            .filter((press) => press.startsWith(what))
            .map((button) => () => discord.as(ids[who]).press(message, button)),
        ),
      ),
    async forges(who, presses) {
      const before = pressable(seen(who), buttonsOf);
      if (before === null) return;
      const [message, button] = before;
      await tryAll(presses.map((press) => () => discord.as(ids[who]).forges(message, button, `${press}|0`)));
    },
    loses(who) {
      gone.add(who);
      discord.ban(discord.guild, ids[who]);
    },
    readsInPrivate: (who) => JSON.stringify(discord.dmsOf(ids[who])),
    hurts() {
      const messages = 'POST /channels/*/messages';
      discord.fail(messages, { status: 500 });
      discord.fail(messages, { drop: 'answer' });
      discord.fail(messages, { drop: 'request' });
      discord.fail(messages, { status: 429, retryAfter: 1 });
      discord.fail('PATCH /channels/*/messages/*', { status: 500 });
      discord.fail(/^PATCH \/webhooks\//, { status: 500 });
    },
    violations: () => discord.violations,
  };
}

export function townInTelegram(telegram: FakeTelegram): Town {
  const olga = telegram.addUser({ name: 'Olga', started: true });
  const ivan = telegram.addUser({ name: 'Ivan', started: true });
  const lee = telegram.addUser({ name: 'Lee', started: true });
  const mia = telegram.addUser({ name: 'Mia' });
  const pat = telegram.addUser({ name: 'Pat', started: true });
  const numbers = { olga, ivan, lee, mia, pat };
  const team = telegram.addGroup({ title: 'Team', members: Object.values(numbers), admins: [olga] });
  const names = { olga: 'Olga', ivan: 'Ivan', lee: 'Lee', mia: 'Mia', pat: 'Pat' } as const;
  const gone = new Set<Who>();
  const seen = (who: Who): readonly (readonly TelegramMessage[])[] => [
    telegram.privateOf(numbers[who]),
    ...(gone.has(who) ? [] : [telegram.ephemeralsOf(numbers[who]), inTeam()]),
  ];
  /** What has to be shown in private is behind a link that the press opens. */
  const followed = async (who: Who, pressed: Promise<Seen>) => {
    const { url } = await pressed;
    if (url !== null) await telegram.as(numbers[who]).openUrl(url);
  };
  const inTeam = () => telegram.messagesIn(team).filter(({ from }) => from === telegram.botId);
  const buttonsOf = ({ buttons }: TelegramMessage): readonly string[] =>
    buttons.map(({ data }) => data).filter((data) => data !== null);
  return {
    platform: 'telegram',
    home: `${team}`,
    ids: { olga: `${olga}`, ivan: `${ivan}`, lee: `${lee}`, mia: `${mia}`, pat: `${pat}` },
    async says(who, line, where) {
      const mentions = [...line.matchAll(MENTION)].flatMap(([, name]) =>
        isWho(name) ? [numbers[name]] : [],
      );
      const words = mentioned(line, names, (name) => `@${name}`);
      const person = telegram.as(numbers[who]);
      return tryAll([() => person.types(where ?? team, `/meeting ${words}`, { mentions })]);
    },
    presses: (who, what = '') =>
      tryAll(
        newest(seen(who)).flatMap((message) =>
          buttonsOf(message)
            .filter((press) => press.startsWith(what))
            .map((data) => () => followed(who, telegram.as(numbers[who]).press(message, data))),
        ),
      ),
    async forges(who, presses) {
      const message = seen(who)
        .flat()
        .findLast(({ from }) => from === telegram.botId);
      if (!message) return;
      const person = telegram.as(numbers[who]);
      await tryAll(presses.map((data) => () => followed(who, person.forges(message, data))));
    },
    loses(who) {
      gone.add(who);
      telegram.ban(team, numbers[who]);
    },
    readsInPrivate: (who) => JSON.stringify(telegram.privateOf(numbers[who])),
    hurts() {
      telegram.fail('sendMessage', { code: 500 });
      telegram.fail('sendMessage', { drop: 'answer' });
      telegram.fail('sendMessage', { drop: 'request' });
      telegram.fail('sendMessage', {
        code: 429,
        description: 'Too Many Requests: retry after 1',
        parameters: { retry_after: 1 },
      });
      telegram.fail('editMessageText', { code: 500 });
      telegram.fail('answerCallbackQuery', { code: 500 });
    },
    violations: () => telegram.violations,
  };
}

const MENTION = /@(\w+)/g;
const isWho = (name: string | undefined): name is Who =>
  name === 'olga' || name === 'ivan' || name === 'lee' || name === 'mia' || name === 'pat';

const mentioned = (line: string, names: Readonly<Record<Who, string>>, mark: (name: string) => string) =>
  line.replace(MENTION, (word, name: string) => (isWho(name) ? mark(names[name]) : word));

/** The same words as whatever options a command may have. */
function optionsFor(words: readonly string[]): readonly Options[] {
  const people = words.filter((word) => word.startsWith('<@')).join(' ');
  const rest = words.filter((word) => !word.startsWith('<@')).join(' ');
  const [first = '', ...others] = rest.split(' ');
  if (rest.endsWith('with links')) return [{ meeting: first, links: true }];
  return [
    { topic: rest, people },
    { meeting: first, people },
    { meeting: first, person: people },
    { topic: first, when: others.join(' '), people },
    { meeting: first, when: others.join(' ') },
    { meeting: first, passcode: others.join(' ') },
    { meeting: first, code: others.join(' ') },
    { meeting: rest },
    {},
  ];
}
