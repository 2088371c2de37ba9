import { describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND } from '../../src/clock.ts';
import { returningGuest } from '../../src/door/admission.ts';
import type { Admitted, Key } from '../../src/door/door.ts';
import { type AccountId, fresh, type MeetingKey } from '../../src/ids.ts';
import type { WaitingRoom } from '../../src/meeting/meeting.ts';
import type { ConferenceProvider, Guest } from '../../src/ports/conference.ts';
import { Secret } from '../../src/vault/secret.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { anInvitation } from '../fakes/records.ts';
import { actions, aDoor, code, linkOf, passOf, seat } from './a-door.ts';

const inside = (admitted: Admitted) => {
  if (admitted.kind !== 'in') throw new Error(`not in: ${admitted.kind}`);
  return admitted;
};

/** The door's provider, but for how it admits. */
async function aDoorWith(admit: ConferenceProvider['admit'], given: Parameters<typeof aDoor>[0] = {}) {
  const { provider, meeting } = await aDoor();
  const instead: ConferenceProvider = {
    abilities: provider.abilities,
    create: (...args) => provider.create(...args),
    find: (...args) => provider.find(...args),
    read: (...args) => provider.read(...args),
    update: (...args) => provider.update(...args),
    end: (...args) => provider.end(...args),
    remove: (...args) => provider.remove(...args),
    admit,
  };
  return aDoor({ ...given, providers: new Map([[meeting.provider, instead]]) });
}

/** A door whose provider tells whom it was asked to admit. */
async function watchedDoor(given: Parameters<typeof aDoor>[0] = {}) {
  const guests: Guest[] = [];
  const door = await aDoorWith(async (_, guest) => {
    guests.push(guest);
    return { kind: 'room', url: new Secret('https://meet.example/room') };
  }, given);
  const enter = async (key: Key, name = 'Somebody', personKey: string | null = null) => {
    const admitted = await door.door.admit(passOf(await door.bring(key)), name, personKey);
    return { admitted, guest: guests.at(-1) };
  };
  return { ...door, guests, enter };
}

describe('admitting', () => {
  it('gives the provider’s way in and writes down who came how', async () => {
    const door = await aDoor();
    const pass = passOf(await door.bring(door.link('ivan')));
    const { way } = inside(await door.door.admit(pass, '', null));
    expect(way.kind).toBe('redirect');
    expect(way.url.open()).toContain('call-1');
    const entries = await door.audit();
    expect(actions(entries)).toEqual(['admitted link']);
    expect(entries[0]).toMatchObject({
      actor: door.people.ivan.id,
      invitationId: door.invitations.ivan.id,
      revision: 2,
    });
  });

  it('calls people by the name that is known, else by what they typed, else by how they were invited', async () => {
    const door = await watchedDoor();
    expect((await door.enter(door.link('ivan'), 'Olga')).guest?.name).toBe('Ivan Petrov');
    expect((await door.enter(door.link('lee'), 'Lee Wong')).guest?.name).toBe('Lee Wong');
    expect((await door.enter(door.link('lee'), '')).guest?.name).toBe('lee');
    expect((await door.enter(door.link('mia'), '')).guest?.name).toBe('mia');
    expect((await door.enter(code(door.meeting.meetingId), ' Sam  ')).guest).toMatchObject({
      name: 'Sam',
      account: null,
    });
    const unknown = anInvitation({ meetingKey: door.meeting.key, linkKey: door.vault.primary });
    await door.change({ invitations: [unknown] });
    expect((await door.enter(linkOf(door.vault, unknown), '')).admitted.kind).toBe('name-needed');
  });

  it('tells the provider what the call is about: its own topic, else the meeting’s', async () => {
    const { door, bring, link, meeting, guests } = await watchedDoor();
    const pass = passOf(await bring(link('ivan')));
    await door.admit(pass, '', null);
    await door.admit({ ...pass, occurrence: { ...pass.occurrence, topic: 'Retro' } }, '', null);
    expect(guests.map(({ topic }) => topic)).toEqual([meeting.topic, 'Retro']);
  });

  it('needs a name from a guest', async () => {
    const door = await watchedDoor();
    expect((await door.enter(code(door.meeting.meetingId), ' \u200b ')).admitted).toEqual({
      kind: 'name-needed',
    });
    expect(door.guests).toEqual([]);
    expect(await door.audit()).toEqual([]);
  });

  it.each(['Olga', 'ivan petrov', 'Іvan Реtrоv', 'IVAN', 'lee', 'M I A', 'Petra'])(
    'lets no guest pass for somebody invited or a member who is in: %s',
    async (name) => {
      const door = await watchedDoor();
      await seat(door.store, door.occurrence, 'petra', { account: fresh<AccountId>(), name: 'Petra' });
      await seat(door.store, door.occurrence, 'guest', { name: 'Sam' });
      expect((await door.enter(code(door.meeting.meetingId), name)).admitted).toEqual({ kind: 'name-taken' });
      expect((await door.enter(code(door.meeting.meetingId), 'Sam')).admitted.kind).toBe('in');
      expect((await door.enter(code(door.meeting.meetingId), 'Zoe')).admitted.kind).toBe('in');
    },
  );

  it('says so when the provider fails, is too slow, or has not made the call', async () => {
    const door = await aDoor();
    const pass = passOf(await door.bring(door.link('ivan')));
    door.provider.behave({ kind: 'transient' }, { kind: 'slow', ms: HOUR });
    expect(await door.door.admit(pass, '', null)).toEqual({ kind: 'unavailable' });
    const slow = door.door.admit(pass, '', null);
    await door.clock.advance(5 * SECOND);
    expect(await slow).toEqual({ kind: 'unavailable' });
    expect(await door.audit()).toEqual([]);

    const unmade = await aDoor({ conference: { state: 'wanted', foreignId: null } });
    const early = passOf(await unmade.bring(unmade.link('ivan')));
    expect(await unmade.door.admit(early, '', null)).toEqual({ kind: 'unavailable' });
    const off = await aDoor({ providers: new Map() });
    const nowhere = passOf(await off.bring(off.link('ivan')));
    expect(await off.door.admit(nowhere, '', null)).toEqual({ kind: 'unavailable' });
  });

  it('does not hide a bug of a provider', async () => {
    const broken = await aDoorWith(async () => {
      throw new TypeError('a bug');
    });
    const pass = passOf(await broken.bring(broken.link('ivan')));
    await expect(broken.door.admit(pass, '', null)).rejects.toThrow('a bug');
  });
});

