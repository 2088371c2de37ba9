import { expect, it } from 'vitest';
import { HOUR, SECOND } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { PLATFORM } from '../jobs/stage.ts';
import { openWorkspace, type Who } from '../journeys/workspace.ts';

const id = (name: string) => asId<ForeignId>(name);

/** Mia cannot be written to until she starts the bot. */
async function open(wrapStore?: NonNullable<Parameters<typeof openWorkspace>[0]>['wrapStore']) {
  const journey = await openWorkspace(wrapStore ? { wrapStore } : {});
  const { chat, dispatcher, pass, store } = journey;
  return {
    ...journey,
    async starts(who: Who | 'nobody') {
      chat.closed.delete(id(who));
      await dispatcher.reachable({ platform: PLATFORM, person: id(who) });
      await pass(SECOND);
    },
    account: (who: Who) => store.accounts.byForeign(PLATFORM, id(who)),
  };
}

it('brings somebody who starts the bot the slips that they missed, and the report tells', async () => {
  const { says, pass, seen, starts, account, meetingNamed, passcodeOf } = await open();
  await says('olga', 'now Standup @mia @ivan');
  await says('olga', 'now Retro @mia');
  await pass(15 * SECOND); // the report is edited every ten
  expect(seen('mia')).toEqual([]);
  expect((await account('mia'))?.unreachable).not.toBeNull();
  expect(seen('olga').join()).toContain('1 of 2 have their code');
  await starts('mia');
  expect((await account('mia'))?.unreachable).toBeNull();
  expect(seen('mia')).toHaveLength(2);
  expect(seen('mia').join()).toContain(passcodeOf(await meetingNamed('Standup')));
  await pass(15 * SECOND);
  expect(seen('olga').join()).toContain('2 of 2 have their code');
});

it('sends nobody anything twice, however often it is told', async () => {
  const { says, pass, seen, starts } = await open();
  await says('olga', 'now Standup @mia @ivan');
  await pass(SECOND);
  const before = [seen('ivan').length, seen('olga').length];
  for (const who of ['mia', 'mia', 'ivan', 'olga', 'nobody'] as const) await starts(who);
  expect(seen('mia')).toHaveLength(1);
  expect([seen('ivan').length, seen('olga').length]).toEqual(before);
});

it('brings nothing of a meeting that is over', async () => {
  const { says, pass, seen, starts } = await open();
  await says('olga', 'now Standup @mia');
  await pass(2 * HOUR);
  await starts('mia');
  expect(seen('mia')).toEqual([]);
});

it('brings the code of now, not the one that was missed', async () => {
  const { says, pass, seen, starts, meetingNamed, passcodeOf, presses } = await open();
  await says('olga', 'now Standup @mia');
  await pass(SECOND);
  const before = await meetingNamed('Standup');
  const old = passcodeOf(before);
  await presses('olga', `rotate:${before.meeting.key}`);
  await pass(SECOND);
  await starts('mia');
  expect(seen('mia').join()).toContain(passcodeOf(await meetingNamed('Standup')));
  expect(seen('mia').join()).not.toContain(old);
});

it('brings an organizer at once what waited for them', async () => {
  const { says, pass, seen, starts, chat } = await open();
  chat.closed.add(id('olga'));
  await says('olga', 'now Standup @ivan');
  await says('olga', 'now Huddle in my room @zoe');
  await pass(SECOND);
  expect(seen('olga')).toEqual([]);
  await starts('olga');
  expect(seen('olga').join()).toContain('Huddle');
  expect(seen('olga').join()).toContain('1 of 1 has their code');
  expect(seen('olga').join()).toContain('Your code for Standup');
});

it('is decided anew when somebody else was quicker', async () => {
  let lost = 0;
  const { says, pass, seen, starts } = await open((store) => ({
    ...store,
    async commit(change) {
      if (change.resend.length === 0 || lost > 1) return store.commit(change);
      lost += 1;
      return 'stale';
    },
  }));
  await says('olga', 'now Standup @mia');
  await pass(SECOND);
  await starts('mia');
  expect(lost).toBe(2);
  expect(seen('mia')).toHaveLength(1);
});
