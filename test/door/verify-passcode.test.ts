import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/clock.ts';
import { parseNetwork } from '../../src/door/address.ts';
import { Secret } from '../../src/vault/secret.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { actions, aDoor, code, OLD_PASSCODE, passOf, SEATS, seat, silent, unknownNumber } from './a-door.ts';

describe('a right passcode', () => {
  it.each([
    ['as it was sent', 'K7QW3M9XTB'],
    ['in small letters with spaces and dashes', ' k7qw-3m9 xtb '],
  ])('opens %s', async (_, passcode) => {
    const door = await aDoor();
    const pass = passOf(await door.bring(code(door.meeting.meetingId, passcode)));
    expect(pass.occurrence.id).toBe(door.occurrence.id);
    expect(pass).toMatchObject({ account: null, invitation: null, via: 'passcode' });
  });

  it('opens with the meeting ID as people write it', async () => {
    const door = await aDoor();
    const written = door.meeting.meetingId.replace(/^(...)(....)(....)$/, ' $1-$2 $3 ');
    expect((await door.bring(code(written))).kind).toBe('right');
  });

  it('in chat is the account’s, with its invitation', async () => {
    const { door, meeting, people, invitations } = await aDoor();
    const pass = passOf(
      await door.verify({ kind: 'account', account: people.ivan.id }, code(meeting.meetingId)),
    );
    expect(pass.account).toBe(people.ivan.id);
    expect(pass.invitation?.id).toBe(invitations.ivan.id);
  });

  it('learns when the door opens', async () => {
    const startsAt = MORNING + HOUR;
    const door = await aDoor({ occurrence: { state: 'planned', startsAt, endsAt: startsAt + HOUR } });
    expect(await door.bring(code(door.meeting.meetingId))).toEqual({
      kind: 'not-open',
      opensAt: startsAt - 15 * MINUTE,
    });
  });

  it.each(['ended', 'cancelled'] as const)('learns that the call is over (%s)', async (state) => {
    const door = await aDoor({ occurrence: { state } });
    expect(await door.bring(code(door.meeting.meetingId))).toEqual({ kind: 'ended' });
  });

  it('learns that a personal room holds no call', async () => {
    const door = await aDoor({ meeting: { kind: 'personal' }, empty: true });
    expect(await door.bring(code(door.meeting.meetingId))).toEqual({ kind: 'ended' });
    const { door: plain, meeting, people } = door;
    const chat = { kind: 'account', account: people.ivan.id } as const;
    expect(await plain.verify(chat, code(meeting.meetingId))).toEqual({ kind: 'ended' });
  });

  it('learns that the room is full, and the organizer is told once', async () => {
    const door = await aDoor();
    for (let n = 0; n < SEATS; n += 1) await seat(door.store, door.occurrence, `guest-${n}`);
    expect(await door.bring(code(door.meeting.meetingId))).toEqual({ kind: 'full' });
    expect(await door.bring(code(door.meeting.meetingId))).toEqual({ kind: 'full' });
    const told = await door.store.deliveries.byKey(`full:${door.occurrence.id}`);
    expect(told?.to).toEqual({ kind: 'account', account: door.people.olga.id });
    await door.store.presence.leave(door.occurrence.id, 'guest-3', door.clock.now());
    expect((await door.bring(code(door.meeting.meetingId))).kind).toBe('right');
  });

  it('is not stopped by people who only wait, or by a provider without a limit', async () => {
    const waiting = await aDoor();
    for (let n = 0; n < SEATS; n += 1) {
      await seat(waiting.store, waiting.occurrence, `guest-${n}`, { state: 'waiting' });
    }
    expect((await waiting.bring(code(waiting.meeting.meetingId))).kind).toBe('right');
    const endless = await aDoor({ abilities: { seats: null } });
    for (let n = 0; n < SEATS; n += 1) await seat(endless.store, endless.occurrence, `guest-${n}`);
    expect((await endless.bring(code(endless.meeting.meetingId))).kind).toBe('right');
    const unknown = await aDoor({ providers: new Map() });
    expect((await unknown.bring(code(unknown.meeting.meetingId))).kind).toBe('right');
  });
});

