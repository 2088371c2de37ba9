import { describe, expect, it } from 'vitest';
import { asId, type OccurrenceId } from '../../src/ids.ts';
import { visitsOf } from '../../src/meeting/visits.ts';
import type { Presence, Stay } from '../../src/ports/store/presence.ts';

const call = asId<OccurrenceId>('call');
const stay = (personKey: string, from: number, until: number): Stay => ({
  occurrenceId: call,
  personKey,
  account: null,
  name: personKey,
  from,
  until,
});
const there = (personKey: string, state: Presence['state'] = 'inside'): Presence => ({
  occurrenceId: call,
  personKey,
  account: null,
  name: personKey,
  host: false,
  state,
  enteredAt: 0,
  leaseUntil: 1_000,
});
const shown = (stays: readonly Stay[], present: readonly Presence[], endedAt: number | null) =>
  visitsOf(stays, present, { endedAt }).map(({ name, times, total }) => [
    name,
    times.map(({ from, until }) => `${from}-${until}`).join(' '),
    total,
  ]);

describe('who came to a call', () => {
  it('is shown once, with each time and the sum of them', () => {
    const stays = [stay('olga', 0, 50), stay('ivan', 10, 20), stay('ivan', 30, 45)];
    expect(shown(stays, [], 100)).toEqual([
      ['olga', '0-50', 50],
      ['ivan', '10-20 30-45', 25],
    ]);
  });

  it('and is still counted as present was there until its end', () => {
    const stays = [stay('olga', 0, 90), stay('ivan', 10, 20), stay('ivan', 30, 85), stay('mia', 5, 60)];
    expect(shown(stays, [there('olga'), there('ivan'), there('mia', 'waiting')], 100)).toEqual([
      ['olga', '0-100', 100],
      ['ivan', '10-20 30-100', 80],
      ['mia', '5-60', 55],
    ]);
  });

  it('was not there for longer than the call', () => {
    expect(shown([stay('olga', 0, 110), stay('late', 105, 120)], [], 100)).toEqual([
      ['olga', '0-100', 100],
      ['late', '100-100', 0],
    ]);
  });

  it('of which no end is known was there as long as they were seen', () => {
    expect(shown([stay('olga', 0, 90)], [there('olga')], null)).toEqual([['olga', '0-90', 90]]);
  });
});
