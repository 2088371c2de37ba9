import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { Message, Options } from '../fakes/discord/types.ts';
import { mentioned, newest, pressable, type Town, tryAll, type Who } from './town.ts';

/** Manage Events. */
const EVENTS = 1n << 33n;

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
  const seen = (who: Who): readonly (readonly Message[])[] => [
    discord.dmsOf(ids[who]),
    ...(gone.has(who) ? [] : [discord.ephemeralsOf(ids[who]), discord.messagesIn(team)]),
  ];
  const buttonsOf = ({ buttons }: Message): readonly string[] =>
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
