import { expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { openWorkspace, textOf } from './workspace.ts';

/** A meeting of Olga's that others may ask for; Zoe and Gus have asked. */
async function askedFor() {
  const journey = await openWorkspace();
  const { says, presses, furnish, workspace, meetingNamed } = journey;
  await furnish({ settings: { ...workspace.settings, access: 'request' } });
  await says('olga', 'now Standup @ivan');
  const { key } = (await meetingNamed('Standup')).meeting;
  for (const who of ['zoe', 'gus'] as const) {
    expect(textOf(await presses(who, `ask:${key}`))).toContain('The organizer of Standup has your request');
  }
  const requests = async () => (await meetingNamed('Standup')).requests;
  const requestOf = async (who: 'zoe' | 'gus') => {
    const { id } = await journey.person(who);
    const found = (await requests()).find(({ account }) => account === id);
    if (!found) throw new Error(`${who} has not asked`);
    return found;
  };
  return { ...journey, key, requests, requestOf };
}

it('tells the organizer who asks, in one message', async () => {
  const { pass, seen } = await askedFor();
  await pass(SECOND);
  const asked = seen('olga').filter((text) => text.includes('2 people ask for the code of Standup'));
  expect(asked).toHaveLength(1);
  expect(asked[0]).toContain('zoe');
  expect(asked[0]).toContain('gus');
});

it('lets nobody ask twice, nor who is invited', async () => {
  const { presses, key, requests } = await askedFor();
  expect(textOf(await presses('zoe', `ask:${key}`))).toContain('You have asked already.');
  expect(textOf(await presses('ivan', `ask:${key}`))).toContain('You are invited already.');
  expect(await requests()).toHaveLength(2);
});

it('invites who is approved, and sends them a code of their own', async () => {
  const { presses, requestOf, pass, seen, meetingNamed, passcodeOf } = await askedFor();
  const { id } = await requestOf('zoe');
  expect(textOf(await presses('olga', `approve:${id}`))).toContain('zoe is invited and gets a code');
  await pass(SECOND);
  expect(seen('zoe').join()).toContain(passcodeOf(await meetingNamed('Standup')));
  expect(seen('gus').join()).not.toContain(passcodeOf(await meetingNamed('Standup')));
  expect((await requestOf('gus')).state).toBe('open');
});

it('gives no code to who is denied, and tells them', async () => {
  const { presses, requestOf, pass, seen, meetingNamed, passcodeOf } = await askedFor();
  const { id } = await requestOf('zoe');
  expect(textOf(await presses('olga', `deny:${id}`))).toContain('zoe gets no code');
  await pass(SECOND);
  expect(seen('zoe').join()).toContain('You did not get the code of Standup');
  expect(seen('zoe').join()).not.toContain(passcodeOf(await meetingNamed('Standup')));
});

it('decides a request once', async () => {
  const { presses, requestOf, meetingNamed } = await askedFor();
  const { id } = await requestOf('zoe');
  await presses('olga', `deny:${id}`);
  expect(textOf(await presses('olga', `approve:${id}`))).toContain('This was decided already.');
  const { meeting } = await meetingNamed('Standup');
  expect(textOf(await presses('olga', `approve:${meeting.key}`))).toContain('This was decided already.');
  expect(textOf(await presses('olga', `deny:${id}`))).toContain('This was decided already.');
  expect((await requestOf('zoe')).state).toBe('denied');
  expect((await meetingNamed('Standup')).invitations).toHaveLength(2);
});

it('denies all who wait', async () => {
  const { presses, key, requests } = await askedFor();
  expect(textOf(await presses('olga', `deny-all:${key}`))).toContain('2 people denied');
  expect((await requests()).map(({ state }) => state)).toEqual(['denied', 'denied']);
});

it('closes the requests: who waits is denied, and nobody can ask any more', async () => {
  const { presses, key, requests } = await askedFor();
  expect(textOf(await presses('olga', `close-requests:${key}`))).toContain(
    'Nobody can ask for the code of Standup any more',
  );
  expect((await requests()).map(({ state }) => state)).toEqual(['denied', 'denied']);
  expect(textOf(await presses('pat', `ask:${key}`))).toContain('Only the organizer can invite you.');
  expect(await requests()).toHaveLength(2);
});

it('lets only who runs the meeting decide', async () => {
  const { presses, key, requestOf, requests } = await askedFor();
  const { id } = await requestOf('zoe');
  for (const press of [`approve:${id}`, `deny:${id}`, `deny-all:${key}`, `close-requests:${key}`]) {
    for (const who of ['zoe', 'ivan', 'ada'] as const) {
      expect(textOf(await presses(who, press))).toContain('Only the organizer can do that.');
    }
  }
  expect((await requests()).map(({ state }) => state)).toEqual(['open', 'open']);
});
