import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/clock.ts';
import { lastCalls } from '../../src/door/last-calls.ts';
import { onlyOccurrence, setStage } from '../jobs/stage.ts';

it('its organizer alone finds a call that is over, and who came', async () => {
  const stage = await setStage();
  const meeting = await stage.meeting(['ivan']);
  const { id } = onlyOccurrence(meeting);
  const [olga, ivan] = [(await stage.person('olga')).id, (await stage.person('ivan')).id];
  const person = {
    occurrenceId: id,
    account: ivan,
    personKey: ivan,
    name: 'Ivan',
    host: false,
    waits: false,
  };
  await stage.attendance.enter(person);
  expect(await lastCalls(stage, olga, 5)).toEqual([]);
  await stage.pass(30 * SECOND);
  await stage.attendance.renew(id, ivan);
  await stage.attendance.end(id, olga);
  const [call] = await lastCalls(stage, olga, 5);
  expect(call?.record.meeting.key).toBe(meeting.meeting.key);
  expect(call?.occurrence).toMatchObject({ id, state: 'ended' });
  expect(call?.visits).toMatchObject([{ name: 'Ivan', total: 30 * SECOND }]);
  await stage.pass(MINUTE);
  expect((await lastCalls(stage, olga, 5))[0]?.visits).toMatchObject([{ name: 'Ivan', total: 30 * SECOND }]);
  expect(await lastCalls(stage, ivan, 5)).toEqual([]);
});

it('finds nothing of a meeting that was erased meanwhile', async () => {
  const stage = await setStage();
  const meeting = await stage.meeting(['ivan']);
  const { id } = onlyOccurrence(meeting);
  const olga = (await stage.person('olga')).id;
  const guest = { occurrenceId: id, account: null, personKey: 'zoe', name: 'Zoe', host: false, waits: false };
  await stage.attendance.enter(guest);
  await stage.attendance.end(id, olga);
  const { presence, meetings, retention } = stage.store;
  async function eraseFirst() {
    await retention.erase(meeting.meeting.key);
    return [id];
  }
  const store = { meetings, presence: { ...presence, lastCalls: eraseFirst } };
  expect(await lastCalls({ store, clock: stage.clock }, olga, 5)).toEqual([]);
});
