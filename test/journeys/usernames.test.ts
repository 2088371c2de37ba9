import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import type { Token } from '../../src/ports/inbox.ts';
import type { Store } from '../../src/ports/store.ts';
import { PLATFORM } from '../jobs/stage.ts';
import { type Journey, linkIn, openWorkspace, pressIn, textOf, type Where, type Who } from './workspace.ts';

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

describe('whoever is invited by username', () => {
  const auditOf = async (store: Store, record: MeetingRecord) =>
    (await store.audit.ofMeeting(record.meeting.key)).map(({ action, via }) => [action, via]);

  it('gets their code in the conversation of the card, and the report tells', async () => {
    const { types, presses, pass, seen, meetingNamed, passcodeOf, store, invited } = await open();
    await types('olga', 'now Standup @lee');
    await pass(SECOND);
    const standup = await meetingNamed('Standup');
    const slip = await presses('lee', `code:${standup.occurrences[0]?.id}`);
    expect(textOf(slip)).toContain('Your code for Standup');
    expect(textOf(slip)).toContain(passcodeOf(standup));
    const lee = await store.accounts.byForeign(PLATFORM, asId<ForeignId>('lee'));
    expect(await invited('Standup')).toEqual([{ kind: 'account', account: lee?.id }]);
    expect(await auditOf(store, standup)).toContainEqual(['claimed', 'username']);
    await pass(11 * SECOND);
    expect(seen('olga').join('\n')).toContain('1 of 1 has their code');
  });

  it('gets it in another conversation of the same workspace, by Join on the card too', async () => {
    const { types, presses, meetingNamed } = await open();
    await types('olga', 'now Standup @lee @zoe');
    const { occurrences } = await meetingNamed('Standup');
    expect(textOf(await types('lee', 'code Standup', 'team'))).toContain('No such meeting');
    expect(textOf(await presses('lee', `code:${occurrences[0]?.id}`, 'team'))).toContain(
      'Your code for Standup',
    );
    expect(linkIn(await presses('zoe', `enter:${occurrences[0]?.id}`), 'Join')).toContain('#');
  });

  it('is confirmed by the organizer when they ask in private', async () => {
    const { types, presses, pass, seen, meetingNamed, passcodeOf, store, invited } = await open();
    await types('olga', 'now Standup @lee');
    const standup = await meetingNamed('Standup');
    const asked = textOf(await inPrivate(presses, 'lee', standup));
    expect(asked).toContain('The organizer confirms that it is you.');
    expect(asked).not.toContain(passcodeOf(standup));
    expect(textOf(await inPrivate(presses, 'lee', standup))).toContain('You have asked already.');
    expect(await auditOf(store, standup)).toContainEqual(['requested', 'username']);
    await pass(SECOND);
    expect(seen('olga').join('\n')).toContain('lee');
    const [request] = (await meetingNamed('Standup')).requests;
    await presses('olga', `approve:${request?.id}`, 'direct');
    await pass(SECOND);
    expect(seen('lee').join()).toContain(passcodeOf(standup));
    const lee = await store.accounts.byForeign(PLATFORM, asId<ForeignId>('lee'));
    expect(await invited('Standup')).toEqual([{ kind: 'account', account: lee?.id }]);
  });

  it('asks from a private chat that is a workspace of its own, and only under that name', async () => {
    const { types, handle, invocation, meetingNamed } = await open();
    await types('olga', 'now Standup @lee');
    const { meeting } = await meetingNamed('Standup');
    const away = (who: Who, press: string) => {
      const asked = invocation(who, { kind: 'press', press }, 'direct');
      return handle({ ...asked, workspace: { foreignId: asId<ForeignId>(who), name: who } });
    };
    expect(textOf(await away('zoe', `code:${meeting.key}`))).toContain('No such meeting');
    expect(textOf(await away('lee', `show:${meeting.key}`))).toContain('No such meeting');
    expect(textOf(await away('lee', `enter:${meeting.key}`))).toContain(
      'The organizer confirms that it is you.',
    );
    expect((await meetingNamed('Standup')).requests).toHaveLength(1);
  });

  it('is not taken for the invited by *I am in* alone, and led to their code', async () => {
    const { types, presses, meetingNamed, invited } = await open();
    await types('olga', 'now Standup @lee');
    const { occurrences, meeting } = await meetingNamed('Standup');
    const answer = await presses('lee', `rsvp:${occurrences[0]?.id}:yes`);
    expect(textOf(answer)).toContain('You are invited by your username.');
    expect(pressIn(answer, 'Get my code')).toBe(`code:${meeting.key}`);
    expect(await invited('Standup')).toEqual([{ kind: 'username', username: 'lee' }]);
  });

  it('claims nothing while the workspace is locked', async () => {
    const { types, presses, furnish, meetingNamed, invited } = await open();
    await types('olga', 'now Standup @lee');
    const { occurrences } = await meetingNamed('Standup');
    await furnish({ locked: true });
    for (const command of ['code', 'enter']) {
      expect(textOf(await presses('lee', `${command}:${occurrences[0]?.id}`))).toContain(
        'Meetings are locked',
      );
    }
    expect(await invited('Standup')).toEqual([{ kind: 'username', username: 'lee' }]);
  });
});

const inPrivate = (presses: Journey['presses'], who: Who, { meeting }: MeetingRecord) =>
  presses(who, `code:${meeting.key}`, 'direct');
