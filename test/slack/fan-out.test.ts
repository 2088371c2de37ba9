import { expect, it } from 'vitest';
import { slack as entry } from '../../adapters/chat/slack/config.ts';
import { PACE } from '../../adapters/chat/slack/pace.ts';
import type { ChatEntry } from '../../src/ports/adapter.ts';
import type { Rate } from '../../src/ports/messenger.ts';
import { SLACK_LIMITS } from '../fakes/slack/limits.ts';
import type { FakeSlack } from '../fakes/slack/slack-server.ts';
import { textOf } from '../fakes/slack/text-of.ts';
import { tellFigure } from '../figure.ts';
import { latchkeyInSlack } from './latchkey.ts';

/** Slack's limits and our pace, both so many times as fast: a whole fan-out in seconds. */
const SPEED = Number(process.env['SLACK_SPEED'] ?? 5);
/** The workspace's limit is held in each such part of its minute: stricter than Slack is. */
const PARTS = 4;
/** As many as one organizer may invite in a day. */
const INVITEES = 200;
/** Meetings of an organizer each; the soak has five, 1,000 slips. */
const MEETINGS = Number(process.env['SLACK_MEETINGS'] ?? 1);
/** Slack counts when a message arrives, we when it leaves: what some way more or less may make of that. */
const JITTER = 150; // milliseconds; a busy machine makes that

const faster = (rate: Rate): Rate => ({ ...rate, per: rate.per / SPEED });

const fast: ChatEntry = {
  ...entry,
  configure(env) {
    const configured = entry.configure(env);
    if (configured.kind !== 'on') return configured;
    return {
      ...configured,
      async load(parts) {
        const { perPlace, perWorkspace, edits = perWorkspace } = PACE;
        const scaled = {
          perPlace: faster(perPlace),
          perWorkspace: faster(perWorkspace),
          edits: faster(edits),
        };
        return { ...(await configured.load(parts)), pace: { ...PACE, ...scaled } };
      },
    };
  },
};

it(
  'brings everybody their slip once, breaks no limit, and waits where Slack says so',
  async () => {
    const { slack } = await latchkeyInSlack('socket', { chatEntries: [fast] });
    slack.enforce({
      perPlace: SLACK_LIMITS.perPlace / SPEED - JITTER,
      perWorkspace: SLACK_LIMITS.perWorkspace / PARTS,
      window: SLACK_LIMITS.window / SPEED / PARTS - JITTER,
      minute: SLACK_LIMITS.minute / SPEED,
    });
    slack.fail('chat.postMessage', 'rate', 3);
    const meetings = Array.from({ length: MEETINGS }, (_, at) => townHall(slack, at));
    const invited = (await Promise.all(meetings)).flat();

    const slips = (user: string) =>
      slack.dm(user).filter((message) => textOf(message).includes('Your code for Town hall')).length;
    // Whoever still waits; not all of them, so that looking does not hold up what is looked at.
    await expect
      .poll(() => invited.find((user) => slips(user) === 0), { timeout: MEETINGS * 60_000, interval: 500 })
      .toBeUndefined();
    expect(invited.filter((user) => slips(user) !== 1)).toEqual([]);
    expect(slack.broken).toEqual([]);
    const refused = slack.requests.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(3);
    const figure = `${invited.length} slips: ${pace(slack)} of the time that the limits allow at best`;
    tellFigure(figure, 'none');
  },
  MEETINGS * 90_000,
);

/** Creates a meeting, and answers whom it invites. */
async function townHall(slack: FakeSlack, at: number): Promise<readonly string[]> {
  const olga = slack.addUser({ name: `Olga ${at}` });
  const invited = Array.from({ length: INVITEES }, (_, nth) =>
    slack.addUser({ name: `Person ${at}-${nth}` }),
  );
  const channel = slack.addChannel({ name: `hall-${at}`, members: [olga, ...invited] });
  await slack.slash(olga, channel, `/meeting now Town hall <#${channel}|hall-${at}>`);
  await expect
    .poll(() => slack.ephemerals(olga).map(textOf).join(), { timeout: 10_000 })
    .toContain('200 people');
  await slack.press(olga, slack.ephemerals(olga)[0]?.ts ?? '', 'Invite them anyway');
  return invited;
}

/** From the first message to the last, edits too, as a part of what the workspace's limit makes it at least. */
function pace(slack: FakeSlack): string {
  const sent = slack.requests.filter(
    ({ method, status }) => /^chat\.(postMessage|update)$/.test(method) && status === 200,
  );
  const best = (sent.length - 1) * (SLACK_LIMITS.window / SLACK_LIMITS.perWorkspace / SPEED);
  return (((sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)) / best).toFixed(2);
}
