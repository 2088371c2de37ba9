import type { Clock } from '../clock.ts';
import type { EventId, FormId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import { combine, emptyChange } from '../meeting/change.ts';
import type { Answer } from '../messages/answer.ts';
import type { Change, Store } from '../ports/store.ts';
import type { Vault } from '../vault/vault.ts';
import { type Identity, identityChange } from './identity.ts';
import type { Stale, Turn } from './turn.ts';
import { keepForm, storedForm, type Waiting } from './waiting.ts';

type Parts = {
  readonly store: Pick<Store, 'commit'>;
  readonly vault: Vault;
  readonly clock: Pick<Clock, 'now'>;
  readonly committed: () => void;
};

/** What is written of an event, in one commit, and once however often it is delivered. */
export function createWriter({ store, vault, clock, committed }: Parts) {
  /** Nothing is written but the event, so that its second delivery is known for what it is. */
  async function refuseOnce(event: EventId, answer: Answer): Promise<Answer> {
    return (await store.commit({ ...emptyChange, event })) === 'seen' ? { kind: 'nothing' } : answer;
  }

  function keep(turn: Turn, id: FormId, next: Pick<Partial<Waiting>, 'values'>, more = emptyChange) {
    const change = combine(keepForm(stored(turn, id, next)), more);
    return commit(change, turn.invocation.event, turn.who);
  }

  const stored = ({ asked, who }: Turn, id: FormId, next: Pick<Partial<Waiting>, 'values' | 'step'>) =>
    storedForm({ ...asked, ...next, command: asked.command.name }, id, who, vault, clock.now());

  /** Null when it is written; otherwise what to answer instead. `met`: people named, some for the first time. */
  async function commit(
    change: Change,
    event: EventId,
    who: Identity,
    met: readonly Account[] = [],
  ): Promise<Answer | Stale | null> {
    const result = await store.commit({ ...combine(identityChange(who, met, change), change), event });
    if (result === 'stale') return 'stale';
    committed();
    return result === 'seen' ? { kind: 'nothing' } : null;
  }

  return { commit, keep, refuseOnce, stored };
}
