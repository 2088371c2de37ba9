import { describe, expect, test } from 'vitest';
import { encodePrivate as encodeDiscord } from '../../adapters/chat/discord/encode.ts';
import { encode as encodeSlack } from '../../adapters/chat/slack/encode.ts';
import { encodeDelivered } from '../../adapters/chat/telegram/encode.ts';
import { encode as encodeMail } from '../../adapters/mail/encode.ts';
import { MINUTE } from '../../src/clock.ts';
import { asId } from '../../src/ids.ts';
import type { CodeRequest } from '../../src/meeting/meeting.ts';
import { cancelled, decided, moved, reminder, started, withdrawn } from '../../src/messages/invitee-news.ts';
import {
  conferenceFailed,
  conferenceSettled,
  full,
  guarded,
  leaked,
  stillGoing,
} from '../../src/messages/organizer-news.ts';
import { Secret } from '../../src/vault/secret.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { account, aMeeting, anInvitation, anOccurrence, aRecord, START, ZOOM } from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const record = aRecord();
const occurrence = anOccurrence();
const view = { record, occurrence };

describe('invitees are told', () => {
  test('that it has started, with their own link', () => {
    const link = new Secret('https://meet.example/j/1#token');
    const message = started({ ...view, link }, reader);
    expect(message.notice).toBe('Standup has started');
    expect(message.blocks).toContainEqual({
      kind: 'buttons',
      buttons: [{ kind: 'open', label: 'Join', url: link, style: 'primary' }],
    });
  });

  test('that it starts soon, when, with their own link and without the passcode', () => {
    const link = new Secret('https://meet.example/j/1#token');
    const message = reminder({ ...view, invitation: anInvitation('mia'), link }, reader);
    expect(message.notice).toBe('Standup starts soon');
    expect(plainText(message, reader)).toBe(
      [
        'Standup starts soon',
        'Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin)',
        'Meeting ID 234 5678 9012',
        "[Join] [Can't]",
        "This link is yours alone. Don't forward it.",
      ].join('\n'),
    );
    const own = reminder({ ...view, invitation: anInvitation('olga', { role: 'organizer' }), link }, reader);
    expect(pressesOf(own)).toEqual([]);
  });

  test('on every platform with the link behind a button or in the mail, and nowhere that others look', () => {
    const link = new Secret('https://meet.example/j/1#token');
    const message = reminder({ ...view, invitation: anInvitation('mia'), link }, reader);
    const slack = encodeSlack(message);
    expect(JSON.stringify(slack.blocks)).toContain('#token');
    expect(slack.text).toBe('Standup starts soon');
    const discord = encodeDiscord(message);
    expect(JSON.stringify(discord.components)).toContain('#token');
    expect(discord).not.toHaveProperty('content');
    const telegram = encodeDelivered(message);
    expect(JSON.stringify(telegram.reply_markup)).toContain('#token');
    expect(telegram.text).not.toContain('#token');
    const mail = encodeMail(message);
    expect(mail.text).toContain('Join: https://meet.example/j/1#token');
    expect(mail.subject).toBe('Standup starts soon');
  });

  test('when it is now, and that the code stays', () => {
    expect(plainText(moved(view, reader), reader)).toBe(
      [
        'Standup is moved',
        'Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin)',
        'Your code and your link stay the same.',
        "[I'm in] [Can't] [Add to calendar]",
      ].join('\n'),
    );
  });

  test('that it is cancelled, and what died with it', () => {
    const whole = { ...view, record: aRecord({ meeting: aMeeting({ state: 'cancelled' }) }) };
    expect(plainText(cancelled(whole, reader), reader)).toContain(
      'The code and the links do not work any more.',
    );
    expect(plainText(cancelled(view, reader), reader)).toContain('Your link does not work any more.');
  });

  test('that they are not invited any more', () => {
    expect(withdrawn(view, reader).notice).toBe('You are not invited to Standup any more');
  });

  test('what became of their request', () => {
    const request = (state: CodeRequest['state']): CodeRequest => ({
      id: asId('r'),
      meetingKey: aMeeting().key,
      account: account('mia'),
      state,
      askedAt: START,
      decidedBy: null,
      decidedAt: null,
    });
    expect(decided({ record, request: request('approved') }, reader).notice).toBe(
      'You are invited to Standup',
    );
    expect(decided({ record, request: request('denied') }, reader).notice).toContain('did not get');
  });
});

