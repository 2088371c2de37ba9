import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Departure, Dispatcher, Inbox, Invocation } from '../../src/ports/inbox.ts';
import { Secret } from '../../src/vault/secret.ts';

/** A platform with one asker, set up for one test. */
export type InboxWorld = {
  readonly inbox: Inbox;
  /** The asker says `/meeting <text>` where others can read, or in the private chat; resolves once answered. */
  says(text: string, where: 'conversation' | 'private'): Promise<void>;
  /** The asker presses a button that carries `press`. */
  presses(press: string): Promise<void>;
  /** The asker leaves the workspace. */
  leaves(): Promise<void>;
  /** The platform brings the last event once more. */
  redelivers(): Promise<void>;
  /** What the asker, or somebody else in the same conversation, sees of all answers, every secret opened. */
  seenBy(who: 'asker' | 'other'): Promise<string>;
  close(): Promise<void>;
};

const CODE = 'K7QW3M9XTB';

/** A dispatcher that keeps what it is asked, and answers with a code in private. */
class Recorder implements Dispatcher {
  readonly asked: Invocation[] = [];
  acknowledged = 0;
  /** Held answers wait for this. */
  gate: Promise<void> = Promise.resolve();

  acknowledgement(): 'private' {
    this.acknowledged += 1;
    return 'private';
  }

  async handle(invocation: Invocation) {
    this.asked.push(invocation);
    await this.gate;
    const secret = { kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden: false } as const;
    return {
      kind: 'private',
      message: { notice: 'Your code', blocks: [{ kind: 'paragraph', spans: [secret] }] },
    } as const;
  }

  readonly departed: Departure[] = [];

  async left(departure: Departure) {
    this.departed.push(departure);
  }

  async migrated() {}

  async reachable() {}
  async kept() {}

  async suggest() {
    return [];
  }
}

/** What every inbox must do. `setup` makes a fresh platform for each test. */
export function inboxContract(name: string, setup: () => Promise<InboxWorld>): void {
  describe(`${name} as an inbox`, () => {
    let world: InboxWorld;
    let dispatcher: Recorder;
    beforeEach(async () => {
      world = await setup();
      dispatcher = new Recorder();
    });
    afterEach(async () => {
      await world.inbox.stop();
      await world.close();
    });

    it('is ready between start and stop', async () => {
      expect(world.inbox.ready()).toBe(false);
      await world.inbox.start(dispatcher);
      expect(world.inbox.ready()).toBe(true);
      await world.inbox.stop();
      expect(world.inbox.ready()).toBe(false);
    });

    it('hands over what was typed, with who typed it and where', async () => {
      await world.inbox.start(dispatcher);
      await world.says('list', 'conversation');
      const [invocation] = dispatcher.asked;
      if (invocation?.request.kind === 'words') expect(invocation.request.words).toEqual(['list']);
      else expect(invocation?.request).toMatchObject({ kind: 'call', command: 'list' });
      expect(invocation?.actor.bot).toBe(false);
      expect(invocation?.conversation.visibility).not.toBe('direct');
      expect(invocation?.event.startsWith(`${invocation.platform}:`)).toBe(true);
      expect(dispatcher.acknowledged).toBeGreaterThan(0);
    });

    it('knows the private chat as confidential', async () => {
      await world.inbox.start(dispatcher);
      await world.says('list', 'private');
      expect(dispatcher.asked[0]).toMatchObject({
        confidential: true,
        conversation: { visibility: 'direct' },
      });
    });

    it('shows a private answer to the asker alone', async () => {
      await world.inbox.start(dispatcher);
      await world.says('list', 'conversation');
      expect(await world.seenBy('asker')).toContain(CODE);
      expect(await world.seenBy('other')).not.toContain(CODE);
    });

    it('hands over a pressed button', async () => {
      await world.inbox.start(dispatcher);
      await world.presses('code:abcdefghij0123456789');
      expect(dispatcher.asked[0]?.request).toEqual({ kind: 'press', press: 'code:abcdefghij0123456789' });
    });

    it('tells that somebody left', async () => {
      await world.inbox.start(dispatcher);
      await world.says('list', 'conversation');
      await world.leaves();
      const [asked] = dispatcher.asked;
      expect(dispatcher.departed).toEqual([
        { platform: asked?.platform, workspace: asked?.workspace.foreignId, person: asked?.actor.foreignId },
      ]);
    });

    it('gives two events two ids, and the same event the same id', async () => {
      await world.inbox.start(dispatcher);
      await world.says('list', 'conversation');
      await world.redelivers();
      await world.says('list', 'conversation');
      const ids = dispatcher.asked.map(({ event }) => event);
      const [first, last] = [ids[0], ids.at(-1)];
      expect(new Set(ids)).toEqual(new Set([first, last]));
      expect(first).not.toBe(last);
    });

    it('stops when the last event is answered, not before', async () => {
      await world.inbox.start(dispatcher);
      const { promise, resolve } = Promise.withResolvers<void>();
      dispatcher.gate = promise;
      const said = world.says('list', 'conversation');
      await expect.poll(() => dispatcher.asked.length).toBe(1);
      let stopped = false;
      const stop = world.inbox.stop().then(() => {
        stopped = true;
      });
      await new Promise((turn) => setImmediate(turn));
      expect(stopped).toBe(false);
      resolve();
      await Promise.all([said, stop]);
      expect(await world.seenBy('asker')).toContain(CODE);
    });
  });
}
