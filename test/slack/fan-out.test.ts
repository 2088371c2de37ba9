import { expect, it } from 'vitest';
import { slack as entry } from '../../adapters/chat/slack/config.ts';
import { PACE } from '../../adapters/chat/slack/pace.ts';
import type { ChatEntry } from '../../src/ports/adapter.ts';
import type { Rate } from '../../src/ports/messenger.ts';
import { SLACK_LIMITS } from '../fakes/slack/limits.ts';
import { textOf } from '../fakes/slack/text-of.ts';
import { latchkeyInSlack } from './latchkey.ts';

/** Slack's limits and our pace, both so many times as fast: a whole fan-out in seconds. */
const SPEED = 5;
/** The workspace's limit is held in each such part of its minute: stricter than Slack is. */
const PARTS = 4;
const INVITEES = 200;
/** Slack counts when a message arrives, we when it leaves: what some way more or less may make of that. */
const JITTER = 150; // milliseconds; a busy machine makes that

const faster = ({ messages, per }: Rate): Rate => ({ messages, per: per / SPEED });

const fast: ChatEntry = {
  ...entry,
  configure(env) {
    const configured = entry.configure(env);
    if (configured.kind !== 'on') return configured;
    return {
      ...configured,
      async load(parts) {
        const { perPlace, perWorkspace, overall } = PACE;
        const pace = { perPlace: faster(perPlace), perWorkspace: faster(perWorkspace), overall };
        return { ...(await configured.load(parts)), pace };
      },
    };
  },
};

it('brings every one of 200 invitees their slip once, breaks no limit, and waits where Slack says so', async () => {
  const { slack } = await latchkeyInSlack('socket', { chatEntries: [fast] });
  const olga = slack.addUser({ name: 'Olga' });
  const invited = Array.from({ length: INVITEES }, (_, at) => slack.addUser({ name: `Person ${at}` }));
  const group = slack.addGroup({ handle: 'everyone', members: invited });
  const general = slack.addChannel({ name: 'general', members: [olga, ...invited] });
  slack.enforce({
    perPlace: SLACK_LIMITS.perPlace / SPEED - JITTER,
    perWorkspace: SLACK_LIMITS.perWorkspace / PARTS,
    window: SLACK_LIMITS.window / SPEED / PARTS - JITTER,
  });
  slack.fail('chat.postMessage', 'rate', 3);

  await slack.slash(olga, general, `/meeting now Town hall <!subteam^${group}|@everyone>`);
  await expect
    .poll(() => slack.ephemerals(olga).map(textOf).join(), { timeout: 10_000 })
    .toContain('200 people');
  await slack.press(olga, slack.ephemerals(olga)[0]?.ts ?? '', 'Invite them anyway');
  const slips = (user: string) =>
    slack.dm(user).filter((message) => textOf(message).includes('Your code for Town hall')).length;
  await expect
    .poll(() => invited.filter((user) => slips(user) === 0).length, { timeout: 60_000, interval: 200 })
    .toBe(0);
  expect(invited.filter((user) => slips(user) !== 1)).toEqual([]);
  expect(slack.broken).toEqual([]);
  const refused = slack.requests.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(3);
}, 90_000);
