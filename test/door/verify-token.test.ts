import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { type AccountId, fresh } from '../../src/ids.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { anInvitation, anOccurrence } from '../fakes/records.ts';
import { actions, aDoor, code, linkOf, passOf, SEATS, seat, token } from './a-door.ts';

describe('a personal link', () => {
  it.each(['olga', 'ivan', 'lee', 'mia'] as const)('lets %s in without typing', async (name) => {
    const door = await aDoor();
    const pass = passOf(await door.bring(door.link(name)));
    expect(pass.via).toBe('link');
    expect(pass.invitation?.id).toBe(door.invitations[name].id);
    expect(pass.account).toBe(name === 'olga' || name === 'ivan' ? door.people[name].id : null);
  });

  it('is dead when withdrawn, replaced, changed, or its meeting cancelled', async () => {
    const door = await aDoor();
    const cancelled = await aDoor({ meeting: { state: 'cancelled' } });
    const { ivan } = door.invitations;
    const { vault } = await aDoor();
    const forged = linkOf(vault, { ...ivan, linkKey: vault.primary });
    for (const verdict of [
      await door.bring(door.link('gone')),
      await door.bring(linkOf(door.vault, { ...ivan, link: 2 })),
      await door.bring(forged),
      await door.bring(linkOf(door.vault, anInvitation({ linkKey: door.vault.primary }))),
      await door.bring(token('nonsense')),
      await cancelled.bring(cancelled.link('ivan')),
    ]) {
      expect(verdict).toEqual({ kind: 'invalid' });
    }
  });

  it('is written down when it is refused and whose it was is known', async () => {
    const door = await aDoor();
    await door.bring(door.link('gone'));
    await door.bring(token('nonsense'));
    const [entry, ...more] = await door.audit();
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: 'refused',
      via: 'link',
      about: door.people.zoe.id,
      invitationId: door.invitations.gone.id,
    });
  });

  it('enters a locked workspace, and from an address that others have used up', async () => {
    const locked = await aDoor({ workspace: { locked: true } });
    expect((await locked.bring(locked.link('ivan'))).kind).toBe('right');
    const door = await aDoor();
    for (let n = 0; n < 20; n += 1) await door.bring(token(`guess-${n}`));
    expect((await door.bring(token('guess'))).kind).toBe('throttled');
    expect((await door.bring(code(door.meeting.meetingId))).kind).toBe('throttled');
    expect((await door.bring(door.link('ivan'))).kind).toBe('right');
  });

  it('is refused to whoever has left the workspace', async () => {
    const door = await aDoor({ isMember: async () => false });
    expect(await door.bring(door.link('ivan'))).toEqual({ kind: 'invalid' });
    expect((await door.bring(door.link('lee'))).kind).toBe('right');
  });

  it('is for the seat that its holder already has', async () => {
    const door = await aDoor();
    for (let n = 1; n < SEATS; n += 1) await seat(door.store, door.occurrence, `guest-${n}`);
    await seat(door.store, door.occurrence, door.people.ivan.id);
    expect((await door.bring(door.link('ivan'))).kind).toBe('right');
    expect(await door.bring(door.link('lee'))).toEqual({ kind: 'full' });
  });

  it('of a personal room is for its own call, and for the current one when that is over', async () => {
    const door = await aDoor({ meeting: { kind: 'personal' } });
    const meetingKey = door.meeting.key;
    const later = anOccurrence({ meetingKey, startsAt: MORNING + 5 * HOUR });
    const earlier = anOccurrence({ meetingKey, startsAt: MORNING - HOUR, state: 'ended' });
    const invited = (occurrenceId: typeof later.id) =>
      anInvitation({ meetingKey, occurrenceId, linkKey: door.vault.primary });
    const [next, last] = [invited(later.id), invited(earlier.id)];
    await door.change({ occurrences: [earlier, later], invitations: [next, last] });
    expect(await door.bring(linkOf(door.vault, next))).toEqual({
      kind: 'not-open',
      opensAt: later.startsAt - 15 * MINUTE,
    });
    expect(passOf(await door.bring(linkOf(door.vault, last))).occurrence.id).toBe(door.occurrence.id);
  });
});

describe('a ticket from chat', () => {
  /** What *join* in chat gives for a right passcode. */
  const ticket = async (door: Awaited<ReturnType<typeof aDoor>>, account: AccountId) => {
    const pass = passOf(await door.bring(door.link('olga')));
    return token(door.door.ticket(pass, account).open());
  };

  it('lets its account in for ten minutes', async () => {
    const door = await aDoor();
    const stranger = fresh<AccountId>();
    const key = await ticket(door, stranger);
    expect(passOf(await door.bring(key))).toMatchObject({ account: stranger, invitation: null, via: 'chat' });
    await door.clock.advance(10 * MINUTE);
    expect(await door.bring(key)).toEqual({ kind: 'invalid' });
  });

  it('is the invitee’s where they are invited', async () => {
    const door = await aDoor();
    const pass = passOf(await door.bring(await ticket(door, door.people.ivan.id)));
    expect(pass.invitation?.id).toBe(door.invitations.ivan.id);
  });

  it('dies with the passcode it was given for', async () => {
    const door = await aDoor();
    const key = await ticket(door, fresh());
    await door.change({ meetings: [{ ...door.meeting, revision: 3 }] });
    expect(await door.bring(key)).toEqual({ kind: 'invalid' });
    expect(actions(await door.audit())).toEqual(['refused chat']);
  });

  it('enters a locked workspace only for the invited', async () => {
    const door = await aDoor({ workspace: { locked: true } });
    expect(await door.bring(await ticket(door, fresh()))).toEqual({ kind: 'invalid' });
    expect((await door.bring(await ticket(door, door.people.ivan.id))).kind).toBe('right');
  });

  it('is no ticket when its meeting is not there, or when something else was issued', async () => {
    const door = await aDoor();
    const other = await aDoor();
    const until = MORNING + HOUR;
    for (const secret of [
      door.vault.issue('ticket', { meeting: other.meeting.key, account: 'ivan', revision: 2 }, until),
      door.vault.issue('ticket', { meeting: door.meeting.key, account: 'ivan' }, until),
      door.vault.issue('ticket', { meeting: door.meeting.key, revision: 2 }, until),
      door.vault.issue('ticket', { account: 'ivan', revision: 2 }, until),
      door.vault.issue('room', { meeting: door.meeting.key, account: 'ivan', revision: 2 }, until),
    ]) {
      expect(await door.bring(token(secret.open()))).toEqual({ kind: 'invalid' });
    }
  });
});
