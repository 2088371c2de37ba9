import { asId, type EventId, type ForeignId, type Platform } from '../../src/ids.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Person } from '../../src/ports/directory.ts';
import type { Dispatcher, Inbox, Invocation } from '../../src/ports/inbox.ts';
import { textOf } from './fake-chat.ts';

type Where = 'conversation' | 'private';

/** Hands events of an imagined platform to the dispatcher, and keeps what the asker is shown. */
export class FakeInbox implements Inbox {
  readonly answers: Answer[] = [];
  readonly #asker: Person;
  #dispatcher: Dispatcher | null = null;
  #last: Invocation | null = null;
  #events = 0;
  readonly #handling = new Set<Promise<void>>();

  constructor(asker: Person) {
    this.#asker = asker;
  }

  async start(dispatcher: Dispatcher): Promise<void> {
    this.#dispatcher = dispatcher;
  }

  async stop(): Promise<void> {
    this.#dispatcher = null;
    await Promise.all(this.#handling);
  }

  ready(): boolean {
    return this.#dispatcher !== null;
  }

  ask(request: Invocation['request'], where: Where = 'conversation'): Promise<void> {
    this.#events += 1;
    const direct = where === 'private';
    this.#last = {
      event: asId<EventId>(`fake:${this.#events}`),
      platform: asId<Platform>('fake'),
      workspace: { foreignId: asId<ForeignId>('acme'), name: 'Acme' },
      conversation: {
        foreignId: asId<ForeignId>(direct ? 'dm' : 'general'),
        name: direct ? 'dm' : 'general',
        visibility: direct ? 'direct' : 'public',
      },
      actor: this.#asker,
      confidential: direct,
      request,
    };
    return this.redeliver();
  }

  async leave(): Promise<void> {
    await this.#dispatcher?.left({
      platform: asId<Platform>('fake'),
      workspace: asId<ForeignId>('acme'),
      person: this.#asker.foreignId,
    });
  }

  redeliver(): Promise<void> {
    const work: Promise<void> = this.#handle().finally(() => this.#handling.delete(work));
    this.#handling.add(work);
    return work;
  }

  /** What everybody sees of the answers, or the asker too. */
  seen(all: boolean): string {
    return this.answers
      .flatMap((answer) => {
        if (answer.kind === 'public' || ('message' in answer && all)) return [textOf(answer.message)];
        return [];
      })
      .join('\n');
  }

  async #handle(): Promise<void> {
    if (this.#dispatcher === null || this.#last === null) return;
    this.#dispatcher.acknowledgement(this.#last);
    this.answers.push(await this.#dispatcher.handle(this.#last));
  }
}
