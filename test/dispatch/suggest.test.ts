import { describe, expect, it } from 'vitest';
import { showMeetingId } from '../../src/meeting/meeting-id.ts';
import type { Token, Values } from '../../src/ports/inbox.ts';
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

  it('what they do is said in the language that somebody has chosen', async () => {
    const { typing, handle, invocation } = await stage();
    const request = { kind: 'call', command: 'language', values: { language: 'de' } } as const;
    await handle(invocation('olga', request, 'direct'));
    expect(await typing('olga', ['verschieben'])).toEqual([
      {
        value: 'move',
        label: 'move [Besprechung] <Wann> [Dauer]',
        hint: 'Auf eine andere Zeit verschieben; der Code bleibt',
      },
    ]);
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

describe('while one field is filled in, apart from its command', () => {
  async function filling() {
    const workspace = await stage();
    const { dispatcher, invocation } = workspace;
    const fills = (who: Who, command: string, values: Values, limit = 5) =>
      dispatcher.suggest(invocation(who, { kind: 'call', command, values }, 'general'), limit);
    return { ...workspace, fills };
  }

  it("the asker's own meetings are offered by their number alone", async () => {
    const { says, fills, meetingNamed } = await filling();
    await says('olga', 'now Standup @ivan');
    await says('olga', 'now Retro');
    const [standup, ...others] = await fills('olga', 'rotate', { meeting: 'STAND' });
    expect(others).toEqual([]);
    const { meeting } = await meetingNamed('Standup');
    expect(standup).toEqual({
      value: showMeetingId(meeting.meetingId),
      label: 'Standup',
      hint: standup?.value,
    });
    expect(await fills('olga', 'end', { meeting: '' }, 1)).toHaveLength(1);
    expect(await fills('ivan', 'rotate', { meeting: '' })).toEqual([]);
    expect(await fills('olga', 'join', { meeting: '' })).toEqual([]);
  });

  it('a time is offered as it is read', async () => {
    const { says, fills } = await filling();
    await says('olga', 'now Standup');
    const [read, ...others] = await fills('olga', 'move', { when: 'tomorrow 9:30' });
    expect(others).toEqual([]);
    expect(read?.value).toBe('tomorrow 9:30');
    expect(read?.label).toMatch(/, 09:30 \(.+\)$/);
  });

  it('what is repeated is offered by its rule, but not to a meeting that is there already', async () => {
    const { says, fills } = await filling();
    await says('olga', 'now Standup');
    const [rule] = await fills('olga', 'plan', { when: 'every weekday 9:00' });
    expect(rule).toMatchObject({
      value: 'every weekday 9:00',
      label: 'every weekday at 09:00 (Europe/Berlin)',
    });
    expect(await fills('olga', 'move', { when: 'every weekday 9:00' })).toEqual([]);
  });

  it('a time is not read in a zone that is not known, nor one that is not understood or past', async () => {
    const { says, fills } = await filling();
    for (const when of ['', 'some day', '2000-01-01 9:00']) {
      expect(await fills('olga', 'move', { when })).toEqual([]);
    }
    await says('lee', 'list');
    expect(await fills('lee', 'move', { when: 'tomorrow 9:30' })).toEqual([]);
  });

  it('nothing is offered for other fields, other values and other commands', async () => {
    const { says, fills } = await filling();
    await says('olga', 'now Standup');
    expect(await fills('olga', 'dance', { meeting: '' })).toEqual([]);
    expect(await fills('olga', 'move', { duration: '4' })).toEqual([]);
    expect(await fills('olga', 'move', { when: true })).toEqual([]);
    expect(await fills('olga', 'move', {})).toEqual([]);
  });
});