describe('the organizer is told', () => {
  const plannedEnd = occurrence.endsAt;

  test('that it is still going, with two ways on', () => {
    const asked = stillGoing({ ...view, plannedEnd }, reader);
    expect(plainText(asked, reader)).toBe(
      [
        'Standup is still going',
        'It was planned to end at 09:45. It stays open until you end it or add time.',
        '[End] [30 minutes more]',
      ].join('\n'),
    );
    expect(pressesOf(asked)).toEqual([`end:${occurrence.id}`, `extend:${occurrence.id}`]);
  });

  test('what came of it once that is decided', () => {
    const longer = anOccurrence({ endsAt: plannedEnd + 30 * MINUTE });
    const extended = stillGoing({ record, occurrence: longer, plannedEnd }, reader);
    expect(plainText(extended, reader)).toBe(
      'Standup goes on\nUntil Wed 25 Nov 2026, 10:15 (Europe/Berlin).',
    );
    const over = stillGoing({ record, occurrence: anOccurrence({ state: 'ended' }), plannedEnd }, reader);
    expect(plainText(over, reader)).toBe('Standup has ended');
  });

  test('that somebody is guessing, with one tap against it', () => {
    const message = guarded(view, reader);
    expect(plainText(message, reader)).toContain('Personal links still work');
    expect(pressesOf(message)).toEqual([`rotate:${aMeeting().key}`]);
  });

  test('that others have read the passcode, with one tap against it', () => {
    const message = leaked(view, reader);
    expect(plainText(message, reader)).toContain(
      'The passcode of Standup was typed where others can read it',
    );
    expect(pressesOf(message)).toEqual([`rotate:${aMeeting().key}`]);
  });

  test('that the room is full', () => {
    expect(full({ ...view, seats: 8 }, reader).notice).toBe('The room is full (8 of 8)');
  });

  test('what the provider refused, what waits, and what they can choose', () => {
    const failed = (foreignId: string | null, reason: string, builtIn = false) =>
      conferenceFailed(
        {
          record: { ...record, conference: { ...record.conference, state: 'failed', foreignId, reason } },
          provider: ZOOM,
          builtIn,
        },
        reader,
      );
    const never = plainText(failed(null, 'unavailable'), reader);
    expect(never).toContain('Zoom could not make the room for Standup');
    expect(never).toContain('It said: the service does not answer.');
    expect(never).toContain('The codes wait for it.');
    const changed = plainText(failed('84', 'daily limit reached'), reader);
    expect(changed).toContain('Zoom did not take the change to Standup');
    expect(changed).toContain('It said: daily limit reached.');
    const { key } = aMeeting();
    expect(pressesOf(failed(null, 'busy'))).toEqual([`retry:${key}`, `cancel:${key}`]);
    expect(pressesOf(failed(null, 'busy', true))).toEqual([
      `retry:${key}`,
      `use-room:${key}`,
      `cancel:${key}`,
    ]);
    const deleted = plainText(failed(null, 'deleted-elsewhere'), reader);
    expect(deleted).toContain('was deleted at Zoom');
    expect(deleted).not.toContain('It said');
  });

  test('what became of it instead, once that was chosen', () => {
    const settled = (meeting: Parameters<typeof aMeeting>[0]) =>
      plainText(
        conferenceSettled({ record: aRecord({ meeting: aMeeting(meeting) }), provider: ZOOM }, reader),
        reader,
      );
    expect(settled({ provider: asId('zoom') })).toContain('Zoom is asked again for Standup');
    expect(settled({ provider: asId('room') })).toBe('Standup is in the built-in room now');
    expect(settled({ state: 'cancelled' })).toBe('Standup is cancelled');
  });
});
