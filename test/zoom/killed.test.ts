import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import { MINUTE, SECOND } from '../../src/clock.ts';
import type { CallName, Moment } from '../fakes/zoom/types.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';
import { openPage, secretOf } from '../program/page.ts';
import { type Program, startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A worker that died holds its jobs for a minute (src/jobs/worker.ts): the next start comes after that. */
const LATER = MINUTE + SECOND;
const MOMENTS = ['before', 'done', 'answered'] as const satisfies readonly Moment[];
const KEPT = ['Four'];
const CANCELLED = ['One', 'Two', 'Three'];
const TOPICS = [...CANCELLED, ...KEPT];

/** The whole program before a local Zoom, in which Olga has an account. */
async function aProgram() {
  const zoom = await startZoom();
  zoom.addUser('olga@example.org');
  const folder = temporaryFolder('zoom');
  const env = { ...zoom.env, CONFERENCE: 'zoom' };
  let program: Program = await startProgram(folder, { env });
  let starts = 0;
  onTestFinished(async () => {
    await program.kill();
    await zoom.close();
    await rm(folder, { recursive: true });
  });

  /** Kills it once all of these have been reached by what `act` sets off, and starts it again. */
  async function killedAt(points: readonly (readonly [CallName, Moment])[], act: () => Promise<unknown>) {
    const reached = points.map(([call, moment]) => zoom.stopAt(call, moment));
    const acted = act().catch(() => {});
    await Promise.all(reached);
    await program.kill();
    await acted;
  }

  async function start(): Promise<void> {
    starts += 1;
    program = await startProgram(folder, { env, ahead: starts * LATER });
  }

  const page = () => openPage(program.url);
  const passcodes = (entries: readonly Entry[], topic: string): readonly string[] =>
    entries.filter(isSlipOf(topic)).map((slip) => secretOf(slip, 'Zoom passcode'));

  /** Each of these is one meeting at Zoom, whose passcode is the one that stands in Olga's slips. */
  const settled = (topics: readonly string[]) =>
    page().until(`one meeting each and its passcode for ${topics.join()}`, (entries) => {
      const meetings = zoom.meetings();
      return (
        meetings.length === topics.length &&
        topics.every((topic) => {
          const [only] = meetings.filter((one) => one.topic === topic);
          return only && passcodes(entries, topic).join() === only.password;
        })
      );
    });

  return { zoom, page, killedAt, start, settled };
}

const isSlipOf = (topic: string) => (entry: Entry) =>
  entry.audience === 'olga' &&
  entry.source === 'delivery' &&
  entry.body.kind === 'message' &&
  entry.body.notice === `Your code for ${topic}`;

/** What the button of a question sends. */
function pressIn({ body }: Entry, label: string): string {
  const blocks = body.kind === 'message' ? body.blocks : [];
  const buttons = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const found = buttons.find((button) => button.label === label);
  if (!found || !('press' in found) || found.press === null)
    throw new Error(`no ${label} in ${JSON.stringify(body)}`);
  return found.press;
}

it('leaves nothing behind at Zoom and no dead passcode, killed at every point of the flow', async () => {
  const { zoom, page, killedAt, start, settled } = await aProgram();
  const atEach = (call: CallName) => MOMENTS.map((moment) => [call, moment] as const);
  const each = (say: (topic: string) => string) => () =>
    Promise.all(TOPICS.map((topic) => page().says('olga', say(topic))));

  const creating = [['settings', 'before'] as const, ...atEach('create')];
  await killedAt(
    creating,
    each((topic) => `/meeting now ${topic} @ivan`),
  );
  await killedAt([['list', 'done']], start);
  await start();
  await settled(TOPICS);

  const before = zoom.meetings().map(({ password }) => password);
  await killedAt(
    atEach('change'),
    each((topic) => `/meeting rotate ${topic}`),
  );
  await start();
  await settled(TOPICS);
  expect(zoom.meetings().filter(({ password }) => before.includes(password))).toEqual([]);

  await killedAt(atEach('remove'), () =>
    Promise.all(
      CANCELLED.map(async (topic) => {
        const { entry } = await page().says('olga', `/meeting cancel ${topic}`);
        if (entry) await page().presses('olga', pressIn(entry, 'Cancel the meeting'), entry);
      }),
    ),
  );
  await start();
  await settled(KEPT);
}, 180_000);
