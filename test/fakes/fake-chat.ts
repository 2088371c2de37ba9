import type { Clock } from '../../src/clock.ts';
import { DeliveryError, type DeliveryScope } from '../../src/errors.ts';
import { asId, type DeliveryId, type ForeignId } from '../../src/ids.ts';
import type { PrivateSpan } from '../../src/messages/message.ts';
import type { Directory, Expansion, Person, Role } from '../../src/ports/directory.ts';
import type { Found, MessageRef, Messenger, Place, Post } from '../../src/ports/messenger.ts';

/** What goes wrong with a call. */
export type Fault =
  | { readonly kind: 'later'; readonly ms: number; readonly scope: DeliveryScope }
  | { readonly kind: 'failed' | 'revoked' | 'bug' }
  /** The answer is lost; the message may have arrived all the same. */
  | { readonly kind: 'ambiguous'; readonly arrived: boolean }
  /** Answers after so long, or never when the caller gives up before. */
  | { readonly kind: 'slow'; readonly ms: number };

export type Operation = 'send' | 'edit' | 'find';

export type Posted = {
  readonly ref: MessageRef;
  readonly id: DeliveryId;
  readonly at: number;
  readonly place: string;
  /** Oldest first; the last one is what stands there now. */
  readonly versions: string[];
};

export type Member = {
  readonly person: Person;
  readonly role: Role;
  readonly conversations: readonly ForeignId[];
};

