import { expect, it } from 'vitest';
import { Secret } from '../../src/vault/secret.ts';
import { aDoor, OLD_PASSCODE, PASSCODE } from './a-door.ts';

type Given = Parameters<typeof aDoor>[0];

async function exposed(given: Given, passcode: string, times = 1) {
  const door = await aDoor(given);
  const { meetingId, key, revision } = door.meeting;
  for (let tried = 0; tried < times; tried += 1) {
    const shown = door.door.leaked(door.people.ivan.id, {
      kind: 'passcode',
      meetingId,
      passcode: new Secret(passcode),
    });
    await door.clock.advance(300);
    await shown;
  }
  const told = await door.store.deliveries.byKey(`leaked:${key}:${revision}`);
  const audit = await door.store.audit.ofMeeting(key);
  return { ...door, told, noted: audit.map(({ action }) => action) };
}

it('tells the organizer of a right one, and writes down who typed it', async () => {
  const { told, noted, people } = await exposed({}, PASSCODE);
  expect(told).toMatchObject({
    content: 'leaked',
    to: { kind: 'account', account: people.olga.id },
    revision: 2,
  });
  expect(noted).toContain('leaked');
});

it('says nothing of one that is wrong or was replaced', async () => {
  for (const passcode of ['B2DN3M9XTB', OLD_PASSCODE]) {
    const { told, noted } = await exposed({}, passcode);
    expect(told).toBeNull();
    expect(noted).toEqual(['refused']);
  }
});

it('is counted like any try: it is no way to guess', async () => {
  const { door, clock, meeting, people } = await exposed({}, 'B2DN3M9XTB', 6);
  const key = { kind: 'passcode', meetingId: meeting.meetingId, passcode: new Secret(PASSCODE) } as const;
  const verdict = door.verify({ kind: 'account', account: people.ivan.id }, key);
  await clock.advance(300);
  expect((await verdict).kind).not.toBe('right');
});

it('says nothing of a code that is of no use any more', async () => {
  expect((await exposed({ occurrence: { state: 'ended' } }, PASSCODE)).told).toBeNull();
  expect((await exposed({ meeting: { state: 'cancelled' } }, PASSCODE)).told).toBeNull();
});

it('tells the owner of a personal room without a call, whose code stays', async () => {
  expect((await exposed({ meeting: { kind: 'personal' }, empty: true }, PASSCODE)).told).not.toBeNull();
});
