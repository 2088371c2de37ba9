import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  invocation,
  readPeople,
  readTyped,
  readUnfinished,
  readValues,
} from '../../adapters/chat/playground/receive.ts';
import {
  conversationFor,
  directOf,
  RESIDENTS,
  type Resident,
} from '../../adapters/chat/playground/workspace.ts';

const person = (handle: string): Resident => {
  const found = RESIDENTS.find((each) => each.handle === handle);
  return found ?? expect.fail(`no ${handle}`);
};
const olga = person('olga');
const pat = person('pat');
const general = conversationFor(olga, 'general') ?? expect.fail('no #general');

const words = (line: string, actor = olga) => {
  const typed = readTyped(line, actor, general);
  return typed.kind === 'command' ? typed.words : expect.fail(`it was ${typed.kind}`);
};

describe('a typed line', () => {
  it('is a command with its words, mentions apart', () => {
    expect(words('/meeting now Weekly  Standup @ivan @Mia, @team @nobody #general max@example.org')).toEqual([
      'now',
      'Weekly',
      'Standup',
      { kind: 'person', foreignId: 'ivan' },
      { kind: 'person', foreignId: 'mia' },
      { kind: 'group', foreignId: 'group-team', name: 'team' },
      { kind: 'handle', handle: 'nobody' },
      { kind: 'group', foreignId: 'general', name: '#general' },
      { kind: 'email', address: 'max@example.org' },
    ]);
  });

  it('names the bot as a person, so that the core can say that it is a bot', () => {
    expect(words('/meeting now @latchkey')).toEqual(['now', { kind: 'person', foreignId: 'latchkey' }]);
  });

  it('is a bare command without words', () => {
    expect(words('/meeting')).toEqual([]);
    expect(words('  /MEETING  ')).toEqual([]);
  });

  it('leaves a private channel that the asker is not in as text', () => {
    expect(words('/meeting now #design')).toEqual([
      'now',
      { kind: 'group', foreignId: 'design', name: '#design' },
    ]);
    expect(words('/meeting now #design', pat)).toEqual(['now', '#design']);
  });

  it.each(['@', '#', '#42', '#nowhere', 'a@b', '@@ivan', 'ivan@', '<@ivan>', '@everyone!'])(
    'leaves %s as text',
    (word) => {
      expect(words(`/meeting now ${word}`)).toEqual(['now', word]);
    },
  );

  it('is talk in a channel, and a command in private', () => {
    expect(readTyped('list my meetings', olga, general)).toEqual({ kind: 'talk' });
    expect(readTyped('list', olga, directOf(olga))).toEqual({ kind: 'command', words: ['list'] });
    expect(readTyped('/meeting list', olga, directOf(olga))).toEqual({ kind: 'command', words: ['list'] });
  });

  it('may be a command that nobody here has', () => {
    expect(readTyped('/giphy cats', olga, general)).toEqual({ kind: 'other-command', name: '/giphy' });
  });

  it('keeps the word that is being typed as the last one', () => {
    expect(readUnfinished('/meeting ro', olga, general)).toEqual(['ro']);
    expect(readUnfinished('/meeting rotate ', olga, general)).toEqual(['rotate', '']);
    expect(readUnfinished('/meeting ', olga, general)).toEqual(['']);
    expect(readUnfinished('hello', olga, general)).toBeNull();
  });

  it('loses no word, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const typed = readTyped(`/meeting ${text}`, olga, general);
        expect(typed.kind === 'command' && typed.words.length).toBe(text.split(/\s+/).filter(Boolean).length);
      }),
      { seed: 8 },
    );
  });
});

describe('a filled-in form', () => {
  it('takes bare names for people too', () => {
    expect(readPeople('@ivan, mia; #general max@example.org', olga)).toEqual([
      { kind: 'person', foreignId: 'ivan' },
      { kind: 'handle', handle: 'mia' },
      { kind: 'group', foreignId: 'general', name: '#general' },
      { kind: 'email', address: 'max@example.org' },
    ]);
  });

  it('leaves out what is empty, and keeps what is switched off', () => {
    const values = { topic: 'Standup', duration: '', room: false, people: { people: '' } };
    expect(readValues(values, olga)).toEqual({ topic: 'Standup', room: false, people: [] });
  });
});

it('says who asks, and nothing that only the page needs', () => {
  const asked = invocation('1', person('lee'), general, { kind: 'press', press: 'code:x' });
  expect(asked).toEqual({
    event: 'playground:1',
    platform: 'playground',
    workspace: { foreignId: 'playground', name: 'Playground' },
    conversation: { foreignId: 'general', name: '#general', visibility: 'public' },
    actor: { foreignId: 'lee', name: 'Lee', handle: 'lee', bot: false, zone: null, locale: 'en-US' },
    confidential: true,
    request: { kind: 'press', press: 'code:x' },
  });
});
