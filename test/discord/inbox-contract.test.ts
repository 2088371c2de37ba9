import { expect } from 'vitest';
import type { Inbox } from '../../src/ports/inbox.ts';
import { inboxContract } from '../contract/inbox.ts';
import { discordWorld, messageOf } from './discord-world.ts';

const PATIENCE = { timeout: 20_000 };

inboxContract('Discord', async () => {
  const { discord, inbox, olga, ivan, general, card } = await discordWorld();
  let departures = 0;
  const counting: Inbox = {
    ...inbox,
    start: (dispatcher) =>
      inbox.start({
        acknowledgement: (invocation) => dispatcher.acknowledgement(invocation),
        handle: (invocation) => dispatcher.handle(invocation),
        suggest: (invocation, limit) => dispatcher.suggest(invocation, limit),
        migrated: (migration) => dispatcher.migrated(migration),
        reachable: (contact) => dispatcher.reachable(contact),
        kept: (kept) => dispatcher.kept(kept),
        async left(departure) {
          await dispatcher.left(departure);
          departures += 1;
        },
      }),
  };
  const seen = (user: string) =>
    JSON.stringify([discord.ephemeralsOf(user), discord.dmsOf(user), discord.messagesIn(general)]);
  return {
    inbox: counting,
    async says(text: string, where: 'conversation' | 'private') {
      await discord.as(olga).slash(where === 'private' ? 'dm' : general, text);
    },
    async presses(press: string) {
      const message = messageOf(discord, general, await card(press));
      await discord.as(olga).press(message, 'Go');
    },
    async leaves() {
      discord.leave(discord.guild, olga);
      await expect.poll(() => departures, PATIENCE).toBe(1);
    },
    redelivers: () => discord.redeliver(),
    seenBy: async (who: 'asker' | 'other') => seen(who === 'asker' ? olga : ivan),
    close: async () => expect(discord.violations).toEqual([]),
  };
});
