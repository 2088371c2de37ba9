import { ConferenceError } from '../errors.ts';
import type { ConferenceProvider } from '../ports/conference.ts';
import { backoff } from './backoff.ts';
import { type ConferenceJobParts, callOf } from './conference.ts';
import { type Dropped, readDropped } from './drop-jobs.ts';
import { done, retry } from './ending.ts';
import { unlessAborted } from './unless-aborted.ts';
import type { Runner } from './worker.ts';

/** About an hour of tries: a provider that does not answer for so long is the operator's to clear. */
const MOST_TRIES = 12;

/** Removes what is left of a call at the provider that a meeting had before it took another. */
export function createDrop(parts: ConferenceJobParts): Runner {
  const { store, clock, random, log, providers, hostOf } = parts;

  async function drop(dropped: Dropped, provider: ConferenceProvider, signal: AbortSignal): Promise<number> {
    const record = await store.meetings.byKey(dropped.meeting);
    const call = record && { ...callOf(record, await hostOf(record), clock.now()), id: dropped.conference };
    const found = call === null ? [] : await provider.find(call, signal);
    const all = new Set(dropped.foreignId === null ? found : [dropped.foreignId, ...found]);
    for (const foreignId of all) await provider.remove(foreignId, signal);
    return all.size;
  }

  return {
    async run(job, signal) {
      const dropped = readDropped(job.subject);
      const provider = providers.get(dropped.provider);
      if (provider === undefined) return async () => done();
      try {
        const removed = await unlessAborted(
          signal,
          drop(dropped, provider, signal),
          () => new ConferenceError('transient', 'too-slow'),
        );
        log.info({ conference: dropped.conference, removed }, 'former call removed');
        return async () => done();
      } catch (err) {
        if (!(err instanceof ConferenceError)) throw err;
        log.warn({ conference: dropped.conference, reason: err.reason }, 'former call not removed');
        if (err.failure === 'permanent' || job.attempts + 1 >= MOST_TRIES) return async () => done();
        return async () => retry(clock.now() + backoff(job.attempts, random), err.message);
      }
    },
    giveUp: async () => done(),
  };
}
