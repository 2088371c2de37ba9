import { describe, expect, it } from 'vitest';
import type { Token } from '../../src/ports/inbox.ts';
import { openWorkspace, type Who } from '../journeys/workspace.ts';

async function stage() {
  const workspace = await openWorkspace();
  const { dispatcher, invocation } = workspace;
  const typing = (who: Who, words: readonly Token[], limit = 5) =>
    dispatcher.suggest(invocation(who, { kind: 'words', words }, 'general'), limit);
  return { ...workspace, typing };
}

describe('while a command is typed', () => {
  it('the commands that begin so are offered, with their parts and what they do', async () => {
    const { typing } = await stage();
    expect(await typing('olga', ['Re'])).toEqual([
      {
        value: 'recreate',
        label: 'recreate [meeting]',
        hint: 'Cancel and create anew, with a new ID and code',
      },
    ]);
    expect(await typing('olga', ['move'])).toEqual([
      {
        value: 'move',
        label: 'move [meeting] <when> [duration]',
        hint: 'Move to another time; the code stays',
      },
    ]);
    expect(await typing('olga', ['rev'])).toEqual([]);
  });

  it('no more are offered than asked for', async () => {
    const { typing } = await stage();
    expect(await typing('olga', [''], 3)).toHaveLength(3);
    expect((await typing('olga', [''], 50)).map(({ value }) => value)).toContain('unlock');
  });

  it('nothing is offered for a mention or a button', async () => {
    const { typing, dispatcher, invocation } = await stage();
    expect(await typing('olga', [{ kind: 'handle', handle: 'ivan' }])).toEqual([]);
    const press = invocation('olga', { kind: 'press', press: 'list' }, 'general');
    expect(await dispatcher.suggest(press, 5)).toEqual([]);
  });
});

describe('while a meeting is typed', () => {
  it("the asker's own are offered by number and by topic, where they may use the command", async () => {
    const { says, typing, meetingNamed } = await stage();
    await says('olga', 'now Standup @ivan');
    await says('olga', 'now Retro');
    const numbers = (await typing('olga', ['show', ''])).map(({ label }) => label).sort();
    expect(numbers).toEqual(['Retro', 'Standup']);
    const [standup] = await typing('olga', ['rotate', 'STAND']);
    expect(standup?.label).toBe('Standup');
    expect(standup?.value).toBe(`rotate ${standup?.hint} `);
    const { meeting } = await meetingNamed('Standup');
    expect(standup?.hint.replaceAll(' ', '')).toBe(meeting.meetingId);
    const first = standup?.hint.split(' ')[0] ?? '';
    expect((await typing('olga', ['show', first])).map(({ label }) => label)).toContain('Standup');
    expect((await typing('ivan', ['show', ''])).map(({ label }) => label)).toEqual(['Standup']);
    expect(await typing('ivan', ['rotate', ''])).toEqual([]);
  });

  it('one without a topic is offered all the same', async () => {
    const { says, typing } = await stage();
    await says('olga', 'now');
    expect((await typing('olga', ['end', ''])).map(({ label }) => label)).toEqual(['Meeting']);
  });

  it('none is offered to a stranger, or where no meeting is wanted', async () => {
    const { says, typing } = await stage();
    await says('olga', 'now Standup');
    expect(await typing('pat', ['show', 'St'])).toEqual([]);
    expect(await typing('olga', ['now', 'St'])).toEqual([]);
  });
});