describe('one answer', () => {
  it('is given to everything that is wrong', async () => {
    const door = await aDoor();
    const locked = await aDoor({ workspace: { locked: true } });
    const cancelled = await aDoor({ meeting: { state: 'cancelled' } });
    const { meetingId } = door.meeting;
    for (const verdict of [
      await door.bring(code(meetingId, 'AAAAAAAAAA'), '198.51.100.1'),
      await door.bring(code(meetingId, OLD_PASSCODE), '198.51.100.2'),
      await door.bring(code(unknownNumber()), '198.51.100.3'),
      await door.bring(code('', ''), '198.51.100.4'),
      await door.bring(code('not a number', 'no'), '198.51.100.5'),
      await door.bring(code('9'.repeat(5000), '9'.repeat(5000)), '198.51.100.6'),
      await door.bring(code(meetingId, ''), '198.51.100.7'),
      await locked.bring(code(locked.meeting.meetingId)),
      await cancelled.bring(code(cancelled.meeting.meetingId)),
    ]) {
      expect(verdict).toEqual({ kind: 'invalid' });
    }
  });

  it.each([
    ['a wrong passcode', 'AAAAAAAAAA'],
    ['no passcode', ''],
  ])('is not given before 300 ms to %s', async (_, passcode) => {
    const { door, clock, meeting } = await aDoor();
    let answered = false;
    const verdict = door
      .verify({ kind: 'address', address: '198.51.100.1' }, code(meeting.meetingId, passcode))
      .then((it) => {
        answered = true;
        return it;
      });
    await clock.advance(299);
    expect(answered).toBe(false);
    await clock.advance(1);
    expect(answered).toBe(true);
    await verdict;
  });

  it('is not given at all when the store cannot count', async () => {
    const { door, store, meeting } = await aDoor();
    await store.close();
    const caller = { kind: 'address', address: '198.51.100.1' } as const;
    await expect(door.verify(caller, code(meeting.meetingId))).rejects.toThrow();
  });

  it('is given when the meeting vanishes between the comparison and the look at it', async () => {
    const door = await aDoor({
      store: ({ meetings }) => ({ meetings: { ...meetings, byKey: async () => null } }),
    });
    expect(await door.bring(code(door.meeting.meetingId))).toEqual({ kind: 'invalid' });
  });

  it('is not given, and nobody enters, when the settings of the workspace cannot be read', async () => {
    const { door, meeting } = await aDoor({
      store: ({ workspaces }) => ({ workspaces: { ...workspaces, byId: async () => null } }),
    });
    const caller = { kind: 'address', address: '198.51.100.1' } as const;
    await expect(door.verify(caller, code(meeting.meetingId))).rejects.toThrow('workspace');
  });
});

describe('guessing', () => {
  it('is written down where it was compared with a meeting’s passcode', async () => {
    const door = await aDoor();
    await door.bring(code(door.meeting.meetingId, 'AAAAAAAAAA'));
    await door.bring(code(door.meeting.meetingId, OLD_PASSCODE));
    await door.bring(code(unknownNumber(), 'AAAAAAAAAA'));
    expect(actions(await door.audit())).toEqual(['refused passcode', 'refused passcode']);
  });

  it('throttles the caller before anything is compared', async () => {
    const door = await aDoor();
    for (let n = 0; n < 20; n += 1) {
      expect((await door.bring(code(unknownNumber(), 'AAAAAAAAAA'))).kind).toBe('invalid');
    }
    const verdict = await door.bring(code(door.meeting.meetingId));
    expect(verdict.kind).toBe('throttled');
    expect(verdict.kind === 'throttled' && verdict.retryAfter).toBeGreaterThan(50 * MINUTE);
    expect((await door.bring(code(door.meeting.meetingId), '198.51.100.1')).kind).toBe('right');
  });

  it('gives a shared network ten times as many tries', async () => {
    const office = parseNetwork('203.0.113.0/24');
    const door = await aDoor({ sharedNetworks: office ? [office] : [] });
    for (let n = 0; n < 30; n += 1) await door.bring(code(unknownNumber(), 'AAAAAAAAAA'));
    expect((await door.bring(code(door.meeting.meetingId))).kind).toBe('right');
  });

  it('alarms the operator when a flood of wrong codes has shut all anonymous doors', async () => {
    const alarms: string[] = [];
    const log = { ...silent, error: (_data: object, event: string) => void alarms.push(event) };
    const flooded = async () => ({ kind: 'shut', flooded: true }) as const;
    const door = await aDoor({ log, store: (store) => ({ door: { ...store.door, attempt: flooded } }) });
    expect(await door.bring(code(door.meeting.meetingId))).toEqual({ kind: 'invalid' });
    expect(alarms).toEqual(['anonymous doors shut: too many wrong codes in an hour']);
  });

  it('shuts the passcode door of the meeting, tells the organizer once a day, and lets links in', async () => {
    const door = await aDoor();
    const guess = (n: number) => door.bring(code(door.meeting.meetingId, 'AAAAAAAAAA'), `198.51.${n}.1`);
    for (let n = 0; n < 25; n += 1) expect((await guess(n)).kind).toBe('invalid');
    expect(await door.bring(code(door.meeting.meetingId))).toEqual({ kind: 'invalid' });
    expect((await door.bring(door.link('ivan'))).kind).toBe('right');

    const told = await door.store.deliveries.byKey(`guarded:${door.meeting.key}:2026-11-24`);
    expect(told).toMatchObject({
      content: 'guarded',
      to: { kind: 'account', account: door.people.olga.id },
      state: 'due',
    });
    const written = actions(await door.audit());
    expect(written.filter((line) => line === 'guarded passcode')).toHaveLength(1);
    expect(written.filter((line) => line === 'refused passcode')).toHaveLength(20);

    await door.clock.advance(10 * MINUTE);
    expect((await door.bring(code(door.meeting.meetingId))).kind).toBe('right');
    await door.clock.advance(DAY);
  });

  it('never shows what was typed', async () => {
    const door = await aDoor();
    await door.bring({
      kind: 'passcode',
      meetingId: door.meeting.meetingId,
      passcode: new Secret('ZZZZZZZZZZ'),
    });
    expect(JSON.stringify(await door.audit())).not.toContain('ZZZZ');
  });
});
