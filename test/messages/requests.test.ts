import { expect, test } from 'vitest';
import { asId } from '../../src/ids.ts';
import type { CodeRequest } from '../../src/meeting/meeting.ts';
import { requests } from '../../src/messages/requests.ts';
import { plainText, pressesOf } from '../fakes/plain-text.ts';
import { account, aMeeting, aRecord, START } from './a-record.ts';

const reader = { locale: 'en', zone: 'UTC' };
const asks = (name: string, state: CodeRequest['state'] = 'open'): CodeRequest => ({
  id: asId(`r${name}`.padEnd(20, '0')),
  meetingKey: aMeeting().key,
  account: account(name),
  state,
  askedAt: START,
  decidedBy: null,
  decidedAt: null,
});
const message = (...all: readonly CodeRequest[]) =>
  requests(
    {
      record: aRecord({ requests: all }),
      names: new Map(all.map(({ account }) => [account, account.replace(/0+$/, '')])),
    },
    reader,
  );

test('collects who asks in one message, each to be approved or denied', () => {
  const asked = message(asks('mia'), asks('lee'));
  expect(plainText(asked, reader)).toBe(
    [
      '2 people ask for the code of Standup',
      '- @mia',
      '- @lee',
      '[Approve mia] [Deny mia] [Approve lee] [Deny lee] [Deny all] [Close]',
      'Whoever you approve is invited and gets a code of their own.',
    ].join('\n'),
  );
  expect(pressesOf(asked)).toEqual([
    `approve:${asks('mia').id}`,
    `deny:${asks('mia').id}`,
    `approve:${asks('lee').id}`,
    `deny:${asks('lee').id}`,
    `deny-all:${aMeeting().key}`,
    `close-requests:${aMeeting().key}`,
  ]);
});

test('once all are decided it says how, and nothing is left to press', () => {
  const decided = message(asks('mia', 'approved'), asks('lee', 'denied'));
  expect(plainText(decided, reader)).toBe(
    'Nobody is asking for the code of Standup\nApproved (1)\n- @mia\nDenied (1)\n- @lee',
  );
  expect(pressesOf(decided)).toEqual([]);
});

test('a crowd gets buttons ten at a time', () => {
  const crowd = message(...Array.from({ length: 30 }, (_, i) => asks(`p${i}x`)));
  expect(pressesOf(crowd)).toHaveLength(10 * 2 + 2);
  expect(crowd.notice).toBe('30 people ask for the code of Standup');
});

test('somebody whose name is not known can still be decided', () => {
  const unnamed = requests({ record: aRecord({ requests: [asks('mia')] }), names: new Map() }, reader);
  expect(plainText(unnamed, reader)).toContain('[Approve somebody]');
});
