import { SECOND } from '../../../src/clock.ts';
import type { OccurrenceId } from '../../../src/ids.ts';
import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import type { Present } from '../../../src/ports/store/presence.ts';
import type { RoomPass } from './room-pass.ts';

/** How often it is looked who is there: another process may have let somebody in. */
const EVERY = SECOND;

type Watcher = {
  /** Who is there: at first, whenever somebody looked, and null once the call was ended. */
  seen(present: readonly Present[] | null): void;
  /** What another person's browser sends to this one, as it is. */
  told(from: string, data: unknown): void;
  /** The same person came in another window, which has the call from now on. */
  moved(): void;
};

/** Looks who is in the calls that somebody watches: once for all who watch the same one. */
export type Watch = {
  /** Until the signal aborts. `page`: which of the person's windows it is; one of them has the call. */
  follow(pass: RoomPass, page: string, watcher: Watcher, signal: AbortSignal): void;
  /** Passes it on from one person to another; false: the other does not listen here. */
  tell(occurrence: OccurrenceId, from: string, to: string, data: unknown): boolean;
  /** Looks at once, after something was changed here. */
  look(occurrence: OccurrenceId): Promise<void>;
  /** Tells everyone that it is over. */
  end(occurrence: OccurrenceId): void;
  /** What is watched of one call of the provider. */
  of(call: string): readonly OccurrenceId[];
};

type Listener = Watcher & { readonly personKey: string; readonly page: string };

type Watched = {
  readonly call: string;
  readonly watchers: Set<Listener>;
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
    const watched = { call, watchers: new Set<Listener>(), nobodyLeft: new AbortController() };
    calls.set(occurrenceId, watched);
    void keepLooking(occurrenceId, watched.nobodyLeft.signal);
    return watched;
  }

  return {
    follow(pass, page, watcher, signal) {
      if (signal.aborted) return;
      const { occurrenceId, personKey } = pass;
      const watched = calls.get(occurrenceId) ?? watch(pass);
      for (const one of watched.watchers) if (one.personKey === personKey && one.page !== page) one.moved();
      const listener = { ...watcher, personKey, page };
      watched.watchers.add(listener);
      signal.addEventListener('abort', () => {
        watched.watchers.delete(listener);
        if (watched.watchers.size > 0) return;
        watched.nobodyLeft.abort();
        calls.delete(occurrenceId);
      });
      void look(occurrenceId);
    },
    tell(occurrence, from, to, data) {
      const listeners = [...(calls.get(occurrence)?.watchers ?? [])].filter(
        ({ personKey }) => personKey === to,
      );
      for (const listener of listeners) listener.told(from, data);
      return listeners.length > 0;
    },
    look,
    end(occurrence) {
      for (const watcher of calls.get(occurrence)?.watchers ?? []) watcher.seen(null);
    },
    of: (call) => [...calls].flatMap(([occurrence, watched]) => (watched.call === call ? [occurrence] : [])),
  };
}