/** A chat platform in memory: delivers, refuses and fails as it is told to. */
export class FakeChat implements Messenger, Directory {
  readonly posted: Posted[] = [];
  /** Every call that reached the platform, with its time: for rate limits. */
  readonly calls: { readonly operation: Operation; readonly place: string; readonly at: number }[] = [];
  readonly members = new Map<ForeignId, Member>();
  /** Addresses that the platform tells. */
  readonly emails = new Map<ForeignId, string>();
  readonly groups = new Map<ForeignId, Expansion>();
  readonly mayNotMention = new Set<ForeignId>();
  /** People whose direct messages are closed, and conversations that the bot is not in. */
  readonly closed = new Set<ForeignId>();
  /** Whether it can tell what became of a delivery. */
  canFind = true;
  /** Whether it tells who a handle is; otherwise only those who have met the bot are known, as on Telegram. */
  knowsHandles = true;
  readonly #clock: Clock;
  readonly #faults: {
    readonly operation: Operation;
    readonly fault: Fault;
    readonly workspace: ForeignId | null;
    left: number;
  }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Makes the next `times` calls of the operation go wrong, in all workspaces or in one. */
  fail(operation: Operation, fault: Fault, times = 1, workspace: ForeignId | null = null): void {
    this.#faults.push({ operation, fault, workspace, left: times });
  }

  /** What stands in the place now, oldest first. */
  seen(id: ForeignId): readonly string[] {
    return this.posted.filter(({ place }) => place === id).map(({ versions }) => versions.at(-1) ?? '');
  }

  async send(id: DeliveryId, post: Post, signal: AbortSignal): Promise<MessageRef> {
    const place = idOf(post.to);
    const ref = `ref-${this.posted.length + 1}`;
    const arrive = () =>
      this.posted.push({ ref, id, at: this.#clock.now(), place, versions: [textOf(post.message)] });
    await this.#answer('send', post.to, signal, arrive);
    return this.posted.findLast((posted) => posted.id === id)?.ref ?? ref;
  }

  async edit(ref: MessageRef, post: Post, signal: AbortSignal): Promise<void> {
    const found = this.posted.find((posted) => posted.ref === ref);
    if (found === undefined) throw new DeliveryError('refused', 'message-gone');
    await this.#answer('edit', post.to, signal, () => found.versions.push(textOf(post.message)));
  }

  async findSent(id: DeliveryId, to: Place, signal: AbortSignal): Promise<Found> {
    await this.#answer('find', to, signal, () => {});
    if (!this.canFind) return { kind: 'unknown' };
    const found = this.posted.find((posted) => posted.id === id);
    return found === undefined ? { kind: 'absent' } : { kind: 'found', ref: found.ref };
  }

  async #answer(operation: Operation, to: Place, signal: AbortSignal, arrive: () => void): Promise<void> {
    const place = idOf(to);
    this.calls.push({ operation, place, at: this.#clock.now() });
    if (signal.aborted) throw new DeliveryError('ambiguous', 'aborted');
    if (operation !== 'find' && this.closed.has(place)) {
      throw to.kind === 'person'
        ? new DeliveryError('unreachable', 'dm-closed')
        : new DeliveryError('refused', 'not-in-channel');
    }
    const planned = this.#faults.find(
      (entry) =>
        entry.operation === operation && entry.left > 0 && [null, to.workspace].includes(entry.workspace),
    );
    if (planned === undefined) {
      arrive();
      return;
    }
    planned.left -= 1;
    const { fault } = planned;
    switch (fault.kind) {
      case 'later':
        throw new DeliveryError('later', 'rate-limited', fault.ms, fault.scope);
      case 'failed':
      case 'revoked':
        throw new DeliveryError(fault.kind, fault.kind);
      case 'bug':
        throw new TypeError('a bug of the adapter');
      case 'ambiguous':
        if (fault.arrived) arrive();
        throw new DeliveryError('ambiguous', 'connection-lost');
      case 'slow':
        arrive();
        await this.#clock.sleep(fault.ms, signal);
        if (signal.aborted) throw new DeliveryError('ambiguous', 'aborted');
    }
  }

  async roleOf(_workspace: ForeignId, person: ForeignId): Promise<Role> {
    return this.members.get(person)?.role ?? 'none';
  }

  async isIn(conversation: ForeignId, person: ForeignId): Promise<boolean> {
    return this.members.get(person)?.conversations.includes(conversation) ?? false;
  }

  async expand(
    _workspace: ForeignId,
    asker: ForeignId,
    group: { readonly foreignId: ForeignId },
  ): Promise<Expansion> {
    if (this.mayNotMention.has(asker)) return { kind: 'refused' };
    return this.groups.get(group.foreignId) ?? { kind: 'unknown' };
  }

  async find(_workspace: ForeignId, handle: string): Promise<Person | 'unmet' | null> {
    if (!this.knowsHandles) return 'unmet';
    return [...this.members.values()].find(({ person }) => person.handle === handle)?.person ?? null;
  }

  async emailOf(_workspace: ForeignId, person: ForeignId): Promise<string | null> {
    return this.emails.get(person) ?? null;
  }

  async profile(_workspace: ForeignId, person: ForeignId): Promise<Person | null> {
    return this.members.get(person)?.person ?? null;
  }

  /** Adds somebody. */
  join(id: string, role: Role, conversations: readonly ForeignId[] = []): Person {
    const foreignId = asId<ForeignId>(id);
    const person = { foreignId, name: id, handle: id, bot: false, zone: 'Europe/Berlin', locale: 'en' };
    this.members.set(foreignId, { person, role, conversations });
    return person;
  }
}

const idOf = (place: Place): ForeignId => (place.kind === 'person' ? place.person : place.conversation);

/** Everything that a reader could read in a message, opened. */
export function textOf(message: Post['message']): string {
  const spans = (list: readonly PrivateSpan[]) => list.map(textOfSpan).join('');
  return message.blocks
    .map((block) => {
      switch (block.kind) {
        case 'heading':
        case 'paragraph':
        case 'note':
          return spans(block.spans);
        case 'fields':
          return block.fields.map(({ label, value }) => `${label}: ${spans(value)}`).join('\n');
        case 'list':
          return block.items.map(spans).join('\n');
        case 'buttons':
          return block.buttons.map(({ label }) => `[${label}]`).join(' ');
        default:
          return block satisfies never;
      }
    })
    .join('\n');
}

function textOfSpan(span: PrivateSpan): string {
  switch (span.kind) {
    case 'text':
    case 'bold':
    case 'code':
    case 'command':
      return span.text;
    case 'time':
      return new Date(span.at).toISOString();
    case 'person':
      return `@${span.name}`;
    case 'link':
      return span.label;
    case 'secret':
      return span.secret.open();
    default:
      return span satisfies never;
  }
}
