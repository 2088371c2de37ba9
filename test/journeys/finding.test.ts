import { expect, it } from 'vitest';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import { openWorkspace, pressIn, textOf } from './workspace.ts';

it('needs no name where there is one meeting, and says so where there is none', async () => {
  const { says } = await openWorkspace();
  expect(textOf(await says('olga', 'show'))).toContain('You have no meetings coming up.');
  await says('olga', 'now Standup');
  expect(textOf(await says('olga', 'show'))).toContain('Standup');
});

it('asks which of several, and goes on with the one that is picked', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup');
  await says('olga', 'now Stand-in');
  const before = await meetingNamed('Stand-in');
  const several = await says('olga', 'rotate Stand');
  expect(textOf(several)).toContain('Several meetings fit.');
  const { key } = before.meeting;
  const press = JSON.stringify(several).match(/pick:[\w-]+/)?.[0];
  expect(textOf(await presses('olga', `${press}:${key}`))).toContain('Stand-in has a new passcode');
  expect((await meetingNamed('Stand-in')).meeting.revision).toBe(before.meeting.revision + 1);
  expect((await meetingNamed('Standup')).meeting.revision).toBe(1);
});

it('finds a meeting by its number however it is written, and by a part of its topic', async () => {
  const { says, meetingNamed } = await openWorkspace();
  await says('olga', 'now Weekly Standup');
  await says('olga', 'now Retro');
  const { meetingId } = (await meetingNamed('Weekly Standup')).meeting;
  for (const typed of [meetingId, showMeetingId(meetingId), 'standup', 'WEEKLY']) {
    expect(textOf(await says('olga', `show ${typed}`))).toContain('Weekly Standup');
  }
  for (const typed of ['23456789012', 'lunch']) {
    expect(textOf(await says('olga', `show ${typed}`))).toContain('No such meeting.');
  }
});

it('tells an invitee who names the meeting by its topic that the organizer can do that, and nobody else a thing', async () => {
  const { says } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  expect(textOf(await says('ivan', 'cancel Standup'))).toContain('Only the organizer can do that.');
  expect(textOf(await says('zoe', 'cancel Standup'))).toContain('No such meeting.');
});

it('finds a call of the own room by its own topic', async () => {
  const { says, presses } = await openWorkspace();
  await presses('olga', pressIn(await says('olga', 'plan in my room Review at tomorrow 9:00'), 'Plan it'));
  await presses('olga', pressIn(await says('olga', 'plan in my room Retro at tomorrow 11:00'), 'Plan it'));
  expect(textOf(await says('olga', 'cancel Retro'))).toContain('Cancel the call Retro?');
  expect(textOf(await says('olga', 'cancel Review'))).toContain('Cancel the call Review?');
});

it('completes commands, the parts of the one that is meant, and the own meetings it may be used on', async () => {
  const { says, dispatcher, invocation, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  await says('olga', 'now Retro');
  const suggested = async (who: 'olga' | 'ivan' | 'zoe', ...words: readonly string[]) =>
    (await dispatcher.suggest(invocation(who, { kind: 'words', words }, 'general'), 5)).map(
      ({ value, label }) => [value, label],
    );
  expect(await suggested('olga', 'un')).toEqual([
    ['uninvite', 'uninvite'],
    ['unlock', 'unlock'],
  ]);
  expect((await suggested('olga', 'rot'))[0]?.[1]).toMatch(/^rotate \[?<?meeting/);
  const id = showMeetingId((await meetingNamed('Standup')).meeting.meetingId);
  const standup = (command: string) => [[`${command} ${id} `, 'Standup']];
  expect(await suggested('olga', 'rotate', 'stand')).toEqual(standup('rotate'));
  expect(await suggested('olga', 'rotate', id.slice(0, 5))).toEqual(standup('rotate'));
  expect(await suggested('olga', 'rotate', '')).toHaveLength(2);
  expect(await suggested('ivan', 'show', '')).toEqual(standup('show'));
  expect(await suggested('ivan', 'rotate', '')).toEqual([]);
  expect(await suggested('zoe', 'show', '')).toEqual([]);
  expect(await suggested('olga', 'list', 'x')).toEqual([]);
  expect(await suggested('olga')).toHaveLength(5);
  const pressed = invocation('olga', { kind: 'press', press: 'help' }, 'general');
  expect(await dispatcher.suggest(pressed, 5)).toEqual([]);
  const mention = { kind: 'handle', handle: 'ivan' } as const;
  const people = invocation('olga', { kind: 'words', words: [mention] }, 'general');
  expect(await dispatcher.suggest(people, 5)).toEqual([]);
});

it('says that something went wrong, does nothing, and works again the next time', async () => {
  let broken = false;
  const { says, dispatcher, invocation, records, chat, lines } = await openWorkspace({
    wrapStore: (store) => ({
      ...store,
      commit: async (change) => {
        if (broken && change.event !== null) throw new Error('disk full');
        return store.commit(change);
      },
      accounts: {
        ...store.accounts,
        byForeign: async (platform, id) => {
          if (broken && id === 'ivan') throw new Error('disk full');
          return store.accounts.byForeign(platform, id);
        },
      },
    }),
  });
  broken = true;
  expect(textOf(await says('olga', 'now Standup'))).toContain(
    'Something went wrong here. Nothing was changed.',
  );
  const asking = invocation('ivan', { kind: 'words', words: ['show', ''] }, 'general');
  expect(await dispatcher.suggest(asking, 5)).toEqual([]);
  broken = false;
  const { roleOf } = chat;
  chat.roleOf = async () => {
    throw new Error('the platform does not answer');
  };
  expect(textOf(await says('olga', 'now Standup'))).toContain(
    'Something went wrong here. Nothing was changed.',
  );
  chat.roleOf = roleOf;
  expect(await records()).toEqual([]);
  expect(lines.filter(({ level }) => level === 'error').map(({ event }) => event)).toEqual([
    'command failed',
    'no suggestions',
    'command failed',
  ]);
  expect(textOf(await says('olga', 'now Standup'))).toContain('Standup is live');
});
