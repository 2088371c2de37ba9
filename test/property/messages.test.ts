import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsOf } from '../../src/commands/fields.ts';
import { commands } from '../../src/commands/registry.ts';
import { asId } from '../../src/ids.ts';
import type { MeetingRecord, Occurrence } from '../../src/meeting/meeting.ts';
import { card } from '../../src/messages/card.ts';
import { invitationText } from '../../src/messages/invitation-text.ts';
import { cancelled, decided, moved, reminder, started, withdrawn } from '../../src/messages/invitee-news.ts';
import { meetingDetails } from '../../src/messages/meeting-details.ts';
import { meetingList } from '../../src/messages/meeting-list.ts';
import type { PrivateMessage } from '../../src/messages/message.ts';
import {
  conferenceFailed,
  conferenceSettled,
  full,
  guarded,
  leaked,
  stillGoing,
} from '../../src/messages/organizer-news.ts';
import { personalRoom } from '../../src/messages/personal-room.ts';
import { noteForMissed, report } from '../../src/messages/report.ts';
import { requests } from '../../src/messages/requests.ts';
import { cancelledSlip, replacedSlip, slip, withdrawnSlip } from '../../src/messages/slip.ts';
import { wayIn } from '../../src/messages/way-in.ts';
import { Secret } from '../../src/vault/secret.ts';
import { pressesOf, textsOf } from '../fakes/plain-text.ts';
import {
  account,
  aMeeting,
  anInvitation,
  anOccurrence,
  aRecord,
  aSlip,
  OLGA,
  ZOOM,
} from '../messages/a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const passcode = new Secret('K7QW3M9XTB');
const link = new Secret('https://meet.example/j/23456789012#tokenoflink');
const codes = { provider: 'Zoom', lines: [{ label: 'Zoom passcode', secret: new Secret('Zo0mC0de') }] };
const publicUrl = 'https://meet.example';

/** Every message there is about a meeting of that topic, whose people have that name. */
function everyMessage(
  record: MeetingRecord,
  occurrence: Occurrence,
  name: string,
): readonly PrivateMessage[] {
  const names = new Map([OLGA, account('mia'), account('lee')].map((id) => [id, name]));
  const view = { record, occurrence, names, provider: ZOOM, publicUrl };
  const [request] = record.requests;
  return [
    card({ ...view, organizerName: name, inside: 2 }, reader),
    ...record.invitations.map((invitation) =>
      slip({ ...view, invitation, organizerName: name, passcode, link, codes }, reader),
    ),
    replacedSlip(view, reader),
    cancelledSlip(view, reader),
    withdrawnSlip(view, reader),
    report({ ...view, cardProblem: 'not-in-channel' }, reader),
    noteForMissed({ ...view, cardProblem: null }, reader),
    requests(view, reader),
    meetingList([{ ...view, relation: 'organizer' }], reader),
    meetingDetails(
      { ...view, relation: 'organizer', shown: { passcode, codes }, builtIn: true, door: { kind: 'open' } },
      reader,
    ),
    personalRoom({ ...view, shown: { passcode, codes }, buttons: [] }, reader),
    invitationText({ ...view, passcode }, reader),
    started({ ...view, link }, reader),
    ...record.invitations.map((invitation) => reminder({ ...view, invitation, link }, reader)),
    moved(view, reader),
    cancelled(view, reader),
    withdrawn(view, reader),
    stillGoing({ ...view, plannedEnd: occurrence.endsAt }, reader),
    guarded(view, reader),
    leaked(view, reader),
    full({ ...view, seats: 8 }, reader),
    conferenceFailed({ ...view, builtIn: true }, reader),
    conferenceSettled(view, reader),
    wayIn({ ...view, meeting: record.meeting, url: link, kind: 'ticket' }, reader),
    ...(request ? [decided({ record, request }, reader)] : []),
  ];
}

const [mia, lee] = [anInvitation('mia'), anInvitation('lee')];
const recordOf = (topic: string): MeetingRecord =>
  aRecord({
    meeting: aMeeting({ topic }),
    invitations: [anInvitation('olga', { role: 'organizer' }), mia, lee],
    slips: [aSlip(mia.id, 'unreachable', { reason: 'dm-closed' }), aSlip(lee.id, 'sent')],
    requests: [
      {
        id: asId('r'.padEnd(20, '0')),
        meetingKey: aMeeting().key,
        account: account('lee'),
        state: 'open',
        askedAt: 0,
        decidedBy: null,
        decidedAt: null,
      },
    ],
  });

const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '@everyone',
        '<!channel>',
        '<@U123>',
        '**bold** _x_ `code`',
        '[x](https://evil.example)',
        '<b>x</b>',
        '\u202Eevil\u202C',
        '\u2066x\u2069',
        '\0',
        '\r\n',
        '👩‍👩‍👧‍👦',
        '\ud800',
        'x'.repeat(2_000),
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const states = fc.constantFrom<Occurrence['state']>('planned', 'live', 'ended', 'cancelled');

test('whatever people are called and whatever a topic says stays one line of plain text', () => {
  fc.assert(
    fc.property(hostile, hostile, states, (topic, name, state) => {
      for (const message of everyMessage(recordOf(topic), anOccurrence({ state }), name)) {
        for (const text of textsOf(message)) {
          expect(text).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
          expect([...text].length).toBeLessThan(700);
        }
        expect(message.notice.trim()).not.toBe('');
      }
    }),
    { numRuns: 300 },
  );
});

test('a hostile topic changes no message but its words: the blocks and buttons stay', () => {
  const shape = (messages: readonly PrivateMessage[]) =>
    messages.map((message) => [message.blocks.map(({ kind }) => kind), pressesOf(message)]);
  fc.assert(
    fc.property(hostile, states, (topic, state) => {
      const occurrence = anOccurrence({ state });
      expect(shape(everyMessage(recordOf(topic), occurrence, 'mia'))).toEqual(
        shape(everyMessage(recordOf('Standup'), occurrence, 'mia')),
      );
    }),
    { numRuns: 300 },
  );
});

test('every button runs a command that exists, with what that command takes', () => {
  const known = new Map(commands.map((command) => [command.name, command]));
  for (const state of ['planned', 'live', 'ended', 'cancelled'] as const) {
    for (const message of everyMessage(recordOf('Standup'), anOccurrence({ state }), 'mia')) {
      for (const press of pressesOf(message)) {
        const [name = '', ...args] = press.split(':');
        const command = known.get(name);
        expect(command, press).toBeDefined();
        expect(command && fieldsOf(command.input).length, press).toBeGreaterThanOrEqual(args.length);
      }
    }
  }
});

test('no message prints a secret, and every press fits into a button', () => {
  fc.assert(
    fc.property(hostile, states, (topic, state) => {
      for (const message of everyMessage(recordOf(topic), anOccurrence({ state }), 'mia')) {
        expect(JSON.stringify(message)).not.toMatch(/K7QW3M9XTB|tokenoflink|Zo0mC0de/);
        for (const press of pressesOf(message)) expect(Buffer.byteLength(press)).toBeLessThanOrEqual(64);
      }
    }),
    { numRuns: 300 },
  );
});
