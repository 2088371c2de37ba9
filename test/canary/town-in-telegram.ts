import type { FakeTelegram, Message, Seen } from '../fakes/telegram/telegram-server.ts';
import { isWho, MENTION, mentioned, newest, type Town, tryAll, type Who } from './town.ts';

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
  const seen = (who: Who): readonly (readonly Message[])[] => [
    telegram.privateOf(numbers[who]),
    ...(gone.has(who) ? [] : [telegram.ephemeralsOf(numbers[who]), inTeam()]),
  ];
  /** What has to be shown in private is behind a link that the press opens. */
  const followed = async (who: Who, pressed: Promise<Seen>) => {
    const { url } = await pressed;
    if (url !== null) await telegram.as(numbers[who]).openUrl(url);
  };
  const inTeam = () => telegram.messagesIn(team).filter(({ from }) => from === telegram.botId);
  const buttonsOf = ({ buttons }: Message): readonly string[] =>
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
