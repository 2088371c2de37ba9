import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError, type DeliveryFailure } from '../../src/errors.ts';
import { type DeliveryId, fresh } from '../../src/ids.ts';
import type { PrivateMessage, PublicMessage } from '../../src/messages/message.ts';
import type { Messenger, Place } from '../../src/ports/messenger.ts';
import { Secret } from '../../src/vault/secret.ts';

type PersonPlace = Extract<Place, { kind: 'person' }>;
type ConversationPlace = Extract<Place, { kind: 'conversation' }>;

/** What can be made to go wrong with the next call. `lost`: it arrives, but the answer to it does not. */
export type MessengerFault = 'later' | 'failed' | 'lost' | 'revoked';

/** A platform set up for one test. */
export type MessengerWorld = {
  readonly messenger: Messenger;
  readonly person: PersonPlace;
  readonly other: PersonPlace;
  readonly conversation: ConversationPlace;
  /** Somebody whom the bot may not write to; null where the platform knows no such thing. */
  readonly closed: PersonPlace | null;
  /** A conversation that the bot is not in; null likewise. */
  readonly foreign: ConversationPlace | null;
  /** Whether `findSent` can tell. */
  readonly finds: boolean;
  /** Faults that this set-up can bring about. */
  readonly faults: readonly MessengerFault[];
  fail(fault: MessengerFault): void;
  /** What a reader of the place sees there now, oldest first, one text per message, every secret opened. */
  seen(place: Place): Promise<readonly string[]>;
  close(): Promise<void>;
};

const FAILURE_OF: Readonly<Record<MessengerFault, DeliveryFailure>> = {
  later: 'later',
  failed: 'failed',
  lost: 'ambiguous',
  revoked: 'revoked',
};

const CODE = 'K7QW3M9XTB';
const slip = (code = CODE): PrivateMessage => ({
  notice: 'Your code for Standup',
  blocks: [
    { kind: 'heading', sign: 'lock', spans: [{ kind: 'text', text: 'Your code for Standup' }] },
    {
      kind: 'paragraph',
      spans: [{ kind: 'secret', label: 'passcode', secret: new Secret(code), hidden: false }],
    },
  ],
});
const card = (topic: string): PublicMessage => ({
  notice: topic,
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: topic }] }],
});

const never = new AbortController().signal;
const failureOf = (promise: Promise<unknown>): Promise<DeliveryError> =>
  promise.then(
    () => expect.fail('it went through'),
    (error: unknown) =>
      error instanceof DeliveryError ? error : expect.fail(`not a DeliveryError: ${error}`),
  );

/** What every messenger must do. `setup` makes a fresh platform for each test. */
export function messengerContract(name: string, setup: () => Promise<MessengerWorld>): void {
  describe(`${name} as a messenger`, () => {
    let world: MessengerWorld;
    beforeEach(async () => {
      world = await setup();
    });
    afterEach(() => world.close());

    const send = (place: PersonPlace | ConversationPlace, id = fresh<DeliveryId>()) =>
      place.kind === 'person'
        ? world.messenger.send(id, { to: place, message: slip() }, never)
        : world.messenger.send(id, { to: place, message: card('Standup') }, never);

    it('brings a private message to its person and to nobody else', async () => {
      await send(world.person);
      const seen = await world.seen(world.person);
      expect(seen).toHaveLength(1);
      expect(seen[0]).toContain(CODE);
      expect(await world.seen(world.other)).toEqual([]);
      expect(await world.seen(world.conversation)).toEqual([]);
    });

    it('posts a public message in its conversation', async () => {
      await send(world.conversation);
      const seen = await world.seen(world.conversation);
      expect(seen).toHaveLength(1);
      expect(seen[0]).toContain('Standup');
    });

    it('edits in place, leaving nothing of what stood there', async () => {
      const ref = await send(world.person);
      await world.messenger.edit(ref, { to: world.person, message: slip('ANOTHER123') }, never);
      const seen = await world.seen(world.person);
      expect(seen).toHaveLength(1);
      expect(seen[0]).toContain('ANOTHER123');
      expect(seen[0]).not.toContain(CODE);
    });

    it('edits into the same text without complaint', async () => {
      const ref = await send(world.conversation);
      await world.messenger.edit(ref, { to: world.conversation, message: card('Standup') }, never);
      expect(await world.seen(world.conversation)).toHaveLength(1);
    });

    it('keeps messages of one place apart', async () => {
      const first = await send(world.person);
      await send(world.person);
      await world.messenger.edit(first, { to: world.person, message: slip('ANOTHER123') }, never);
      const [one, two] = await world.seen(world.person);
      expect(one).toContain('ANOTHER123');
      expect(two).toContain(CODE);
    });

    it('finds what arrived, or says that it cannot tell', async () => {
      const id = fresh<DeliveryId>();
      const ref = await send(world.person, id);
      const found = await world.messenger.findSent(id, world.person, never);
      expect(found).toEqual(world.finds ? { kind: 'found', ref } : { kind: 'unknown' });
    });

    it('does not find what never arrived', async () => {
      await send(world.person);
      const found = await world.messenger.findSent(fresh<DeliveryId>(), world.person, never);
      expect(found).toEqual({ kind: world.finds ? 'absent' : 'unknown' });
    });

    it('says that a person with closed messages is unreachable, and why', async () => {
      if (world.closed === null) return;
      const error = await failureOf(send(world.closed));
      expect(error.failure).toBe('unreachable');
      expect(error.reason).toMatch(/^[a-z-]+$/);
      expect(await world.seen(world.closed)).toEqual([]);
    });

    it('says that a conversation it is not in refuses the message', async () => {
      if (world.foreign === null) return;
      const error = await failureOf(send(world.foreign));
      expect(error.failure).toBe('refused');
      expect(await world.seen(world.foreign)).toEqual([]);
    });

    it('shows hostile text as plain text that is still there', async () => {
      const topic = 'Hi <!channel> @everyone *bold* [x](https://evil.example)';
      await world.messenger.send(
        fresh<DeliveryId>(),
        { to: world.conversation, message: card(topic) },
        never,
      );
      expect((await world.seen(world.conversation)).join()).toContain('https://evil.example');
    });

    it('does nothing under a signal that is aborted already', async () => {
      const post = { to: world.person, message: slip() };
      await expect(world.messenger.send(fresh<DeliveryId>(), post, AbortSignal.abort())).rejects.toThrow();
      expect(await world.seen(world.person)).toEqual([]);
    });

    for (const [fault, failure] of Object.entries(FAILURE_OF) as [MessengerFault, DeliveryFailure][]) {
      it(`calls it ${failure} when a message is ${fault}, without a word of the message`, async () => {
        if (!world.faults.includes(fault)) return;
        world.fail(fault);
        const id = fresh<DeliveryId>();
        const error = await failureOf(send(world.person, id));
        expect(error.failure).toBe(failure);
        expect(inspect(error, { depth: null, showHidden: true })).not.toContain(CODE);
        if (fault === 'later') expect(error.retryAfter).toBeGreaterThan(0);
        expect(await world.seen(world.person)).toHaveLength(fault === 'lost' ? 1 : 0);
        if (fault === 'lost' && world.finds)
          expect((await world.messenger.findSent(id, world.person, never)).kind).toBe('found');
        await send(world.other);
        expect(await world.seen(world.other)).toHaveLength(1);
      });
    }
  });
}
