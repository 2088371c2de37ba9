import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../src/commands/fields.ts';
import { commands } from '../../src/commands/registry.ts';
import { readWords } from '../../src/commands/words.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { de } from '../../src/messages/de.ts';
import { en } from '../../src/messages/en.ts';
import type { PersonRef, Token } from '../../src/ports/inbox.ts';

const ivan: PersonRef = { kind: 'person', foreignId: asId<ForeignId>('ivan') };
const mia: PersonRef = { kind: 'handle', handle: 'mia' };

/** What is read behind `/meeting <command>`; `@ivan` and `@mia` are mentions. */
function read(line: string, text = en) {
  const [name, ...typed] = line.split(' ');
  const command = commands.find((one) => one.name === name);
  if (!command) throw new Error(`there is no command ${name}`);
  const people: Readonly<Record<string, PersonRef>> = { '@ivan': ivan, '@mia': mia };
  const tokens = typed.map((word): Token => people[word] ?? word);
  return readWords(tokens, fieldsOf(command.input), text);
}

describe('people', () => {
  it('are the mentions, wherever they stand', () => {
    expect(read('now @ivan Stand up @mia')).toEqual({
      values: { topic: 'Stand up', people: [ivan, mia] },
      rest: '',
    });
  });

  it('are said where the command takes none', () => {
    expect(read('list @mia')).toEqual({ values: {}, rest: '@mia' });
    const others: readonly Token[] = [
      ivan,
      { kind: 'group', foreignId: asId<ForeignId>('team'), name: '@team' },
      { kind: 'email', address: 'lee@example.org' },
    ];
    expect(readWords(others, [], en).rest).toBe('@ivan @team lee@example.org');
  });
});

describe('a time', () => {
  it.each([
    ['plan Standup at tomorrow 9:30', 'Standup', 'tomorrow 9:30'],
    ['plan Standup tomorrow 9:30', 'Standup', 'tomorrow 9:30'],
    ['plan Look at it at 15:30', 'Look at it', '15:30'],
    ['plan Standup AT 15:30', 'Standup', '15:30'],
    ['plan Standup tomorrow at 9:30', 'Standup', 'tomorrow at 9:30'],
    ['plan Review in 20 minutes', 'Review', 'in 20 minutes'],
    ['plan Retro at 2026-12-01 10:00', 'Retro', '2026-12-01 10:00'],
    ['plan Standup at every weekday 9:00', 'Standup', 'every weekday 9:00'],
    ['plan Standup every weekday at 9:00', 'Standup', 'every weekday at 9:00'],
    ['plan Standup at 9:00 every weekday', 'Standup', '9:00 every weekday'],
    ['plan Standup at tomorrow 9:30 every 2 weeks', 'Standup', 'tomorrow 9:30 every 2 weeks'],
    ['plan Standup tomorrow every week at 9:30', 'Standup', 'tomorrow every week at 9:30'],
    ['plan Stand up Every Monday 9:00 until Dec 20', 'Stand up', 'Every Monday 9:00 until Dec 20'],
    ['plan Standup every day until Dec 20 at 9:00', 'Standup', 'every day until Dec 20 at 9:00'],
    ['plan Standup täglich um 9:00', 'Standup', 'täglich um 9:00'],
    ['plan Team weekly at Fri 10:00', 'Team', 'weekly at Fri 10:00'],
    ['plan Weekly at Fri 10:00', 'Weekly', 'Fri 10:00'],
    ['plan Daily Standup at 9:00', 'Daily Standup', '9:00'],
    ['plan Every day counts at Fri 9:00', 'Every day counts', 'Fri 9:00'],
    ['plan Standup for 45 min at Fri 14:30', 'Standup', 'for 45 min at Fri 14:30'],
    ['plan Standup at every weekday', 'Standup', 'every weekday'],
    ['plan Standup at every blue moon 9:00', 'Standup', 'every blue moon 9:00'],
  ])('%s', (line, topic, when) => {
    expect(read(line)).toEqual({ values: { topic, when }, rest: '' });
  });

  it('that cannot be read is kept as a time, so that the answer can say so', () => {
    expect(read('plan Standup at half past nine').values).toEqual({
      topic: 'Standup',
      when: 'half past nine',
    });
    expect(read('move 234 5678 9012 sometime').values).toEqual({
      meeting: '234 5678 9012',
      when: 'sometime',
    });
  });

  it('is left out where none was typed', () => {
    expect(read('plan Look at').values).toEqual({ topic: 'Look at' });
    expect(read('move 234 5678 9012').values).toEqual({ meeting: '234 5678 9012' });
  });

  it('is not taken for a topic where it says that it is repeated, and the topic is missing', () => {
    expect(read('plan every weekday 9:00').values).toEqual({ when: 'every weekday 9:00' });
    expect(read('plan daily 9:00').values).toEqual({ when: 'daily 9:00' });
    expect(read('plan Standup every weekday').values).toEqual({ topic: 'Standup every weekday' });
    expect(read('move Standup to every Tuesday 10:00').values).toEqual({
      meeting: 'Standup',
      when: 'every Tuesday 10:00',
    });
  });

  it('takes its length with it, and its repetition', () => {
    expect(read('plan Standup at every weekday 9:00 for 15 min @ivan').values).toEqual({
      ...{ topic: 'Standup', when: 'every weekday 9:00', duration: '15 min', people: [ivan] },
    });
    expect(read('plan Standup at every weekday 9:00 for 15 min until Dec 20').values).toEqual({
      ...{ topic: 'Standup', when: 'every weekday 9:00 for 15 min until Dec 20' },
    });
  });

  it('may stand alone, for the one meeting that is meant', () => {
    expect(read('move tomorrow 10:00').values).toEqual({ when: 'tomorrow 10:00' });
    expect(read('move Standup to 10:00').values).toEqual({ meeting: 'Standup', when: '10:00' });
  });
});

