import type { Clock } from '../../src/clock.ts';
import { ConferenceError } from '../../src/errors.ts';
import type { ConferenceId, OccurrenceId } from '../../src/ids.ts';
import type { Abilities, Call, ConferenceProvider, Guest, Made, WayIn } from '../../src/ports/conference.ts';
import { Secret } from '../../src/vault/secret.ts';

/** How the provider takes its next call. */
export type Behaviour =
  /** Does it, and answers after so long. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Does nothing. */
  | { readonly kind: 'transient' | 'permanent' }
  /** Does it, and then the answer is lost. */
  | { readonly kind: 'crash' };

type Running = {
  readonly call: Call;
  readonly codes: number;
  readonly over: ReadonlySet<OccurrenceId>;
};

/** A conference provider in memory that can be slow, fail and crash, and that forgets nothing it made. */
export class FakeProvider implements ConferenceProvider {
  readonly abilities: Abilities;
  readonly running = new Map<string, Running>();
  /** Every call in order, such as `create` or `update rotate`. */
  readonly log: string[] = [];
  readonly #clock: Clock;
  readonly #behaviours: Behaviour[] = [];

  constructor(clock: Clock, abilities: Abilities) {
    this.#clock = clock;
    this.abilities = abilities;
  }

  /** How the next calls go, one each; then all is well again. */
  behave(...behaviours: readonly Behaviour[]): void {
    this.#behaviours.push(...behaviours);
  }

  /** Calls that run here although nobody refers to them. */
  orphans(known: ReadonlySet<string | null>): readonly string[] {
    return [...this.running.keys()].filter((foreignId) => !known.has(foreignId));
  }

  create(call: Call, signal: AbortSignal): Promise<Made> {
    return this.#answer('create', signal, () => {
      const first = callOf(call.id);
      const foreignId = this.running.has(first) ? `${first}-again` : first;
      const running = { call, codes: 1, over: new Set<OccurrenceId>() };
      this.running.set(foreignId, running);
      return this.#made(foreignId, running);
    });
  }

  find(call: Call, signal: AbortSignal): Promise<readonly string[]> {
    return this.#answer('find', signal, () =>
      [...this.running].filter(([, running]) => running.call.id === call.id).map(([foreignId]) => foreignId),
    );
  }

  read(foreignId: string, signal: AbortSignal): Promise<Made | null> {
    return this.#answer('read', signal, () => {
      const running = this.running.get(foreignId);
      return running === undefined ? null : this.#made(foreignId, running);
    });
  }

  update(foreignId: string, call: Call, rotate: boolean, signal: AbortSignal): Promise<Made> {
    return this.#answer(rotate ? 'update rotate' : 'update', signal, () => {
      const { codes, over } = this.#get(foreignId);
      const next = { call, codes: rotate ? codes + 1 : codes, over };
      this.running.set(foreignId, next);
      return this.#made(foreignId, next);
    });
  }

  end(foreignId: string, occurrence: OccurrenceId, _followed: boolean, signal: AbortSignal): Promise<void> {
    return this.#answer('end', signal, () => {
      const running = this.#get(foreignId);
      this.running.set(foreignId, { ...running, over: new Set([...running.over, occurrence]) });
    });
  }

  remove(foreignId: string, signal: AbortSignal): Promise<void> {
    return this.#answer('remove', signal, () => {
      this.running.delete(foreignId);
    });
  }

  admit(foreignId: string, guest: Guest, signal: AbortSignal): Promise<WayIn> {
    return this.#answer('admit', signal, () => {
      if (this.#get(foreignId).over.has(guest.occurrenceId)) throw new ConferenceError('permanent', 'ended');
      const url = `https://calls.example/${foreignId}#${encodeURIComponent(guest.personKey)}`;
      return { kind: 'redirect', url: new Secret(url) };
    });
  }

  #get(foreignId: string): Running {
    const running = this.running.get(foreignId);
    if (running === undefined) throw new ConferenceError('permanent', 'no-such-call');
    return running;
  }

  #made(foreignId: string, { codes }: Running): Made {
    const secret = new Secret(`provider-code-${codes}`);
    return { foreignId, codes: this.abilities.ownCodes ? [{ label: 'Passcode', secret }] : [] };
  }

  async #answer<Result>(name: string, signal: AbortSignal, act: () => Result): Promise<Result> {
    this.log.push(name);
    const behaviour = this.#behaviours.shift();
    switch (behaviour?.kind) {
      case undefined:
        return act();
      case 'transient':
      case 'permanent':
        throw new ConferenceError(behaviour.kind, behaviour.kind);
      case 'crash':
        act();
        throw new ConferenceError('transient', 'connection-lost');
      case 'slow': {
        const result = act();
        await this.#clock.sleep(behaviour.ms, signal);
        if (signal.aborted) throw new ConferenceError('transient', 'aborted');
        return result;
      }
    }
  }
}

/** The id that the fake gives to a conference's call. */
export const callOf = (conference: ConferenceId): string => `call-${conference}`;
