import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { depart } from '../../src/dispatch/departure.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { relationOf } from '../../src/meeting/rights.ts';
import { PLATFORM, ROOM, type Stage, setStage } from '../jobs/stage.ts';

/** `person` leaves the stage's workspace. */
function leaves(stage: Stage, record: MeetingRecord, person: string, store = stage.store): Promise<void> {
  const departure = {
    platform: PLATFORM,
    workspace: stage.workspace.foreignId,
    person: asId<ForeignId>(person),
  };
  const providers = new Map([[record.meeting.provider, { abilities: ROOM }]]);
  return depart(departure, { store, clock: stage.clock, providers, committed: () => stage.worker.wake() });
}

it('takes the link and the right of somebody who left, and changes a code that had reached them', async () => {
  const stage = await setStage();
  const record = await stage.meeting(['ivan', 'lee']);
  await stage.pass(SECOND);
  await leaves(stage, record, 'lee');
  const without = await stage.read(record);
  expect(relationOf((await stage.person('lee')).id, without)).toBe('none');
  expect(without.meeting.revision).toBe(1);
  await stage.pass(2 * MINUTE);
  expect((await stage.read(record)).meeting.revision).toBe(2);
});

it('lets several who leave within a minute share one rotation', async () => {
  const stage = await setStage();
  const record = await stage.meeting(['ivan', 'lee', 'zoe']);
  await stage.pass(SECOND);
  await leaves(stage, record, 'lee');
  await stage.pass(30 * SECOND);
  await leaves(stage, record, 'zoe');
  await stage.pass(5 * MINUTE);
  expect((await stage.read(record)).meeting.revision).toBe(2);
});

it('leaves a code alone that had not reached them', async () => {
  const stage = await setStage();
  stage.close('lee');
  const record = await stage.meeting(['ivan', 'lee']);
  await stage.pass(SECOND);
  await leaves(stage, record, 'lee');
  await stage.pass(5 * MINUTE);
  expect((await stage.read(record)).meeting.revision).toBe(1);
});

it('has one effect when it is told twice, and none for a stranger', async () => {
  const stage = await setStage();
  const record = await stage.meeting(['ivan', 'lee']);
  await stage.pass(SECOND);
  await leaves(stage, record, 'lee');
  const { meeting } = await stage.read(record);
  await leaves(stage, record, 'lee');
  await leaves(stage, record, 'nobody');
  expect((await stage.read(record)).meeting.version).toBe(meeting.version);
});

it('decides anew when somebody else was quicker', async () => {
  const stage = await setStage();
  const record = await stage.meeting(['ivan', 'lee']);
  let races = 1;
  const { store } = stage;
  const racing: Stage['store'] = {
    ...store,
    commit: (change) => (races-- > 0 ? Promise.resolve('stale') : store.commit(change)),
  };
  await leaves(stage, record, 'lee', racing);
  expect(relationOf((await stage.person('lee')).id, await stage.read(record))).toBe('none');
});
