import { rmSync } from 'node:fs';
import { expect, onTestFinished } from 'vitest';
import { createLog } from '../../src/log.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Abilities } from '../../src/ports/conference.ts';
import type { Invocation } from '../../src/ports/inbox.ts';
import { openWorkspace } from '../journeys/workspace.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { failCalls } from './faulty-calls.ts';
import { openFaulty } from './faulty-database.ts';
import type { Strikes } from './strikes.ts';

/** What is quoted in what fails: SQLite's messages hold what they are about, and an SDK's the whole request. */
const QUOTED = /database is locked|disk is full|whole request/;

/** A workspace where statements fail, or calls of the platform and the provider, while somebody does something. */
export async function faultyWorkspace(options: { readonly abilities?: Abilities } = {}) {
  const folder = temporaryFolder('faults');
  const { store, content, strikes: statements } = openFaulty(folder);
  const journey = await openWorkspace({ ...options, wrapStore: () => store });
  const calls = failCalls(journey);
  onTestFinished(async () => {
    const printed: string[] = [];
    const log = createLog('debug', { write: (line) => void printed.push(line) });
    for (const { data, event } of journey.lines) log.error(data, event);
    expect(printed.join('')).not.toMatch(QUOTED);
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const { dispatcher } = journey;
  const { handle } = dispatcher;
  /** Lets the nth statement or call of it fail, or all from then on; answers also whether there was one. */
  async function striking(strikes: Strikes, nth: number, forEver: boolean, act: () => Promise<Answer>) {
    let struck = false;
    Object.assign(dispatcher, {
      async handle(asked: Invocation) {
        strikes.arm(nth, forEver);
        try {
          return await handle(asked);
        } finally {
          struck = strikes.disarm();
        }
      },
    });
    const answer = await act();
    return { answer, struck };
  }
  return { ...journey, statements, calls, content, striking };
}