it.each([
  ['plan Standup um 15:30 für 45 Minuten', { topic: 'Standup', when: '15:30', duration: '45 Minuten' }],
  ['plan Standup morgen um 15 Uhr', { topic: 'Standup', when: 'morgen um 15 Uhr' }],
  ['plan Standup at morgen 9:00 in my room', { topic: 'Standup', when: 'morgen 9:00', room: true }],
  ['now Standup in meinem Raum', { topic: 'Standup', room: true }],
  ['move Standup auf morgen 9:00', { meeting: 'Standup', when: 'morgen 9:00' }],
])('understands who writes German: %s', (line, values) => {
  expect(read(line, de)).toEqual({ values, rest: '' });
});

describe('a duration', () => {
  it('is announced by its word and ends the line', () => {
    expect(read('plan Standup at 9:30 for 1 h 30 @ivan').values).toEqual({
      topic: 'Standup',
      when: '9:30',
      duration: '1 h 30',
      people: [ivan],
    });
  });

  it('is part of the topic when it is none', () => {
    expect(read('plan Slides for Mia at 9:30').values).toEqual({ topic: 'Slides for Mia', when: '9:30' });
  });
});

describe('a meeting', () => {
  it.each([
    ['show 23456789012', '23456789012'],
    ['show 234 5678 9012', '234 5678 9012'],
    ['show 234-5678-9012', '234-5678-9012'],
    ['show ２３４ ５６７８ ９０１２', '２３４ ５６７８ ９０１２'],
    ['show 234 567 8901', '234 567 8901'],
    ['show Stand up', 'Stand up'],
    ['show 7 wonders', '7 wonders'],
  ])('%s', (line, meeting) => {
    expect(read(line)).toEqual({ values: { meeting }, rest: '' });
  });

  it('takes no more digits than a number has', () => {
    expect(read('show 234 5678 9012 3')).toEqual({ values: { meeting: '234 5678 9012' }, rest: '3' });
    expect(read('show 2345678901234').values).toEqual({ meeting: '2345678901234' });
  });
});

describe('a passcode', () => {
  it('is whatever stands behind the number', () => {
    expect(read('join 234 5678 9012 k7qw 3m9x tb').values).toEqual({
      meeting: '234 5678 9012',
      passcode: 'k7qw3m9xtb',
    });
    expect(read('join 234 567 8901 12345678').values).toEqual({
      meeting: '234 567 8901',
      passcode: '12345678',
    });
    expect(read('join 234 5678 9012 nonsense!').values).toMatchObject({ passcode: 'nonsense!' });
  });

  it('is no part of a topic that reads like one', () => {
    expect(read('rotate Standup').values).toEqual({ meeting: 'Standup' });
  });
});

describe('a switch', () => {
  it('is on when its words are there', () => {
    expect(read('now Review In My Room @ivan').values).toEqual({
      topic: 'Review',
      room: true,
      people: [ivan],
    });
    expect(read('rotate 234 5678 9012 with links').values).toEqual({ meeting: '234 5678 9012', links: true });
    expect(read('now What is in my inbox').values).toEqual({ topic: 'What is in my inbox' });
  });
});

it('says what no field takes', () => {
  expect(read('help me')).toEqual({ values: {}, rest: 'me' });
});
