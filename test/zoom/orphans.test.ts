import { expect, it, onTestFinished } from 'vitest';
import { MINUTE } from '../../src/clock.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { coreBefore } from '../property/core-before.ts';
import { type Mood, withMoods, zoomWorld } from '../property/provider-worlds.ts';

/** The core before a local Zoom, where Olga and Ada have accounts. */
async function aCore() {
  const clock = new FakeClock();
  const world = await zoomWorld(clock);
  onTestFinished(() => world.close());
  const moods: Mood[] = [];
  const core = await coreBefore(
    clock,
    (parts) => new Map([[world.name, withMoods(world.provide(parts), moods)]]),
  );
  const transfer = async () => {
    const { meetingId } = (await core.meetingOf('olga')).meeting;
    await core.says('olga', `transfer ${meetingId} @ada`);
  };
  return { core, moods, transfer, there: () => (world.calls() ?? []).map(({ id }) => id) };
}

it('leaves nothing in the account of who organized the meeting when an answer was lost', async () => {
  const { core, moods, transfer, there } = await aCore();
  moods.push('lost');
  await core.says('olga', 'plan Standup at tomorrow 10:00 @ada');
  await core.worker.runDue();
  expect(there()).toHaveLength(1);
  await transfer();
  await core.pass(15 * MINUTE);
  expect(there()).toEqual([(await core.meetingOf('ada')).conference.foreignId]);
});

it('leaves nothing of a meeting that is cancelled while another account takes it over', async () => {
  const { core, moods, transfer, there } = await aCore();
  await core.says('olga', 'plan Standup at tomorrow 10:00 @ada');
  await core.pass(MINUTE);
  await transfer();
  moods.push('lost');
  await core.worker.runDue();
  await core.presses('ada', `cancel:${(await core.meetingOf('ada')).meeting.key}`);
  await core.pass(15 * MINUTE);
  expect(there()).toEqual([]);
});

it('removes a cancelled meeting that Zoom did not let go at first, whoever has organized it', async () => {
  const { core, moods, there } = await aCore();
  await core.says('olga', 'plan Standup at tomorrow 10:00 @ivan');
  await core.pass(MINUTE);
  const { meetingId, key } = (await core.meetingOf('olga')).meeting;
  await core.says('olga', `transfer ${meetingId} @ivan`);
  await core.pass(15 * MINUTE);
  moods.push('refuses');
  await core.presses('ivan', `cancel:${key}`);
  await core.worker.runDue();
  expect(there()).toHaveLength(1);
  await core.pass(15 * MINUTE);
  expect(there()).toEqual([]);
});
