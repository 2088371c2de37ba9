import { expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Token } from '../../src/ports/inbox.ts';
import { PLATFORM } from '../jobs/stage.ts';
import { openWorkspace, pressIn, textOf, type Where, type Who } from './workspace.ts';

/** A platform that tells the bot only who has met it, as Telegram does. */
async function open() {
  const journey = await openWorkspace();
  journey.chat.knowsHandles = false;
  const { handle, invocation } = journey;
  /** Types `/meeting <typed>` with names as the platform passes them on: `@lee` is a handle and no more. */
  const types = (who: Who, typed: string, where: Where = 'general') => {
    const words = typed
      .split(' ')
      .map((word): Token => (word.startsWith('@') ? { kind: 'handle', handle: word.slice(1) } : word));
    return handle(invocation(who, { kind: 'words', words }, where));
  };
  const invited = async (topic: string) =>
    (await journey.meetingNamed(topic)).invitations
      .filter(({ state, role }) => state === 'invited' && role !== 'organizer')
      .map(({ invitee }) => invitee);
  return { ...journey, types, invited };
}

it('invites by username who has never met the bot, and reports how they get their code', async () => {
  const { types, invited, pass, seen } = await open();
  expect(textOf(await types('olga', 'now Standup @lee'))).toContain('1 person');
  expect(await invited('Standup')).toEqual([{ kind: 'username', username: 'lee' }]);
  await pass(SECOND);
  const report = seen('olga').join('\n');
  expect(report).toContain('0 of 1 has their code');
  expect(report).toContain('@lee (has never written to the bot)');
  expect(report).toContain('They can start the bot and press Get my code on the card.');
});

it('invites by account who has met the bot', async () => {
  const { types, invited, says, store } = await open();
  await says('ivan', 'list');
  const ivan = await store.accounts.byForeign(PLATFORM, asId<ForeignId>('ivan'));
  await types('olga', 'now Standup @Ivan');
  expect(await invited('Standup')).toEqual([{ kind: 'account', account: ivan?.id }]);
});

it('knows who has met the bot by the name that they have now', async () => {
  const { types, invited, says, chat, meetingNamed } = await open();
  await says('ivan', 'list');
  const ivan = chat.members.get(asId<ForeignId>('ivan')) ?? expect.fail();
  chat.members.set(ivan.person.foreignId, { ...ivan, person: { ...ivan.person, handle: 'vanya' } });
  await types('olga', 'now Standup @ivan');
  expect(await invited('Standup')).toEqual([{ kind: 'username', username: 'ivan' }]);
  await says('ivan', 'list');
  await types('olga', 'now Retro @vanya');
  expect((await meetingNamed('Retro')).invitations.map(({ invitee }) => invitee.kind)).toEqual([
    'account',
    'account',
  ]);
});

it('says who was invited by that username already, and invites who has met the bot since', async () => {
  const { types, says, pass, seen, meetingNamed, passcodeOf } = await open();
  await types('olga', 'now Standup @lee');
  expect(textOf(await types('olga', 'invite Standup @LEE'))).toContain('@LEE is invited already.');
  await says('lee', 'list', 'direct');
  expect(textOf(await types('olga', 'invite Standup @lee'))).toContain('1 person invited to Standup');
  await pass(SECOND);
  const standup = await meetingNamed('Standup');
  expect(seen('lee').join()).toContain(passcodeOf(standup));
  expect(standup.invitations).toHaveLength(2);
  expect(seen('olga').join('\n')).toContain('1 of 1 has their code');
});

it('uninvites by username, met or not', async () => {
  const { types, says, presses, invited } = await open();
  await types('olga', 'now Standup @lee @mia @zoe');
  expect(await invited('Standup')).toHaveLength(3);
  await says('mia', 'list', 'direct');
  const asked = await types('olga', 'uninvite Standup @lee @mia @pat');
  const done = textOf(await presses('olga', pressIn(asked, 'Take it back')));
  expect(done).toContain('mia and @lee are not invited to Standup any more');
  expect(done).toContain('@pat is not invited.');
  expect(await invited('Standup')).toEqual([{ kind: 'username', username: 'zoe' }]);
});

it('hands nothing to a username, and says what to do first', async () => {
  const { types } = await open();
  await types('olga', 'now Standup');
  for (const command of ['cohost', 'transfer']) {
    expect(textOf(await types('olga', `${command} Standup @lee`))).toContain(
      '@lee has not written to the bot yet. Ask them to start it first.',
    );
  }
});