describe('the same person', () => {
  it('has one key on all devices when invited, whatever a cookie says', async () => {
    const door = await watchedDoor();
    const first = await door.enter(door.link('ivan'));
    const second = await door.enter(door.link('ivan'), '', 'another');
    expect(second.guest?.personKey).toBe(first.guest?.personKey);
    const lee = await door.enter(door.link('lee'));
    expect(lee.guest?.personKey).not.toBe(first.guest?.personKey);
  });

  it('is known again as the same guest by the cookie, in the same meeting, for a day', async () => {
    const door = await watchedDoor();
    const first = await door.enter(code(door.meeting.meetingId), 'Sam');
    const { cookie, cookieUntil } = inside(first.admitted);
    const key = returningGuest(door.vault, cookie, door.meeting.key, door.clock.now());
    expect(key).toBe(first.guest?.personKey);
    expect(cookieUntil).toBe(door.clock.now() + DAY);
    const again = await door.enter(code(door.meeting.meetingId), 'Sam', key);
    expect(again.guest?.personKey).toBe(key);
    const stranger = await door.enter(code(door.meeting.meetingId), 'Sam');
    expect(stranger.guest?.personKey).not.toBe(key);

    expect(returningGuest(door.vault, cookie, fresh<MeetingKey>(), MORNING)).toBeNull();
    expect(returningGuest(door.vault, cookie, door.meeting.key, cookieUntil)).toBeNull();
    expect(returningGuest(door.vault, new Secret('x'), door.meeting.key, MORNING)).toBeNull();
  });

  it('lends an invitee’s key to nobody who types in the same browser', async () => {
    const door = await watchedDoor();
    const { cookie } = inside((await door.enter(door.link('ivan'))).admitted);
    expect(returningGuest(door.vault, cookie, door.meeting.key, MORNING)).toBeNull();
    const strange = door.vault.issue('admission', { meeting: door.meeting.key, guest: true }, MORNING + HOUR);
    expect(returningGuest(door.vault, strange, door.meeting.key, MORNING)).toBeNull();
  });
});

describe('the waiting room', () => {
  const waiters = async (waitingRoom: WaitingRoom) => {
    const door = await watchedDoor({ meeting: { waitingRoom } });
    const cohost = anInvitation({
      meetingKey: door.meeting.key,
      role: 'cohost',
      linkKey: door.vault.primary,
      invitee: { kind: 'email', address: 'co@example.org' },
    });
    await door.change({ invitations: [cohost] });
    const waits = async (key: Key) => (await door.enter(key)).guest?.waits;
    return {
      organizer: await waits(door.link('olga')),
      cohost: await waits(linkOf(door.vault, cohost)),
      invitee: await waits(door.link('ivan')),
      typed: await waits(code(door.meeting.meetingId)),
    };
  };

  it('holds nobody when it is off', async () => {
    expect(await waiters('off')).toEqual({ organizer: false, cohost: false, invitee: false, typed: false });
  });

  it('holds those who typed the passcode', async () => {
    expect(await waiters('typed')).toEqual({ organizer: false, cohost: false, invitee: false, typed: true });
  });

  it('holds all but the hosts', async () => {
    expect(await waiters('all')).toEqual({ organizer: false, cohost: false, invitee: true, typed: true });
  });

  it('holds the invitees of earlier calls of a personal room', async () => {
    const door = await watchedDoor({ meeting: { kind: 'personal' } });
    const earlier = anInvitation({
      meetingKey: door.meeting.key,
      linkKey: door.vault.primary,
      occurrenceId: fresh(),
      invitee: { kind: 'email', address: 'old@example.org' },
    });
    await door.change({ invitations: [earlier] });
    expect((await door.enter(linkOf(door.vault, earlier))).guest).toMatchObject({ waits: true, host: false });
    expect((await door.enter(door.link('olga'))).guest).toMatchObject({ waits: false, host: true });
  });
});
