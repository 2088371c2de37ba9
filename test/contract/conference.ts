import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import { ConferenceError } from '../../src/errors.ts';
import { type AccountId, asId, type ConferenceId, fresh, type OccurrenceId } from '../../src/ids.ts';
import type { MeetingId } from '../../src/meeting/meeting-id.ts';
import type { Call, ConferenceProvider, Guest, Made } from '../../src/ports/conference.ts';
import { aHost } from '../fakes/a-host.ts';

/** A provider set up for one test. */
export type ConferenceWorld = {
  readonly provider: ConferenceProvider;
  /** A number that a meeting may have. */
  readonly meetingId: MeetingId;
  readonly now: number;
  /** Calls that run at the provider, by its own ids; null where it keeps nothing. */
  running(): Promise<readonly string[] | null>;
  /** Makes the answer to the next call get lost after it was done; null where that cannot happen. */
  readonly crash: (() => void) | null;
  close(): Promise<void>;
};

const never = new AbortController().signal;
const codesOf = (made: Made) => made.codes.map(({ label, secret }) => [label, secret.open()]);

/** What every conference provider must do. `setup` makes a fresh one for each test. */
export function conferenceContract(name: string, setup: () => Promise<ConferenceWorld>): void {
  describe(`${name} as a conference provider`, () => {
    let world: ConferenceWorld;
    let call: Call;
    const occurrence = fresh<OccurrenceId>();
    beforeEach(async () => {
      world = await setup();
      call = {
        id: fresh<ConferenceId>(),
        meetingId: world.meetingId,
        kind: 'planned',
        host: aHost(),
        topic: 'Standup',
        startsAt: world.now,
        endsAt: world.now + HOUR,
        zone: 'Europe/Berlin',
        waitingRoom: 'off',
      };
    });
    afterEach(() => world.close());

    const guest = (person: string, more: Partial<Guest> = {}): Guest => ({
      occurrenceId: occurrence,
      topic: 'Standup',
      account: asId<AccountId>(person),
      personKey: person,
      name: person,
      host: false,
      organizer: null,
      waits: false,
      link: null,
      ...more,
    });
    const isRunning = async (foreignId: string) =>
      (await world.running())?.filter((id) => id === foreignId).length;

    it('issues codes of its own exactly when it says so', async () => {
      const made = await world.provider.create(call, never);
      expect(made.foreignId).not.toBe('');
      expect(made.codes.length > 0).toBe(world.provider.abilities.ownCodes);
    });

    it('finds and reads back what it made, and nothing of another meeting', async () => {
      const made = await world.provider.create(call, never);
      const other = { ...call, id: fresh<ConferenceId>() };
      const keepsNothing = (await world.running()) === null;
      expect(await world.provider.find(call, never)).toEqual(keepsNothing ? [] : [made.foreignId]);
      expect(await world.provider.find(other, never)).toEqual([]);
      const read = await world.provider.read(made.foreignId, never);
      expect(read && [read.foreignId, codesOf(read)]).toEqual([made.foreignId, codesOf(made)]);
    });

    it('finds the call whose answer got lost', async () => {
      if (world.crash === null) return;
      world.crash();
      await expect(world.provider.create(call, never)).rejects.toBeInstanceOf(ConferenceError);
      expect(await world.provider.find(call, never)).toEqual(await world.running());
    });

    it('says that a removed call is not there', async () => {
      if ((await world.running()) === null) return;
      const { foreignId } = await world.provider.create(call, never);
      await world.provider.remove(foreignId, never);
      expect(await world.provider.read(foreignId, never)).toBeNull();
      expect(await world.provider.find(call, never)).toEqual([]);
    });

    it('keeps its codes when a call is only moved', async () => {
      const made = await world.provider.create(call, never);
      const moved = { ...call, startsAt: call.startsAt + HOUR, endsAt: call.endsAt + HOUR };
      expect(codesOf(await world.provider.update(made.foreignId, moved, false, never))).toEqual(
        codesOf(made),
      );
    });

    it('changes its codes when asked to rotate', async () => {
      const made = await world.provider.create(call, never);
      const next = await world.provider.update(made.foreignId, call, true, never);
      if (world.provider.abilities.ownCodes) expect(codesOf(next)).not.toEqual(codesOf(made));
      const { rotate } = world.provider.abilities;
      expect(next.foreignId === made.foreignId).toBe(rotate !== 'recreate');
    });

    it('gives each verified person a way in of their own', async () => {
      const { foreignId } = await world.provider.create(call, never);
      const ways = await Promise.all(
        ['olga', 'ivan'].map((person) => world.provider.admit(foreignId, guest(person), never)),
      );
      const urls = ways.map(({ url }) => url.open());
      expect(new Set(urls).size).toBe(2);
      for (const url of urls) expect(URL.canParse(url)).toBe(true);
      expect(inspect(ways, { depth: null })).not.toContain(urls[0]);
    });

    it('ends a call as often as it is told to', async () => {
      const { foreignId } = await world.provider.create(call, never);
      await world.provider.end(foreignId, occurrence, false, never);
      await world.provider.end(foreignId, occurrence, false, never);
    });

    it('leaves nothing of a removed call, and does not mind removing it again', async () => {
      const { foreignId } = await world.provider.create(call, never);
      await world.provider.remove(foreignId, never);
      await world.provider.remove(foreignId, never);
      expect((await isRunning(foreignId)) ?? 0).toBe(0);
    });
  });
}
