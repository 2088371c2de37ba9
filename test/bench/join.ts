import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPage, secretOf } from '../program/page.ts';
import { startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { median } from './median.ts';

const BARE = fileURLToPath(new URL('./bare-join.ts', import.meta.url));
const TURNS = 20;
const TRIES = 300; // at once, in each turn; wrong ones stay below the installation's 10,000 an hour (SECURITY.md §1)
const WARM_UP = 3; // turns, until the compiler has done its part on both sides
/** No answer comes sooner (src/door/floor.ts), whatever it took. */
const FLOOR = 300; // milliseconds

export type JoinFigures = {
  /** Medians, in answers per second. */
  readonly right: number;
  readonly wrong: number;
  readonly bare: number;
};

type Body = { readonly meetingId: string; readonly passcode: string; readonly name: string };

/** `POST /api/join` beside a bare hono handler with one SQLite write: in turns, each in a process of its own. */
export async function benchJoin(): Promise<JoinFigures> {
  const folder = temporaryFolder('bench-join');
  const program = await startProgram(folder, { env: { TRUSTED_PROXIES: '127.0.0.1' } });
  const bare = spawn(process.execPath, [BARE, join(folder, 'bare.db')]);
  const [port] = await once(bare.stdout.setEncoding('utf8'), 'data');
  const [ours, bareUrl] = [program.url, `http://127.0.0.1:${Number(port)}`];
  const key = await aMeeting(program.url);
  // Another one each time: a meeting that is guessed at shuts its door.
  let guesses = 0;
  const none = (): Body => {
    guesses += 1;
    return { ...key, meetingId: String(20_000_000_000 + guesses) };
  };

  const figures = { right: [] as number[], wrong: [] as number[], bare: [] as number[] };
  for (let turn = -WARM_UP; turn < TURNS; turn += 1) {
    const right = await perSecond(ours, 200, (n) => ({ ...key, name: `Guest ${n}` }), FLOOR);
    const wrong = await perSecond(ours, 401, none, FLOOR);
    const beside = await perSecond(bareUrl, 200, none, 0);
    if (turn < 0) continue;
    figures.right.push(right);
    figures.wrong.push(wrong);
    figures.bare.push(beside);
  }
  bare.kill();
  await program.stop();
  await rm(folder, { recursive: true });
  return { right: median(figures.right), wrong: median(figures.wrong), bare: median(figures.bare) };
}

/** A live meeting, as a guest comes to it with ID and passcode. */
async function aMeeting(url: string): Promise<Body> {
  const page = openPage(url);
  await page.says('olga', '/meeting now Standup @ivan');
  return page.until('a slip', (entries) => {
    const slip = entries.find(
      ({ audience, body }) => audience === 'ivan' && body.kind === 'message' && hasCode(body),
    );
    const [meetingId] = /\d{3} \d{4} \d{4}/.exec(JSON.stringify(slip?.body)) ?? [];
    return slip && meetingId ? { meetingId, passcode: secretOf(slip, 'Passcode'), name: 'Guest' } : null;
  });
}

const hasCode = (body: unknown): boolean => JSON.stringify(body).includes('"secret"');

/** Somebody else each time, from a network of their own: nobody is throttled. */
let people = 0;
function addressOfSomebody(): string {
  people += 1;
  return `${20 + (people >> 16)}.${(people >> 8) & 255}.${people & 255}.1`;
}

/** All at once, each on a connection of its own. */
async function perSecond(
  url: string,
  wanted: number,
  body: (n: number) => Body,
  floor: number,
): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const start = performance.now();
  await Promise.all(Array.from({ length: TRIES }, (_, n) => post(agent, url, body(n), wanted)));
  const seconds = (performance.now() - start - floor) / 1000;
  agent.destroy();
  return TRIES / seconds;
}

const post = (agent: Agent, url: string, body: Body, wanted: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': addressOfSomebody() };
    const sent = request(`${url}/api/join`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume().on('end', resolve).on('error', reject);
      if (answer.statusCode !== wanted) reject(new Error(`answered ${answer.statusCode}`));
    });
    sent.on('error', reject).end(JSON.stringify(body));
  });
