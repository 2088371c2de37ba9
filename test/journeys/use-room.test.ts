import { expect, it, onTestFinished } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { BUILT_IN } from '../../src/meeting/change-provider.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { coreBefore } from '../property/core-before.ts';
import { type Mood, roomWorld, withMoods, zoomWorld } from '../property/provider-worlds.ts';
import { textOf } from './workspace.ts';

/** Olga's meeting, which Zoom did not make. */
async function aFailedCall() {
  const clock = new FakeClock();
  const world = await zoomWorld(clock);
  onTestFinished(() => world.close());
  const room = await roomWorld();
  const moods: Mood[] = ['refuses'];
  const core = await coreBefore(
    clock,
    (parts) =>
      new Map([
        [world.name, withMoods(world.provide(parts), moods)],
        [BUILT_IN, room.provide(parts)],
      ]),
  );
  await core.says('olga', 'plan Standup at tomorrow 10:00 @ivan');
  await core.pass(MINUTE);
  expect(core.sees('olga').join()).toContain('[Try again] [Use the built-in room] [Cancel');
  const { meeting } = await core.meetingOf('olga');
  const use = async () => textOf(await core.presses('olga', `use-room:${meeting.key}`));
  return { core, use, moods, calls: () => world.calls() };
}

it('takes the built-in room when the provider made no call, and only then the codes go out', async () => {
  const { core, use, calls } = await aFailedCall();
  expect(core.sees('ivan')).toEqual([]);
  expect(await use()).toContain('Standup');
  await core.pass(MINUTE);
  const { conference } = await core.meetingOf('olga');
  expect(conference).toMatchObject({ provider: BUILT_IN, state: 'ready' });
  expect(core.sees('ivan').join()).toContain('Passcode: ');
  const seen = core.sees('olga').join('\n');
  expect(seen).toContain('Standup is in the built-in room now');
  expect(seen).not.toContain('[Try again]');
  expect(calls()).toEqual([]);
});

it('neither offers nor takes a room that an admin has switched off', async () => {
  const { core, use, moods } = await aFailedCall();
  const now = await core.store.workspaces.byId(core.workspace.id);
  if (!now) return expect.fail('no workspace');
  const settings = { ...now.settings, providersOff: [BUILT_IN] };
  await core.store.commit({ ...emptyChange, workspaces: [{ ...now, settings, version: now.version + 1 }] });
  expect(await use()).toContain('The built-in room is switched off here');
  moods.push('refuses');
  await core.presses('olga', `retry:${(await core.meetingOf('olga')).meeting.key}`);
  await core.pass(MINUTE);
  const told = core.sees('olga').at(-1);
  expect(told).toContain('Try again, or cancel it.');
  expect(told).not.toContain('built-in room');
  await core.presses('olga', `retry:${(await core.meetingOf('olga')).meeting.key}`);
  await core.pass(MINUTE);
  expect(core.sees('olga').join('\n')).not.toContain('[Try again]');
  expect((await core.meetingOf('olga')).conference.provider).toBe('zoom');
});
