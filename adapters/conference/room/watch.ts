import { SECOND } from '../../../src/clock.ts';
import type { OccurrenceId } from '../../../src/ids.ts';
import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import type { Presence } from '../../../src/ports/store.ts';
import type { RoomPass } from './room-pass.ts';

/** How often it is looked who is there: another process may have let somebody in. */
const EVERY = SECOND;

type Watcher = {
  /** Who is there: at first, whenever somebody looked, and null once the call was ended. */
  seen(present: readonly Presence[] | null): void;
};

/** Looks who is in the calls that somebody watches: once for all who watch the same one. */
export type Watch = {
  /** Until the signal aborts. */
  follow(pass: RoomPass, watcher: Watcher, signal: AbortSignal): void;
  /** Looks at once, after something was changed here. */
  look(occurrence: OccurrenceId): Promise<void>;
  /** Tells everyone that it is over. */
  end(occurrence: OccurrenceId): void;
  /** What is watched of one call of the provider. */
  of(call: string): readonly OccurrenceId[];
};

type Watched = {
  readonly call: string;
  readonly watchers: Set<Watcher>;
  readonly nobodyLeft: AbortController;
};

export function createWatch({ attendance, clock, log }: ConferenceParts): Watch {
  const calls = new Map<OccurrenceId, Watched>();

  async function look(occurrence: OccurrenceId): Promise<void> {
    const call = calls.get(occurrence);
    if (!call) return;
    try {
      const present = await attendance.of(occurrence);
      for (const watcher of call.watchers) watcher.seen(present);
    } catch (err) {
      log.warn({ err, occurrence }, 'presence not read');
    }
  }

  async function keepLooking(occurrence: OccurrenceId, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(EVERY, signal);
      await look(occurrence);
    }
  }

  function watch({ call, occurrenceId }: RoomPass): Watched {
    const watched = { call, watchers: new Set<Watcher>(), nobodyLeft: new AbortController() };
    calls.set(occurrenceId, watched);
    void keepLooking(occurrenceId, watched.nobodyLeft.signal);
    return watched;
  }

  return {
    follow(pass, watcher, signal) {
      if (signal.aborted) return;
      const { occurrenceId } = pass;
      const watched = calls.get(occurrenceId) ?? watch(pass);
      watched.watchers.add(watcher);
      signal.addEventListener('abort', () => {
        watched.watchers.delete(watcher);
        if (watched.watchers.size > 0) return;
        watched.nobodyLeft.abort();
        calls.delete(occurrenceId);
      });
      void look(occurrenceId);
    },
    look,
    end(occurrence) {
      for (const watcher of calls.get(occurrence)?.watchers ?? []) watcher.seen(null);
    },
    of: (call) => [...calls].flatMap(([occurrence, watched]) => (watched.call === call ? [occurrence] : [])),
  };
}
