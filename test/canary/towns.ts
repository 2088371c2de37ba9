import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { Message as DiscordMessage, Options } from '../fakes/discord/types.ts';
import { elementsOf } from '../fakes/slack/blocks.ts';
import type { FakeSlack } from '../fakes/slack/slack-server.ts';
import type { FakeTelegram, Message as TelegramMessage } from '../fakes/telegram/telegram-server.ts';

/** Who is invited but for Mia, who cannot be reached; nobody invites Pat. */
type Who = 'olga' | 'ivan' | 'lee' | 'mia' | 'pat';

/** A platform with Olga's team in it. What somebody may not do there, their client refuses; that is not told. */
export type Town = {
  readonly platform: 'slack' | 'discord' | 'telegram';
  readonly ids: Readonly<Record<Who, string>>;
  /** Types a command in the team's conversation, or in the private chat. `@ivan` mentions Ivan. */
  says(who: Who, line: string, where?: 'private'): Promise<void>;
  /** Presses every button that they see in the newest messages, here and there. */
  presses(who: Who): Promise<void>;
  /** What they could read in private so far, all of it together. */
  readsInPrivate(who: Who): string;
  /** Makes some of the next requests go wrong, in each way once. */
  hurts(): void;
  /** What the platform calls a mistake of the program. */
  violations(): readonly string[];
};

const NEWEST = 2;
/** Manage Events. */
const EVENTS = 1n << 33n;

async function tryAll(acts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const act of acts) {
    try {
      await act();
    } catch {
      // Their client refuses it, or shows an error.
    }
  }
}

export function townInSlack(slack: FakeSlack): Town & { readonly acks: (readonly [string, unknown])[] } {
  const acks: (readonly [string, unknown])[] = [];
  const ids = {
    olga: slack.addUser({ name: 'Olga', admin: true }),
    ivan: slack.addUser({ name: 'Ivan' }),
    lee: slack.addUser({ name: 'Lee' }),
    mia: slack.addUser({ name: 'Mia', dmClosed: true }),
    pat: slack.addUser({ name: 'Pat' }),
  };
  const team = slack.addChannel({ name: 'team', members: Object.values(ids) });
  const told = async (who: Who, ack: Promise<unknown>) => acks.push([`slack:${ids[who]}`, await ack]);
  return {
    platform: 'slack',
    ids,
    acks,
    async says(who, line, where) {
      const words = mentioned(line, ids, (id) => `<@${id}>`);
      const channel = where === 'private' ? (slack.dm(ids[who])[0]?.channel ?? 'D') : team;
      await tryAll([() => told(who, slack.slash(ids[who], channel, `/meeting ${words}`))]);
    },
    async presses(who) {
      const id = ids[who];
      const seen = [slack.messages(team), slack.dm(id), slack.ephemerals(id)].flatMap((all) =>
        all.slice(-NEWEST),
      );
      await tryAll(
        seen.flatMap((message) =>
          message.blocks.flatMap(elementsOf).flatMap(({ value }) => {
            return typeof value === 'string' ? [() => told(who, slack.press(id, message, value))] : [];
          }),
        ),
      );
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
  return {
    platform: 'discord',
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
        if (taken) return;
      }
    },
    async presses(who) {
      const id = ids[who];
      const seen: readonly DiscordMessage[] = [
        ...discord.messagesIn(team).slice(-NEWEST),
        ...discord.dmsOf(id).slice(-NEWEST),
      ];
      await tryAll(
        seen.flatMap((message) =>
          message.buttons.flatMap(({ customId }) =>
            customId === null ? [] : [() => discord.as(id).press(message, customId)],
          ),
        ),
      );
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
  return {
    platform: 'telegram',
    ids: { olga: `${olga}`, ivan: `${ivan}`, lee: `${lee}`, mia: `${mia}`, pat: `${pat}` },
    async says(who, line, where) {
      const mentions = [...line.matchAll(MENTION)].flatMap(([, name]) =>
        isWho(name) ? [numbers[name]] : [],
      );
      const words = mentioned(line, names, (name) => `@${name}`);
      const person = telegram.as(numbers[who]);
      await tryAll([() => person.types(where ?? team, `/meeting ${words}`, { mentions })]);
    },
    async presses(who) {
      const seen: readonly TelegramMessage[] = [
        ...telegram
          .messagesIn(team)
          .filter(({ from }) => from === telegram.botId)
          .slice(-NEWEST),
        ...telegram.privateOf(numbers[who]).slice(-NEWEST),
      ];
      await tryAll(
        seen.flatMap((message) =>
          message.buttons.flatMap(({ data }) =>
            data === null ? [] : [() => telegram.as(numbers[who]).press(message, data)],
          ),
        ),
      );
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
