import { expect, it } from 'vitest';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { CommitResult, Store } from '../../src/ports/store.ts';
import { openWorkspace, pressIn, submitOf, textOf } from '../journeys/workspace.ts';

/** A store in which somebody else was quicker, so many times. */
function racing(times: number) {
  let left = 0;
  const wrapStore = (store: Store): Store => ({
    ...store,
    commit: async (change): Promise<CommitResult> => {
      if (left === 0 || change.event === null) return store.commit(change);
      left -= 1;
      return 'stale';
    },
  });
  return {
    wrapStore,
    start: () => {
      left = times;
    },
  };
}

it('has one effect and one answer when the same event is delivered twice', async () => {
  const { handle, invocation, records } = await openWorkspace();
  const asked = invocation('olga', { kind: 'words', words: ['now', 'Standup'] }, 'general');
  expect(textOf(await handle(asked))).toContain('Standup is live');
  expect(await handle(asked)).toEqual({ kind: 'nothing' });
  expect(await records()).toHaveLength(1);
});

it('asks a question once, and refuses once, when the event is delivered twice', async () => {
  const { handle, invocation, says, presses } = await openWorkspace();
  await says('olga', 'now Standup');
  const cancels = invocation('olga', { kind: 'words', words: ['cancel'] }, 'general');
  const question = await handle(cancels);
  expect(await handle(cancels)).toEqual({ kind: 'nothing' });
  await presses('olga', pressIn(question, 'Cancel the meeting'));
  const shows = invocation('olga', { kind: 'words', words: ['start', '23456789012'] }, 'general');
  expect(textOf(await handle(shows))).toContain('No such meeting.');
  expect(await handle(shows)).toEqual({ kind: 'nothing' });
});

it('does once what a button does that is pressed twice', async () => {
  const { says, presses, records } = await openWorkspace();
  const question = await says('olga', 'plan Standup at tomorrow 9:00');
  const yes = pressIn(question, 'Plan it');
  expect(textOf(await presses('olga', yes))).toContain('Standup is planned');
  expect(textOf(await presses('olga', yes))).toContain('This form is too old or was sent already.');
  expect(await records()).toHaveLength(1);
});

it('decides anew when somebody else was quicker, and gives up after ten lost races with nothing done', async () => {
  const some = racing(9);
  const patient = await openWorkspace({ wrapStore: some.wrapStore });
  some.start();
  expect(textOf(await patient.says('olga', 'now Standup'))).toContain('Standup is live');
  expect(await patient.records()).toHaveLength(1);

  const endless = racing(10);
  const busy = await openWorkspace({ wrapStore: endless.wrapStore });
  endless.start();
  expect(textOf(await busy.says('olga', 'now Standup'))).toContain('Nothing was changed.');
  expect(await busy.records()).toEqual([]);
  expect(busy.lines.map(({ event }) => event)).toContain('command lost every race');
  expect(textOf(await busy.says('olga', 'now Standup'))).toContain('Standup is live');
});

it('lets two processes work on one meeting side by side', async () => {
  const { says, handle, invocation, meetingNamed, store } = await openWorkspace();
  await says('olga', 'now Standup @ivan @zoe');
  const { meeting } = await meetingNamed('Standup');
  const press = (who: 'ivan' | 'zoe' | 'olga', what: string) =>
    handle(invocation(who, { kind: 'press', press: what.replace('KEY', meeting.key) }, 'general'));
  const answers = await Promise.all([
    press('ivan', 'rsvp:KEY:yes'),
    press('zoe', 'rsvp:KEY:no'),
    press('olga', 'rotate:KEY'),
    press('olga', 'rotate:KEY'),
  ]);
  expect(answers.map(textOf).filter((text) => text.includes('Nothing was changed'))).toEqual([]);
  const after = await store.meetings.byKey(meeting.key);
  expect(after?.meeting.revision).toBe(3);
  expect(after?.invitations.map(({ rsvp }) => rsvp).sort()).toEqual(['coming', 'declined', 'none']);
});

it('cannot be raced past the limit on creating', async () => {
  const { says, records } = await openWorkspace();
  const answers = await Promise.all(Array.from({ length: 14 }, (_, n) => says('olga', `now Standup ${n}`)));
  expect(await records()).toHaveLength(10);
  expect(answers.filter((answer) => textOf(answer).includes('is live'))).toHaveLength(10);
});

it('writes down whom it meets with the meeting that they are invited to', async () => {
  const { says, store, meetingNamed } = await openWorkspace();
  const platform = (await openWorkspace()).workspace.platform;
  expect(await store.accounts.byForeign(platform, asId<ForeignId>('zoe'))).toBeNull();
  await says('olga', 'now Standup @zoe');
  const zoe = await store.accounts.byForeign(platform, asId<ForeignId>('zoe'));
  const { invitations } = await meetingNamed('Standup');
  expect(invitations.map(({ invitee }) => invitee)).toContainEqual({ kind: 'account', account: zoe?.id });
});

it('reads rights again when a button is pressed', async () => {
  const { says, presses, meetingNamed, chat, store } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  const ada = chat.members.get(asId<ForeignId>('ada'));
  const question = await says('ada', `cancel ${meeting.meetingId}`);
  if (!ada) throw new Error('the stage is not set');
  chat.members.set(ada.person.foreignId, { ...ada, role: 'member' });
  expect(textOf(await presses('ada', pressIn(question, 'Cancel the meeting')))).toContain(
    'Only the organizer can do that.',
  );
  expect((await store.meetings.byKey(meeting.key))?.meeting.state).toBe('open');
});

it('refuses the buttons of a cancelled meeting', async () => {
  const { says, presses, meetingNamed } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  await presses('olga', pressIn(await says('olga', 'cancel'), 'Cancel the meeting'));
  for (const press of ['rotate:KEY', 'reveal:KEY', 'copy-code:KEY', 'cancel:KEY', 'start:KEY', 'end:KEY']) {
    const answer = await presses('olga', press.replace('KEY', meeting.key));
    expect(textOf(answer)).toContain('This meeting is cancelled.');
  }
  for (const press of ['code:KEY', 'enter:KEY', 'rsvp:KEY:yes']) {
    const answer = await presses('ivan', press.replace('KEY', meeting.key));
    expect(textOf(answer)).toContain('This meeting is cancelled.');
  }
});

it('shows the code that counts when an older button is pressed after a rotation', async () => {
  const { says, presses, meetingNamed, passcodeOf } = await openWorkspace();
  await says('olga', 'now Standup @ivan');
  const before = await meetingNamed('Standup');
  await says('olga', 'rotate');
  const after = await meetingNamed('Standup');
  const shown = textOf(await presses('ivan', `reveal:${before.meeting.key}`));
  expect(shown).toContain(passcodeOf(after));
  expect(shown).not.toContain(passcodeOf(before));
});

it('lets nobody press or fill in what waits for somebody else', async () => {
  const { says, presses, fills, records } = await openWorkspace();
  const question = await says('olga', 'plan Standup at tomorrow 9:00');
  expect(textOf(await presses('ada', pressIn(question, 'Plan it')))).toContain('This form is too old');
  const form = await says('olga', 'new');
  expect(textOf(await fills('ada', submitOf(form), { topic: 'Mine' }))).toContain('This form is too old');
  expect(await records()).toEqual([]);
});
