import { describe, expect, test } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import { catalogueFor } from '../../src/messages/catalogue.ts';
import { help } from '../../src/messages/help.ts';
import { invitationText } from '../../src/messages/invitation-text.ts';
import { noWayIn } from '../../src/messages/no-way-in.ts';
import { personalRoom } from '../../src/messages/personal-room.ts';
import { say } from '../../src/messages/say.ts';
import { wayIn } from '../../src/messages/way-in.ts';
import { Secret } from '../../src/vault/secret.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { aMeeting, anOccurrence, aRecord, START } from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const words = catalogueFor('en');
const key = aMeeting().key;

describe('a code that does not open', () => {
  test('gets the same answer for everyone who is not part of the meeting', () => {
    const message = noWayIn({ kind: 'invalid' }, null, reader);
    expect(plainText(message, reader)).toMatch(/^Invalid access code\n- Copy the passcode again/);
    expect(pressesOf(message)).toEqual([]);
  });

  test('gets the entitled their own, and the organizer the means to mend it', () => {
    const commands = (relation: 'invitee' | 'cohost' | 'organizer') =>
      pressesOf(noWayIn({ kind: 'invalid' }, { key, relation }, reader));
    expect(commands('invitee')).toEqual([`code:${key}`]);
    expect(commands('organizer')).toEqual([`reveal:${key}`, `rotate:${key}`, `recreate:${key}`]);
    expect(commands('cohost')).toEqual(commands('organizer'));
  });

  test('a right one says when the door opens, that it is over, or that the room is full', () => {
    const said = (verdict: Parameters<typeof noWayIn>[0]) =>
      plainText(noWayIn(verdict, null, reader), reader);
    expect(said({ kind: 'not-open', opensAt: START })).toContain(
      'It opens Wed 25 Nov 2026, 09:30 (Europe/Berlin).',
    );
    expect(said({ kind: 'ended' })).toContain('This meeting has ended');
    expect(said({ kind: 'full' })).toContain('The room is full');
    expect(said({ kind: 'throttled', retryAfter: HOUR })).toContain('Try again in 1 hour.');
  });
});

test('a way in is one button, and says for whom and how long it is good', () => {
  const url = new Secret('https://meet.example/j/1#token');
  const whole = { meeting: aMeeting(), occurrence: anOccurrence() };
  const ticket = plainText(wayIn({ ...whole, url, kind: 'ticket' }, reader), reader);
  expect(ticket).toBe('You can join Standup\n[Join]\nThis link works for ten minutes and only for you.');
  const personal = plainText(wayIn({ ...whole, url, kind: 'personal' }, reader), reader);
  expect(personal).toContain("Don't forward it.");
});

test('an invitation to paste holds the passcode only when it is asked for once more', () => {
  const view = { record: aRecord(), occurrence: anOccurrence(), publicUrl: 'https://meet.example' };
  const without = invitationText({ ...view, passcode: null }, reader);
  expect(plainText(without, reader)).toBe(
    [
      'Invitation to paste anywhere',
      'Standup',
      'Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin)',
      'Meeting ID 234 5678 9012',
      'At https://meet.example/j/23456789012',
      'It holds no passcode.',
      '[Copy with passcode]',
    ].join('\n'),
  );
  expect(pressesOf(without)).toEqual([`invitation:${key}:passcode`]);
  const passcode = new Secret('K7QW3M9XTB');
  const holding = invitationText({ ...view, passcode }, reader);
  expect(plainText(holding, reader)).toContain('whoever reads it can come in');
  expect(holding.blocks).toContainEqual({
    kind: 'paragraph',
    spans: [
      { kind: 'text', text: 'Passcode ' },
      { kind: 'secret', label: 'passcode of Standup', secret: passcode, hidden: false },
    ],
  });
});

describe('the personal room', () => {
  const view = {
    record: aRecord({ occurrences: [anOccurrence(), anOccurrence({ state: 'ended' })] }),
    shown: null,
    publicUrl: 'https://meet.example',
    buttons: [],
  };

  test('shows its number, its hidden code and the calls to come', () => {
    expect(plainText(personalRoom(view, reader), reader)).toBe(
      [
        'Personal room · Standup',
        'Meeting ID 234 5678 9012',
        'Passcode hidden',
        '- Standup · Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin) · planned',
        'https://meet.example/j/23456789012',
        '[Show] [Rotate]',
      ].join('\n'),
    );
  });

  test('shows its code once asked, and says when no call is planned', () => {
    const shown = { passcode: new Secret('K7QW3M9XTB'), codes: { provider: 'Zoom', lines: [] } };
    const read = plainText(
      personalRoom({ ...view, record: aRecord({ occurrences: [] }), shown }, reader),
      reader,
    );
    expect(read).toContain('Passcode [hidden]');
    expect(read).toContain('No call is planned in it.');
    expect(read).not.toContain('[Show]');
  });
});

test('help names every listed command with a line that works', () => {
  const command = { name: 'dance', listed: true, summary: () => 'Dance', example: '/meeting dance' };
  const read = plainText(help([command, { ...command, name: 'hide', listed: false }], reader), reader);
  expect(read).toContain('- dance: Dance /meeting dance');
  expect(read).not.toContain('hide');
});

test('an answer says first what happened, then what to do', () => {
  const said = say({ title: 'Done', lines: ['Now rest.'], items: ['a', 'b'] }, words);
  expect(plainText(said, reader)).toBe('Done\nNow rest.\n- a\n- b');
  expect(said.notice).toBe('Done');
});

describe('the catalogue', () => {
  test('answers in English where the language is not known, or is none', () => {
    expect(catalogueFor('xx-YY')).toBe(words);
    expect(catalogueFor('not a locale')).toBe(words);
  });

  test('names each problem with a person', () => {
    const whys = [
      'unknown',
      'bot',
      'twice',
      'group-refused',
      'group-unavailable',
      'group-unknown',
      'no-mail',
      'muted-you',
      'not-a-member',
    ] as const;
    const said = whys.map((why) => words.personProblem({ name: 'mia', why }));
    expect(new Set(said).size).toBe(whys.length);
    for (const sentence of said) expect(sentence).toMatch(/mia.*\.$/);
  });

  test('counts one and many', () => {
    expect(words.answers.codesGoOut(1)).toBe('1 person gets the code in private.');
    expect(words.answers.codesGoOut(1_200)).toBe('1,200 people get the code in private.');
  });
});
