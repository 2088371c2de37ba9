import { expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/clock.ts';
import { aHost } from '../fakes/a-host.ts';
import { MORNING } from '../fakes/fake-clock.ts';
import { NO_RULE } from '../fakes/zoom/state.ts';
import { aCall, aGuest, aZoom, never, passcodeOf } from './a-zoom.ts';

const nobody = aHost('nobody@example.org');

it('makes the meeting in the organizer’s own account, with a passcode that the account takes', async () => {
  const { zoom, olga, provider } = await aZoom();
  olga.requirement = {
    ...NO_RULE,
    length: 8,
    have_special_character: true,
    consecutive_characters_length: 4,
  };
  const made = await provider.create(aCall(), never);
  const meeting = zoom.meeting(made.foreignId);
  expect(meeting).toMatchObject({
    host_id: olga.id,
    topic: 'Standup',
    type: 2,
    start_time: '2026-11-24T10:00:00Z',
    duration: 60,
    timezone: 'Europe/Berlin',
    password: passcodeOf(made),
    settings: { waiting_room: false, join_before_host: true, use_pmi: false, approval_type: 2 },
  });
  expect(meeting.password).toMatch(/[@\-_*]/);
  expect(zoom.state.violations).toEqual([]);
});

it('shows Zoom’s own meeting ID as its app does', async () => {
  const { zoom, provider } = await aZoom();
  const { codes, foreignId } = await provider.create(aCall(), never);
  expect(codes[0]?.label).toBe('Zoom meeting ID');
  expect(codes[0]?.secret.open()).toMatch(/^\d{3} \d{4} \d{4}$/);
  expect(zoom.meeting(codes[0]?.secret.open() ?? '').id).toBe(Number(foreignId));
});

it('makes one meeting without a fixed time for a series and for a personal room', async () => {
  const { zoom, provider } = await aZoom();
  for (const kind of ['series', 'personal'] as const) {
    const { foreignId } = await provider.create(aCall({ kind }), never);
    expect(zoom.meeting(foreignId)).toMatchObject({ type: 3, start_time: null });
  }
});

it('cuts a topic as long as Zoom takes it, and gives one to a call without', async () => {
  const { zoom, provider } = await aZoom();
  const long = await provider.create(aCall({ topic: 'x'.repeat(2_000) }), never);
  const none = await provider.create(aCall({ topic: ' ' }), never);
  expect(zoom.meeting(long.foreignId).topic).toBe('x'.repeat(200));
  expect(zoom.meeting(none.foreignId).topic).toBe('Meeting');
});

it.each([
  ['is not known there', nobody],
  ['has no address that the platform vouches for', aHost(null)],
])('makes the meeting in the operator’s account when the organizer %s', async (_why, host) => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall({ host, waitingRoom: 'typed' }), never);
  // Nobody could let anybody in, and nobody need be there for it to begin.
  expect(zoom.meeting(foreignId)).toMatchObject({
    host_id: zoom.owner().id,
    settings: { waiting_room: false, join_before_host: true },
  });
});

it('makes it in the operator’s account, too, when the organizer was deactivated there', async () => {
  const { zoom, olga, provider } = await aZoom();
  olga.status = 'inactive';
  const { foreignId } = await provider.create(aCall(), never);
  expect(zoom.meeting(foreignId).host_id).toBe(zoom.owner().id);
});

it('lets everybody wait where the organizer has an account and can let them in', async () => {
  const { zoom, provider } = await aZoom();
  for (const waitingRoom of ['typed', 'all'] as const) {
    const { foreignId } = await provider.create(aCall({ waitingRoom }), never);
    expect(zoom.meeting(foreignId).settings).toMatchObject({ waiting_room: true, join_before_host: false });
  }
});

it('makes no meeting in which all would wait for somebody who cannot come', async () => {
  const { zoom, provider } = await aZoom();
  const refused = { failure: 'permanent', reason: 'no-host' };
  await expect(provider.create(aCall({ host: nobody, waitingRoom: 'all' }), never)).rejects.toMatchObject(
    refused,
  );
  zoom.owner().alwaysWaits = true;
  await expect(provider.create(aCall({ host: nobody }), never)).rejects.toMatchObject(refused);
  expect(zoom.meetings()).toEqual([]);
});

it('says that ZOOM_HOST is nobody', async () => {
  const { provider } = await aZoom({ env: { ZOOM_HOST: 'left@example.org' } });
  const call = aCall({ host: nobody });
  await expect(provider.create(call, never)).rejects.toMatchObject({
    failure: 'permanent',
    reason: 'no-account',
  });
});

