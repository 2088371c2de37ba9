import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import { MINUTE, SECOND } from '../../src/clock.ts';
import type { CallName, Moment } from '../fakes/zoom/types.ts';
import { startZoom } from '../fakes/zoom/zoom-server.ts';
import { openPage, pressIn, secretOf } from '../program/page.ts';
import { type Program, startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A worker that died holds its jobs for a minute (src/jobs/worker.ts): the next start comes after that. */
const LATER = MINUTE + SECOND;
const MOMENTS = ['before', 'done', 'answered'] as const satisfies readonly Moment[];
const KEPT = ['Four'];
const CANCELLED = ['One', 'Two', 'Three'];
const TOPICS = [...CANCELLED, ...KEPT];

/** The whole program before a local Zoom, in which Olga and Ivan have accounts. */
async function aProgram() {
  const zoom = await startZoom();
  zoom.addUser('olga@example.org');
  const ivan = zoom.addUser('ivan@example.org');
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

  return { zoom, ivan, page, killedAt, start, settled };
}

const isSlipOf = (topic: string) => (entry: Entry) =>
  entry.audience === 'olga' &&
  entry.source === 'delivery' &&
  entry.body.kind === 'message' &&
  entry.body.notice === `Your code for ${topic}`;

it('leaves nothing behind at Zoom and no dead passcode, killed at every point of the flow', async () => {
  const { zoom, ivan, page, killedAt, start, settled } = await aProgram();
  const atEach = (call: CallName) => MOMENTS.map((moment) => [call, moment] as const);
  const each = (say: (topic: string) => string) => () =>
    Promise.all(TOPICS.map((topic) => page().says('olga', say(topic))));

  /** Says it of each topic, and yes to the question. */
  const confirmed =
    (topics: readonly string[], who: string, say: (topic: string) => string, yes: RegExp) => () =>
      Promise.all(
        topics.map(async (topic) => {
          const { entry } = await page().says(who, say(topic));
          if (entry) await page().presses(who, pressIn(entry, yes), entry);
        }),
      );

  const creating = [['settings', 'before'] as const, ...atEach('create')];
  await killedAt(
    creating,
    confirmed(TOPICS, 'olga', (topic) => `/meeting plan ${topic} at tomorrow 10:00 @ivan`, /^Plan it/),
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

  await killedAt(
    [...atEach('create'), ['remove', 'done']],
    confirmed(TOPICS, 'olga', (topic) => `/meeting transfer ${topic} @ivan`, /^Hand it over/),
  );
  await start();
  await settled(TOPICS);
  expect(new Set(zoom.meetings().map((one) => one.host_id))).toEqual(new Set([ivan.id]));

  await killedAt(
    atEach('remove'),
    confirmed(CANCELLED, 'ivan', (topic) => `/meeting cancel ${topic}`, /^Cancel the meeting/),
  );
  await start();
  await settled(KEPT);
}, 180_000);
