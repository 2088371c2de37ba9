/** `node load.ts <seconds>`: 100 workspaces of 50 people give commands for so long; then all must be as it must be. */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { residentOf } from '../bench/resident.ts';
import { startDiscord } from '../fakes/discord/discord-server.ts';
import { startProgram } from '../program/program.ts';
import { SEED } from '../seed.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type Crowd, gather, type Timed } from './crowd.ts';

const SECONDS = Number(process.argv[2] ?? 600);
const WORKSPACES = 100;
const PEOPLE = 50;
/** At a time; with what they think between two commands they give some 50 a second. */
const WALKERS = 12;
const PARTS = 6;
/** Milliseconds that the queue may take to empty itself when nobody asks for anything any more. */
const PATIENCE = 1_200_000;

type Sample = { readonly at: number; readonly heap: number; readonly rss: number };

const folder = temporaryFolder('load');
const discord = await startDiscord({ membersIntent: true });
const crowd = gather(discord, WORKSPACES, PEOPLE, `load-${SEED}`);
const program = await startProgram(folder, {
  env: {
    // So little that it must collect all the time: what it keeps is seen, and what it piles up ends it.
    NODE_OPTIONS: '--max-old-space-size=96', // MiB
    DATA_DIR: join(folder, 'data'),
    PLAYGROUND: 'on',
    PUBLIC_URL: 'http://localhost:3000',
    DISCORD_API_URL: discord.url,
    DISCORD_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_MEMBERS: 'on',
  },
});

const began = Date.now();
const samples: Sample[] = [];
const sampling = new AbortController();
const sampled = sample();
await crowd.run(WALKERS, began + SECONDS * 1_000);
sampling.abort();
await sampled;
const used = processorSeconds(program.pid);
const lost = await whatIsLost(crowd);
await program.stop();
await discord.close();

const problems = [
  ...crowd.wrong,
  ...lost,
  ...discord.violations,
  ...program.written.err.split('\n').filter((line) => /"level":"(?:error|fatal)"|"level":[56]0/.test(line)),
  ...grown('heap', 1.3, 8),
  ...grown('rss', 1.2, 16),
  ...slower(),
];
say(`seed ${SEED}: ${crowd.timed.length} commands of ${WORKSPACES} workspaces in ${SECONDS} s`);
say(`${crowd.meetings().length} meetings, lost ${lost.length}, wrong ${crowd.wrong.length}`);
say(`heap after collecting, MiB by sixth: ${parts('heap').join(' ')}; resident: ${parts('rss').join(' ')}`);
say(`the program's share of one processor: ${(used / SECONDS).toFixed(2)}`);
say(`99th percentile of answers, ms by third: ${thirds().join(' ')}`);
for (const [command, all] of Object.entries(Object.groupBy(crowd.timed, ({ command }) => command)))
  say(`  ${command}: ${all?.length} times, 99th percentile ${percentile(all ?? []).toFixed(1)} ms`);
for (const problem of problems.slice(0, 20)) say(`WRONG ${problem}`);
await rm(folder, { recursive: true });
process.exitCode = problems.length > 0 ? 1 : 0;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Of user and system, since its start (proc_pid_stat(5)); NaN where the system does not tell. */
function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100; // ticks of a hundredth of a second
  } catch {
    return Number.NaN;
  }
}

/** What the process says of its heap, and the system of all of it, every second. */
async function sample(): Promise<void> {
  while (!sampling.signal.aborted) {
    const text = await (await fetch(`${program.url}/metrics`)).text();
    const heap = Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]) / 2 ** 20;
    samples.push({ at: Date.now() - began, heap, rss: residentOf(program.pid) ?? 0 });
    await pause(1_000);
  }
}

/** By sixth of the time the least that was seen, which is what is left after collecting. */
function parts(kind: 'heap' | 'rss'): readonly number[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const length = (SECONDS * 1_000) / PARTS;
    const inside = samples.filter(({ at }) => Math.floor(at / length) === part);
    return Math.round(Math.min(...inside.map((each) => each[kind])));
  });
}

/** The first sixth is the program's own warming up. */
function grown(kind: 'heap' | 'rss', times: number, more: number): readonly string[] {
  const [, early = 0, ...later] = parts(kind);
  const late = later.at(-1) ?? 0;
  return late > early * times + more ? [`${kind} grew from ${early} to ${late} MiB`] : [];
}

function percentile(all: readonly Timed[]): number {
  const sorted = all.map(({ took }) => took).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
}

function thirds(): readonly number[] {
  const length = Math.ceil(crowd.timed.length / 3);
  return [0, 1, 2].map((third) =>
    Math.round(percentile(crowd.timed.slice(third * length, (third + 1) * length))),
  );
}

/** Twice as slow in the end as in the beginning, where a busy machine makes some of the difference. */
function slower(): readonly string[] {
  const [first = 0, , last = 0] = thirds();
  return last > 2 * first + 50 ? [`answers took ${first} ms, and ${last} in the end`] : [];
}

/** Once the queue is empty: meetings that are not there, and invitees without the current code of an open one. */
async function whatIsLost({ meetings }: Crowd): Promise<readonly string[]> {
  const client = new Database(join(folder, 'data', 'latchkey.db'), { readonly: true });
  const owed = client.prepare("SELECT count(*) FROM jobs WHERE kind = 'deliver'").pluck();
  const until = Date.now() + PATIENCE;
  while (Number(owed.get()) > 0 && Date.now() < until) await pause(500);
  const left = Number(owed.get());
  const meeting = client.prepare('SELECT key FROM meetings WHERE topic = ?').pluck();
  const without = client
    .prepare(
      `SELECT count(*) FROM invitations i JOIN meetings m ON m.key = i.meeting_key
       WHERE m.key = ? AND m.state = 'open' AND i.state = 'invited' AND NOT EXISTS (
         SELECT 1 FROM deliveries d WHERE d.invitation_id = i.id AND d.content = 'slip'
           AND d.revision = m.revision AND d.state IN ('sent', 'shown'))`,
    )
    .pluck();
  const lost = meetings().flatMap(({ topic }) => {
    const key = meeting.get(topic);
    if (key === undefined) return [`${topic} is not there`];
    const missing = Number(without.get(key));
    return missing > 0 ? [`${topic}: ${missing} without their code`] : [];
  });
  client.close();
  return left > 0 ? [`${left} messages were not sent`, ...lost] : lost;
}