it('sends only what changed, and nothing when nothing did', async () => {
  const { zoom, provider } = await aZoom();
  const call = aCall();
  const { foreignId } = await provider.create(call, never);
  await provider.update(foreignId, call, false, never);
  expect(zoom.calls('change')).toBe(0);
  const moved = { ...call, startsAt: call.startsAt + HOUR, endsAt: call.endsAt + 90 * MINUTE };
  await provider.update(foreignId, moved, false, never);
  expect(zoom.requests.findLast(({ call: name }) => name === 'change')?.body).toEqual({
    start_time: '2026-11-24T11:00:00Z',
    duration: 90,
    timezone: 'Europe/Berlin',
  });
  await provider.update(foreignId, moved, false, never);
  expect(zoom.calls('change')).toBe(1);
  await provider.update(foreignId, { ...moved, topic: 'Retro', waitingRoom: 'all' }, false, never);
  expect(zoom.requests.findLast(({ call: name }) => name === 'change')?.body).toEqual({
    topic: 'Retro',
    settings: { waiting_room: true, join_before_host: false },
  });
});

it('does not correct a start that has passed, which Zoom holds for now', async () => {
  const { zoom, clock, provider } = await aZoom();
  const call = aCall({ kind: 'instant', startsAt: MORNING - MINUTE });
  const { foreignId } = await provider.create(call, never);
  await clock.advance(MINUTE);
  await provider.update(foreignId, call, false, never);
  expect(zoom.calls('change')).toBe(0);
});

it('makes a planned meeting one without a fixed time when it repeats from now on', async () => {
  const { zoom, provider } = await aZoom();
  const call = aCall();
  const { foreignId } = await provider.create(call, never);
  await provider.update(foreignId, { ...call, kind: 'series' }, false, never);
  expect(zoom.meeting(foreignId).type).toBe(3);
});

it('rotates to another passcode and says what Zoom made of it', async () => {
  const { zoom, provider } = await aZoom();
  const call = aCall();
  const made = await provider.create(call, never);
  const next = await provider.update(made.foreignId, call, true, never);
  expect(next.foreignId).toBe(made.foreignId);
  expect(passcodeOf(next)).toBe(zoom.meeting(made.foreignId).password);
  expect(passcodeOf(next)).not.toBe(passcodeOf(made));
});

it('does not take a rotation for done that Zoom did not do', async () => {
  const { zoom, provider } = await aZoom();
  const call = aCall();
  const { foreignId } = await provider.create(call, never);
  zoom.fail('change', { status: 204 });
  await expect(provider.update(foreignId, call, true, never)).rejects.toMatchObject({ reason: 'rejected' });
});

it('says so when the meeting is deleted while it is changed', async () => {
  const { zoom, provider } = await aZoom();
  const call = aCall();
  const { foreignId } = await provider.create(call, never);
  zoom.fail('read', {});
  zoom.fail('read', { status: 404, body: '{"code":3001}' });
  await expect(provider.update(foreignId, call, true, never)).rejects.toMatchObject({
    failure: 'transient',
    reason: 'not-there',
  });
});

it('refuses for today when the organizer’s hundred changes are used up', async () => {
  const { zoom, olga, clock, provider } = await aZoom();
  const call = aCall();
  const { foreignId } = await provider.create(call, never);
  olga.changes.set('2026-11-24', 100);
  const daily = { failure: 'permanent', reason: 'daily-limit' };
  await expect(provider.update(foreignId, call, true, never)).rejects.toMatchObject(daily);
  await provider.update(foreignId, call, false, never);
  await clock.advance(24 * HOUR);
  await provider.update(foreignId, call, true, never);
  expect(zoom.meetings()).toHaveLength(1);
});

it('moves the meeting into the account of whoever organizes it now, with new codes', async () => {
  const { zoom, provider } = await aZoom();
  const ada = zoom.addUser('ada@example.org');
  const call = aCall();
  const made = await provider.create(call, never);
  const next = await provider.update(made.foreignId, { ...call, host: aHost(ada.email) }, false, never);
  expect(zoom.meetings().map(({ id, host_id }) => [String(id), host_id])).toEqual([[next.foreignId, ada.id]]);
  expect(passcodeOf(next)).not.toBe(passcodeOf(made));
});

it('takes the one that an earlier run made whose answer was lost', async () => {
  const { zoom, provider } = await aZoom();
  const ada = zoom.addUser('ada@example.org');
  const call = aCall();
  const { foreignId } = await provider.create(call, never);
  const transferred = { ...call, host: aHost(ada.email) };
  zoom.fail('create', { drop: 'answer' });
  await expect(provider.update(foreignId, transferred, false, never)).rejects.toMatchObject({
    failure: 'transient',
  });
  const next = await provider.update(foreignId, transferred, false, never);
  expect(zoom.meetings().map(({ id }) => String(id))).toEqual([next.foreignId]);
  expect(zoom.calls('create')).toBe(2);
});

