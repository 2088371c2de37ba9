import { describe, expect, it } from 'vitest';
import {
  chatId,
  conversationId,
  isPrivate,
  messageRef,
  readChat,
  readConversation,
  readMessageRef,
  readPerson,
} from '../../adapters/chat/telegram/ids.ts';

describe('ids of Telegram', () => {
  it('reads back the places that it names', () => {
    for (const place of [
      { chat: -1001234567890, thread: null },
      { chat: -1001234567890, thread: 17 },
      { chat: 4503599627370495, thread: null },
    ])
      expect(readConversation(conversationId(place))).toEqual(place);
  });

  it('tells a person from a group by the sign', () => {
    expect([readPerson(chatId(77)), readPerson(chatId(-77)), readPerson('-77/1')]).toEqual([77, null, null]);
    expect([readChat(chatId(77)), readChat(chatId(-77)), readChat('-77/1')]).toEqual([77, -77, null]);
    expect([isPrivate(chatId(77)), isPrivate(chatId(-77))]).toEqual([true, false]);
  });

  it('reads back a message', () => {
    const id = { chat: -1001234567890, message: 5 };
    expect(readMessageRef(messageRef(id))).toEqual(id);
  });

  it('reads nothing out of what it did not write', () => {
    for (const text of ['', '0', '-0', '1e3', '٣', '12/', '12/0', '/12', '99999999999999999', ' 12', '12\n'])
      expect([text, readConversation(text)]).toEqual([text, null]);
    for (const text of ['', '12', '12:', '12:0', ':12', '12:x', '12:1:1'])
      expect([text, readMessageRef(text)]).toEqual([text, null]);
  });
});
