import { expect } from 'vitest';
import type { Inbox } from '../../src/ports/inbox.ts';
import { inboxContract } from '../contract/inbox.ts';
import { type Mode, slackWorld } from './slack-world.ts';

const PATIENCE = { timeout: 20_000 };

async function setUp(mode: Mode) {
  const { slack, inbox, olga, ivan, general, card, close } = await slackWorld(mode);
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
  /** Until there is one more answer. */
  async function answered(act: () => Promise<unknown>): Promise<void> {
    const before = slack.ephemerals(olga).length;
    await act();
    await expect.poll(() => slack.ephemerals(olga).length, PATIENCE).toBe(before + 1);
  }
  const shown = (user: string) =>
    JSON.stringify([slack.ephemerals(user), slack.dm(user), slack.messages(general)]);
  return {
    inbox: counting,
    says: (text: string, where: 'conversation' | 'private') =>
      answered(() => slack.slash(olga, where === 'private' ? 'D' : general, text)),
    presses: async (press: string) => {
      const ts = await card(press);
      await answered(() => slack.press(olga, ts, press));
    },
    async leaves() {
      await slack.event({ type: 'user_change', user: { id: olga, team_id: slack.team, deleted: true } });
      await expect.poll(() => departures, PATIENCE).toBe(1);
    },
    redelivers: () => answered(() => slack.redeliver()),
    seenBy: async (who: 'asker' | 'other') => shown(who === 'asker' ? olga : ivan),
    close,
  };
}

inboxContract('Slack over a socket', () => setUp('socket'));
inboxContract('Slack by HTTP', () => setUp('http'));
