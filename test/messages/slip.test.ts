import { expect, test } from 'vitest';
import { cancelledSlip, replacedSlip, type SlipView, slip, withdrawnSlip } from '../../src/messages/slip.ts';
import { Secret } from '../../src/vault/secret.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { anInvitation, anOccurrence, aRecord } from './a-record.ts';

const reader = { locale: 'en', zone: 'Europe/Berlin' };
const passcode = new Secret('K7QW3M9XTB');
const link = new Secret('https://meet.example/j/23456789012#token');
const view: SlipView = {
  record: aRecord(),
  occurrence: anOccurrence(),
  invitation: anInvitation('mia'),
  organizerName: 'olga',
  passcode,
  link,
  codes: { provider: 'Zoom', lines: [] },
};

test('a slip holds ID, passcode and link, and says whose it is', () => {
  expect(plainText(slip(view, reader), reader)).toBe(
    [
      'Your code for Standup',
      'Wed 25 Nov 2026, 09:30–09:45 (Europe/Berlin) · From @olga',
      'Meeting ID 234 5678 9012',
      'Passcode [hidden]',
      "[Join] [Copy passcode] [Copy ID] [I'm in] [Can't] [Add to calendar] [No more from this person]",
      "This link is yours alone. Don't forward it.",
    ].join('\n'),
  );
});

test('its passcode is shown and its Join is the personal link', () => {
  const { blocks } = slip(view, reader);
  const fields = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
  const spans = fields.flatMap(({ value }) => value);
  expect(spans).toContainEqual({
    kind: 'secret',
    label: 'passcode of Standup',
    secret: passcode,
    hidden: false,
  });
  const buttons = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  expect(buttons).toContainEqual({ kind: 'open', label: 'Join', url: link, style: 'primary' });
});

test('its notice, which lock screens show, has no code', () => {
  expect(slip(view, reader).notice).toBe('Your code for Standup');
});

test('what the provider issued stands in a second block', () => {
  const lines = [{ label: 'Zoom passcode', secret: new Secret('zz9') }];
  const read = plainText(slip({ ...view, codes: { provider: 'Zoom', lines } }, reader), reader);
  expect(read).toContain('For typing into Zoom:\nZoom passcode [hidden]');
});

test('the organizer’s own slip asks nothing of the organizer', () => {
  const own = slip({ ...view, invitation: anInvitation('olga', { role: 'organizer' }) }, reader);
  expect(pressesOf(own).map((press) => press.split(':')[0])).toEqual(['copy-code', 'copy-id', 'calendar']);
  expect(plainText(own, reader)).not.toContain('From');
});

test.each([
  [replacedSlip, 'Replaced: your code for Standup', 'newer message'],
  [cancelledSlip, 'Cancelled: Standup', 'do not work any more'],
  [withdrawnSlip, 'Withdrawn: your invitation to Standup', 'not invited any more'],
])('a dead slip says why, and nothing is left to press', (dead, title, then) => {
  const message = dead(view, reader);
  expect(message.notice).toBe(title);
  expect(plainText(message, reader)).toContain(then);
  expect(pressesOf(message)).toEqual([]);
});
