import { expect } from 'vitest';
import type { Inbox } from '../../src/ports/inbox.ts';
import { inboxContract } from '../contract/inbox.ts';
import { type Mode, telegramWorld } from './telegram-world.ts';

async function setUp(mode: Mode) {
  const { telegram, inbox, olga, ivan, group, card, close } = await telegramWorld({ mode });
  let departures = 0;
  const counting: Inbox = {
    ...inbox,
    start: (dispatcher) =>
      inbox.start({
        acknowledgement: (invocation) => {
          return dispatcher.acknowledgement(invocation);
        },
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
  const seenBy = (user: number) =>
    JSON.stringify([
      telegram.privateOf(user),
      telegram.messagesIn(group).filter(({ ephemeralFor }) => ephemeralFor === null),
      telegram.ephemeralsOf(user),
    ]);
  return {
    inbox: counting,
    async says(text: string, where: 'conversation' | 'private') {
      const chat = where === 'private' ? 'private' : group;
      await telegram.as(olga).types(chat, `/meeting ${text}`);
    },
    async presses(press: string) {
      await telegram.as(olga).press(await card(press), 'Go');
    },
    async leaves() {
      telegram.leave(group, olga);
      await expect.poll(() => departures).toBe(1);
    },
    redelivers: () => telegram.redeliver(),
    seenBy: async (who: 'asker' | 'other') => seenBy(who === 'asker' ? olga : ivan),
    async close() {
      await close();
      expect(telegram.violations).toEqual([]);
    },
  };
}

inboxContract('Telegram by fetching', () => setUp('polling'));
inboxContract('Telegram by a webhook', () => setUp('webhook'));
