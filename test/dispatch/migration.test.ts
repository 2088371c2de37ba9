import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/clock.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import { aWorkspace } from '../fakes/records.ts';
import { GENERAL, PLATFORM } from '../jobs/stage.ts';
import { openWorkspace, textOf } from '../journeys/workspace.ts';

const id = (text: string) => asId<ForeignId>(text);

/** Acme's only group gets another id, as a Telegram group that becomes a supergroup. */
async function open(wrapStore?: NonNullable<Parameters<typeof openWorkspace>[0]>['wrapStore']) {
  const journey = await openWorkspace(wrapStore ? { wrapStore } : {});
  const { dispatcher, pass, workspace } = journey;
  const migrates = async (from: string, to: string) => {
    await dispatcher.migrated({ platform: PLATFORM, from: id(from), to: id(to) });
    await pass(SECOND);
  };
  return { ...journey, migrates, now: () => journey.store.workspaces.byId(workspace.id) };
}

describe('a group that has another id', () => {
  it('is the same workspace, with its settings and meetings', async () => {
    const { says, migrates, now, handle, invocation, furnish, workspace } = await open();
    await furnish({ settings: { ...workspace.settings, doorMinutes: 5 } });
    await says('olga', 'now Standup');
    await migrates('acme', 'super');
    expect(await now()).toMatchObject({ foreignId: 'super', settings: { doorMinutes: 5 } });
    const asked = invocation('olga', { kind: 'words', words: ['show', 'Standup'] }, 'general');
    const there = { ...asked, workspace: { foreignId: id('super'), name: 'Acme' } };
    expect(textOf(await handle(there))).toContain('Standup');
  });

  it('gets the cards of its conversation anew, and changes reach them there', async () => {
    const { says, presses, migrates, meetingNamed, chat, pass } = await open();
    await says('olga', 'now Standup');
    await says('olga', 'now Elsewhere', 'team');
    await pass(SECOND);
    await migrates(GENERAL, 'supergeneral');
    const { meeting, occurrences } = await meetingNamed('Standup');
    expect(occurrences.map(({ card }) => card)).toEqual(['supergeneral']);
    expect((await meetingNamed('Elsewhere')).occurrences.map(({ card }) => card)).toEqual(['team']);
    expect(chat.seen(id('supergeneral')).join()).toContain('Standup');
    const asked = await says('olga', `end ${meeting.meetingId}`);
    expect(textOf(asked)).toContain('ended');
    await pass(SECOND);
    expect(chat.seen(id('supergeneral'))).toHaveLength(1);
    expect(chat.seen(id('supergeneral')).join()).toContain('ended');
    expect(await presses('olga', `show:${meeting.key}`)).toMatchObject({ kind: 'private' });
  });

  it('gets a card that was not posted yet only once', async () => {
    const { says, migrates, chat, pass } = await open();
    chat.fail('send', { kind: 'later', ms: 10 * SECOND, scope: 'place' }, 2);
    await says('olga', 'now Standup');
    await migrates(GENERAL, 'supergeneral');
    await pass(30 * SECOND);
    expect([...chat.seen(GENERAL), ...chat.seen(id('supergeneral'))]).toHaveLength(1);
  });

  it('has one effect when it is told twice, and none when it is not known', async () => {
    const { says, migrates, now, chat } = await open();
    await says('olga', 'now Standup');
    await migrates(GENERAL, 'supergeneral');
    await migrates('acme', 'super');
    await migrates(GENERAL, 'supergeneral');
    await migrates('acme', 'super');
    await migrates('nobody', 'somebody');
    await migrates('super', 'super');
    expect((await now())?.foreignId).toBe('super');
    expect(chat.seen(id('supergeneral'))).toHaveLength(1);
  });

  it('is one workspace although somebody wrote there before the platform told of it', async () => {
    const { says, migrates, now, store } = await open();
    await says('olga', 'now Standup');
    const early = aWorkspace({ platform: PLATFORM, foreignId: id('super') });
    await store.commit({ ...emptyChange, workspaces: [early] });
    await migrates('acme', 'super');
    expect((await now())?.foreignId).toBe('super');
    await migrates('acme', 'super');
    expect((await now())?.foreignId).toBe('super');
  });

  it('stays two workspaces where both have meetings, and the log says so', async () => {
    const { says, handle, invocation, migrates, now, lines } = await open();
    await says('olga', 'now Standup');
    const asked = invocation('olga', { kind: 'words', words: ['now', 'Retro'] }, 'general');
    await handle({ ...asked, workspace: { foreignId: id('super'), name: 'Acme' } });
    await migrates('acme', 'super');
    expect((await now())?.foreignId).toBe('acme');
    expect(lines.map(({ event }) => event)).toContain('two workspaces with meetings are one group now');
  });

  it('is decided anew when somebody else was quicker', async () => {
    let lost = 0;
    const { says, migrates, now } = await open((store) => ({
      ...store,
      async commit(change) {
        const migrating =
          change.event === null && change.workspaces.length > 0 && change.accounts.length === 0;
        if (!migrating || change.expect.length === 0 || lost > 1) return store.commit(change);
        lost += 1;
        return 'stale';
      },
    }));
    await says('olga', 'now Standup');
    await migrates('acme', 'super');
    expect(lost).toBe(2);
    expect((await now())?.foreignId).toBe('super');
  });
});
