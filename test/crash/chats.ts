import { type FakeDiscord, startDiscord } from '../fakes/discord/discord-server.ts';
import { type FakeSlack, startSlack } from '../fakes/slack/slack-server.ts';
import { textOf } from '../fakes/slack/text-of.ts';
import { type FakeTelegram, startTelegram } from '../fakes/telegram/telegram-server.ts';

/** What one platform shows of a meeting. */
export type Shown = {
  /** Messages in the conversation where it was started. */
  readonly cards: readonly string[];
  /** Of each who can be reached, its organizer among them. */
  readonly slips: ReadonlyMap<string, readonly string[]>;
  /** To the organizer. */
  readonly reports: readonly string[];
};

/** A local platform with people who are invited to every meeting; one of them cannot be reached. */
export type Chat = {
  readonly platform: 'slack' | 'discord' | 'telegram';
  /** Whether the program listens. */
  ready(): boolean;
  /** Requests that reached it. */
  requests(): number;
  /** Somebody new starts a meeting in a new conversation. Rejects where their client shows an error. */
  starts(topic: string): Promise<unknown>;
  shown(topic: string): Shown;
  close(): Promise<void>;
};

const NAMES = ['Ivan', 'Lee', 'Zoe'] as const;
/** Manage Events. */
const EVENTS = 1n << 33n;

/** Whom each meeting invites. */
export const INVITED = NAMES.length + 1;

const inSlack = (slack: FakeSlack): Chat => {
  const people = NAMES.map((name) => slack.addUser({ name }));
  const mia = slack.addUser({ name: 'Mia', dmClosed: true });
  const rounds = new Map<string, { readonly olga: string; readonly channel: string }>();
  const dm = (user: string, words: string) => slack.dm(user).map(textOf).filter(saying(words));
  return {
    platform: 'slack',
    ready: () => slack.connections > 0,
    requests: () => slack.requests.length,
    starts(topic) {
      const olga = slack.addUser({ name: `Olga of ${topic}` });
      const channel = slack.addChannel({ name: `c${rounds.size}`, members: [olga, ...people, mia] });
      rounds.set(topic, { olga, channel });
      const names = [...people, mia].map((id) => `<@${id}>`).join(' ');
      return slack.slash(olga, channel, `/meeting now ${topic} ${names}`);
    },
    shown(topic) {
      const { olga, channel } = placeOf(rounds, topic);
      return {
        cards: slack.messages(channel).map(textOf),
        slips: slipsOf([olga, ...people], (user) => dm(user, slipOf(topic))),
        reports: dm(olga, topic).filter(saying(REPORT)),
      };
    },
    close: () => slack.close(),
  };
};

const inDiscord = (discord: FakeDiscord): Chat => {
  const people = NAMES.map((name) => discord.addUser({ name }));
  const mia = discord.addUser({ name: 'Mia', dms: 'closed' });
  const hosts = discord.addRole(discord.guild, { name: 'Hosts', permissions: EVENTS });
  const rounds = new Map<string, { readonly olga: string; readonly channel: string }>();
  const plain = ({ text }: { readonly text: string }) => text.replaceAll('\\', '');
  const dm = (user: string, words: string) => discord.dmsOf(user).map(plain).filter(saying(words));
  return {
    platform: 'discord',
    ready: () => discord.connections > 0,
    requests: () => discord.requests.length,
    starts(topic) {
      const olga = discord.addUser({ name: `Olga of ${topic}` });
      discord.giveRole(discord.guild, olga, hosts);
      const channel = discord.addChannel(discord.guild, { name: `c${rounds.size}` });
      rounds.set(topic, { olga, channel });
      const names = [...people, mia].map((id) => `<@${id}>`).join(' ');
      return discord.as(olga).slash(channel, 'now', { topic, people: names });
    },
    shown(topic) {
      const { olga, channel } = placeOf(rounds, topic);
      return {
        cards: discord.messagesIn(channel).map(plain),
        slips: slipsOf([olga, ...people], (user) => dm(user, slipOf(topic))),
        reports: dm(olga, topic).filter(saying(REPORT)),
      };
    },
    close: () => discord.close(),
  };
};

const inTelegram = (telegram: FakeTelegram): Chat => {
  const people = NAMES.map((name) => telegram.addUser({ name, started: true }));
  const mia = telegram.addUser({ name: 'Mia' });
  const rounds = new Map<string, { readonly olga: number; readonly channel: number }>();
  const dm = (user: number, words: string) =>
    telegram
      .privateOf(user)
      .map(({ text }) => text)
      .filter(saying(words));
  return {
    platform: 'telegram',
    ready: () => telegram.polling > 0,
    requests: () => telegram.requests.length,
    starts(topic) {
      const olga = telegram.addUser({ name: `Olga of ${topic}`, started: true });
      const members = [olga, ...people, mia];
      const channel = telegram.addGroup({ title: `Group ${rounds.size}`, members, admins: [olga] });
      rounds.set(topic, { olga, channel });
      const names = [...NAMES, 'Mia'].map((name) => `@${name}`).join(' ');
      const mentions = [...people, mia];
      return telegram.as(olga).types(channel, `/meeting now ${topic} ${names}`, { mentions });
    },
    shown(topic) {
      const { olga, channel } = placeOf(rounds, topic);
      const cards = telegram.messagesIn(channel).filter(({ from }) => from === telegram.botId);
      const slips = slipsOf([olga, ...people].map(String), (user) => dm(Number(user), slipOf(topic)));
      return {
        cards: cards.map(({ text }) => text),
        slips,
        reports: dm(olga, topic).filter(saying(REPORT)),
      };
    },
    close: () => telegram.close(),
  };
};

/** All three, and what the program must be told to be in them at once. */
export async function startChats() {
  const [slack, discord, telegram] = await Promise.all([startSlack(), startDiscord(), startTelegram()]);
  const env = {
    PUBLIC_URL: 'https://meet.example.org',
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    DISCORD_API_URL: discord.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_MODE: 'polling',
  };
  return { env, chats: [inSlack(slack), inDiscord(discord), inTelegram(telegram)] };
}

/** What is in a report, once everybody who can be reached has their code. */
export const REPORT = `${NAMES.length} of ${INVITED} have their code`;

const slipOf = (topic: string): string => `Your code for ${topic}`;

const saying =
  (words: string) =>
  (message: string): boolean =>
    message.includes(words);

const slipsOf = (people: readonly string[], slips: (user: string) => readonly string[]) =>
  new Map(people.map((user) => [user, slips(user)]));

function placeOf<Place>(rounds: ReadonlyMap<string, Place>, topic: string): Place {
  const place = rounds.get(topic);
  if (!place) throw new Error(`nobody has started ${topic}`);
  return place;
}