it('leaves the meeting where it is when whoever organizes it now has no account', async () => {
  const { zoom, olga, provider } = await aZoom();
  const call = aCall({ waitingRoom: 'typed' });
  const { foreignId } = await provider.create(call, never);
  const next = await provider.update(foreignId, { ...call, host: nobody }, false, never);
  expect(next.foreignId).toBe(foreignId);
  // Without a host nobody would be let in.
  expect(zoom.meeting(foreignId)).toMatchObject({
    host_id: olga.id,
    settings: { waiting_room: false, join_before_host: true },
  });
});

it('makes it anew when it was deleted at Zoom', async () => {
  const { zoom, provider } = await aZoom();
  const call = aCall();
  const made = await provider.create(call, never);
  zoom.state.meetings.delete(made.foreignId);
  const next = await provider.update(made.foreignId, call, false, never);
  expect(zoom.meeting(next.foreignId).password).toBe(passcodeOf(next));
});

it('ends a call for everybody, and lets nobody begin it again', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall(), never);
  zoom.meeting(foreignId).status = 'started';
  await provider.end(foreignId, aGuest('olga').occurrenceId, false, never);
  expect(zoom.meeting(foreignId)).toMatchObject({
    status: 'waiting',
    settings: { join_before_host: false },
  });
  await provider.end(foreignId, aGuest('olga').occurrenceId, false, never);
  expect(zoom.calls('change')).toBe(1);
});

it('leaves a series open for the next time', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall({ kind: 'series' }), never);
  zoom.meeting(foreignId).status = 'started';
  await provider.end(foreignId, aGuest('olga').occurrenceId, false, never);
  expect(zoom.meeting(foreignId)).toMatchObject({ status: 'waiting', settings: { join_before_host: true } });
});

it('does not end the next call in the same room for the one before it', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall({ kind: 'personal' }), never);
  zoom.meeting(foreignId).status = 'started';
  await provider.end(foreignId, aGuest('olga').occurrenceId, true, never);
  expect(zoom.meeting(foreignId).status).toBe('started');
});

it('does not mind ending what is not there any more', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall(), never);
  zoom.state.meetings.clear();
  await provider.end(foreignId, aGuest('olga').occurrenceId, false, never);
});

it('removes a meeting that runs, which Zoom does not delete before it is ended', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall(), never);
  zoom.meeting(foreignId).status = 'started';
  await provider.remove(foreignId, never);
  expect(zoom.meetings()).toEqual([]);
});

it('says why it could not remove one', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall(), never);
  zoom.fail('remove', { status: 400, body: '{"code":4711}' });
  await expect(provider.remove(foreignId, never)).rejects.toMatchObject({ reason: 'scopes' });
});

it('finds what it made among hundreds of others', async () => {
  const { zoom, olga, provider } = await aZoom();
  const call = aCall();
  for (let n = 0; n < 700; n += 1) zoom.state.add(olga, { topic: 'Other', agenda: `Latchkey other-${n}` });
  const { foreignId } = await provider.create(call, never);
  expect(await provider.find(call, never)).toEqual([foreignId]);
  // Three pages of Olga's, and one of the operator's.
  expect(zoom.calls('list')).toBe(4);
});

it('gives a guest a link of their own that is good for minutes, marked as a guest’s', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall(), never);
  await provider.admit(foreignId, aGuest('ivan'), never);
  await provider.admit(foreignId, aGuest('Somebody', { account: null }), never);
  expect(zoom.state.invites).toEqual([
    { meeting: foreignId, name: 'ivan', ttl: 300 },
    { meeting: foreignId, name: 'Somebody (guest)', ttl: 300 },
  ]);
});

it('gives the organizer a fresh start link, and to nobody else', async () => {
  const { provider } = await aZoom();
  const { foreignId } = await provider.create(aCall(), never);
  const olga = () => provider.admit(foreignId, aGuest('olga', { host: true, organizer: aHost() }), never);
  const first = (await olga()).url.open();
  expect(first).toContain('/s/');
  expect((await olga()).url.open()).not.toBe(first);
  const cohost = await provider.admit(foreignId, aGuest('ada', { host: true }), never);
  expect(cohost.url.open()).not.toContain('/s/');
});

it.each([
  ['has no account at Zoom', nobody],
  ['has no address', aHost(null)],
])('opens nobody else’s account to an organizer who %s', async (_why, organizer) => {
  const { provider } = await aZoom();
  const { foreignId } = await provider.create(aCall({ host: organizer }), never);
  const way = await provider.admit(foreignId, aGuest('olga', { host: true, organizer }), never);
  expect(way.url.open()).not.toContain('zak');
});

it('lets nobody into a meeting that is not there', async () => {
  const { zoom, provider } = await aZoom();
  const { foreignId } = await provider.create(aCall(), never);
  zoom.state.meetings.clear();
  const organizer = aGuest('olga', { host: true, organizer: aHost() });
  await expect(provider.admit(foreignId, organizer, never)).rejects.toMatchObject({ reason: 'not-there' });
});
