import { SECOND } from '../../../src/clock.ts';
import type { OccurrenceId } from '../../../src/ids.ts';
import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import type { Presence } from '../../../src/ports/store.ts';

/** How often it is looked who is there: another process may have let somebody in. */
const EVERY = SECOND;

export type Watcher = {
  /** Who is there: at first, whenever somebody looked, and null once the call was ended. */
  seen(present: readonly Presence[] | null): void;
};

/** Looks who is in the calls that somebody watches: once for all who watch the same one. */
export type Watch = {
  /** Until the signal aborts. */
  follow(occurrence: OccurrenceId, watcher: Watcher, signal: AbortSignal): void;
  /** Looks at once, after something was changed here. */
  look(occurrence: OccurrenceId): Promise<void>;
  /** Tells everyone that the call is over. */
  end(occurrence: OccurrenceId): void;
};

type Watched = { readonly watchers: Set<Watcher>; readonly nobodyLeft: AbortController };

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

  function watch(occurrence: OccurrenceId): Watched {
    const call = { watchers: new Set<Watcher>(), nobodyLeft: new AbortController() };
    calls.set(occurrence, call);
    void keepLooking(occurrence, call.nobodyLeft.signal);
    return call;
  }

  return {
    follow(occurrence, watcher, signal) {
      if (signal.aborted) return;
      const call = calls.get(occurrence) ?? watch(occurrence);
      call.watchers.add(watcher);
      signal.addEventListener('abort', () => {
        call.watchers.delete(watcher);
        if (call.watchers.size > 0) return;
        call.nobodyLeft.abort();
        calls.delete(occurrence);
      });
      void look(occurrence);
    },
    look,
    end(occurrence) {
      for (const watcher of calls.get(occurrence)?.watchers ?? []) watcher.seen(null);
    },
  };
}
