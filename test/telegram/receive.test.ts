import { describe, expect, it } from 'vitest';
import { type Happening, receive } from '../../adapters/chat/telegram/receive.ts';
import { Update } from '../../adapters/chat/telegram/update.ts';

const bot = { id: 42, username: 'latchkey_bot' };
const olga = {
  id: 7,
  is_bot: false,
  first_name: 'Olga',
  last_name: 'Berg',
  username: 'olga',
  language_code: 'de',
};
const group = { id: -100, type: 'group', title: 'Team' };
const own = { id: 7, type: 'private', first_name: 'Olga' };
const command = (text: string) => [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length }];

const of = (update: object): Happening | null => receive(Update.parse({ update_id: 500, ...update }), bot);

const written = (text: string, more: object = {}): Happening | null =>
  of({
    message: { message_id: 3, date: 1, from: olga, chat: group, text, entities: command(text), ...more },
  });

function asked(happening: Happening | null) {
  if (happening?.kind !== 'asked' && happening?.kind !== 'started') throw new Error('nothing was asked');
  return happening;
}

describe('what is written in a group', () => {
  it('is a command with its words, by whom and where', () => {
    const { invocation, spot } = asked(written('/meeting list'));
    expect(invocation).toEqual({
      event: 'telegram:42:500',
      platform: 'telegram',
      workspace: { foreignId: '-100', name: 'Team' },
      conversation: { foreignId: '-100', name: 'Team', visibility: 'private' },
      actor: { foreignId: '7', name: 'Olga Berg', handle: 'olga', bot: false, zone: null, locale: 'de' },
      confidential: false,
      request: { kind: 'words', words: ['list'] },
    });
    expect(spot).toEqual({
      chat: -100,
      thread: null,
      user: 7,
      typed: { message: 3, ephemeral: false },
      pressed: null,
    });
  });

  it.each(['/meeting', '/meeting@latchkey_bot', '/MEETING@Latchkey_Bot'])('may say %s', (text) => {
    expect(asked(written(`${text} list`)).invocation.request).toEqual({ kind: 'words', words: ['list'] });
  });

  it.each(['/meeting@other_bot list', '/meet list', '/list', '/start code_x', 'meeting list', ''])(
    'is none of ours when it says %j',
    (text) => {
      expect(written(text, text.startsWith('/') ? {} : { entities: [] })).toBeNull();
    },
  );

  it('keeps people apart whom Telegram marked behind the command', () => {
    const text = '/meeting now Mia @ivan';
    const entities = [
      ...command(text),
      { type: 'text_mention', offset: 13, length: 3, user: { id: 9, is_bot: false, first_name: 'Mia' } },
      { type: 'mention', offset: 17, length: 5 },
    ];
    const { request } = asked(written(text, { entities })).invocation;
    expect(request).toMatchObject({
      words: ['now', { kind: 'person', foreignId: '9' }, { kind: 'handle', handle: 'ivan' }],
    });
  });

  it('stands in the topic of a forum, and in none where it only answers', () => {
    const forum = { ...group, type: 'supergroup', username: 'team' };
    const inTopic = { chat: forum, message_thread_id: 12, is_topic_message: true };
    expect(asked(written('/meeting', inTopic)).invocation.conversation).toEqual({
      foreignId: '-100/12',
      name: 'Team',
      visibility: 'public',
    });
    const reply = { chat: forum, message_thread_id: 12 };
    expect(asked(written('/meeting', reply)).invocation.conversation.foreignId).toBe('-100');
  });

  it('is seen by its writer alone where the command is ephemeral, but counts as open', () => {
    const { spot, invocation } = asked(written('/meeting', { message_id: 0, ephemeral_message_id: 88 }));
    expect(spot.typed).toEqual({ message: 88, ephemeral: true });
    expect(invocation.confidential).toBe(false);
  });

  it("is nobody's when an administrator is anonymous, or a channel writes", () => {
    const nameless = { kind: 'nameless', place: { chat: -100, thread: null }, message: 3 };
    const anonymous = { id: 1087968824, is_bot: true, first_name: 'Group' };
    expect(written('/meeting list', { from: anonymous, sender_chat: group })).toEqual(nameless);
    const channel = { id: -200, type: 'channel', title: 'News' };
    expect(written('/meeting list', { from: olga, sender_chat: channel })).toEqual(nameless);
    expect(written('hello', { from: anonymous, sender_chat: group, entities: [] })).toBeNull();
  });

  it('is not heard from other bots, and not from deleted accounts', () => {
    expect(written('/meeting', { from: { ...olga, is_bot: true } })).toBeNull();
    expect(written('/meeting', { from: { id: 7, is_bot: false, first_name: '' } })).toBeNull();
  });
});

describe('what is written in the private chat', () => {
  const inPrivate = (text: string, more: object = {}) => written(text, { chat: own, ...more });

  it('is confidential', () => {
    expect(asked(inPrivate('/meeting list')).invocation).toMatchObject({
      workspace: { foreignId: '7' },
      conversation: { foreignId: '7', visibility: 'direct' },
      confidential: true,
    });
  });

  it('may leave out the first word', () => {
    const { request } = asked(inPrivate('/join 234 5678 9012 K7QW3M9XTB')).invocation;
    expect(request).toEqual({ kind: 'words', words: ['join', '234', '5678', '9012', 'K7QW3M9XTB'] });
  });

  it('is what the form asks for where it is no command', () => {
    const entities = [{ type: 'mention', offset: 0, length: 5 }];
    expect(asked(inPrivate('@ivan please', { entities })).invocation.request).toEqual({
      kind: 'said',
      text: '@ivan please',
      people: [{ kind: 'handle', handle: 'ivan' }],
    });
  });

  it('may be people who were chosen', () => {
    const users_shared = { request_id: 1, users: [{ user_id: 8, first_name: 'Ivan' }, { user_id: 9 }] };
    expect(asked(inPrivate('', { entities: [], users_shared })).invocation.request).toEqual({
      kind: 'said',
      text: '',
      people: [
        { kind: 'person', foreignId: '8', told: { name: 'Ivan', handle: null } },
        { kind: 'person', foreignId: '9' },
      ],
    });
  });

  it('is nothing when it is a picture', () => {
    expect(inPrivate('', { entities: [], photo: [{}] })).toBeNull();
  });

  it.each([
    ['/start', 'list'],
    ['/start code_abc_d', 'code:abc_d'],
    ['/start new', 'new'],
    ['/start rotate_abc', 'list'],
    ['/start !!', 'list'],
  ])('opens with %s, which asks for %s', (text, press) => {
    const happening = asked(inPrivate(text));
    expect(happening.kind).toBe('started');
    expect(happening.invocation.request).toEqual({ kind: 'press', press });
  });
});

describe('what happens besides', () => {
  const press = { id: '9', from: olga, data: 'code:abc', chat_instance: '1' };

  it('a button is pressed', () => {
    const message = { message_id: 5, chat: group, date: 0 };
    const { invocation, spot } = asked(of({ callback_query: { ...press, message } }));
    expect(invocation.request).toEqual({ kind: 'press', press: 'code:abc' });
    expect(spot).toMatchObject({ pressed: { query: '9', message: 5, ephemeral: false }, typed: null });
    expect(of({ callback_query: press })).toBeNull();
  });

  it('somebody leaves a group, or is put out of it', () => {
    const left = { kind: 'left', departure: { platform: 'telegram', workspace: '-100', person: '7' } };
    expect(written('', { entities: [], left_chat_member: olga })).toEqual(left);
    const membership = (status: string, more: object = {}) =>
      of({
        chat_member: {
          chat: group,
          from: olga,
          old_chat_member: { status: 'member', user: olga },
          new_chat_member: { status, user: olga, ...more },
        },
      });
    expect(membership('kicked')).toEqual(left);
    expect(membership('restricted', { is_member: false })).toEqual(left);
    expect(membership('restricted', { is_member: true })).toBeNull();
    expect(membership('administrator')).toBeNull();
    expect(written('', { entities: [], left_chat_member: { ...olga, id: bot.id } })).toBeNull();
  });

  it('a group moves', () => {
    expect(written('', { entities: [], migrate_to_chat_id: -1005 })).toEqual({
      kind: 'migrated',
      migration: { platform: 'telegram', from: '-100', to: '-1005' },
    });
  });

  it('somebody blocks the bot, and lets it in again', () => {
    const status = (now: string, chat: object = own) =>
      of({
        my_chat_member: {
          chat,
          from: olga,
          old_chat_member: { status: 'x' },
          new_chat_member: { status: now },
        },
      });
    expect(status('member')).toEqual({ kind: 'reachable', contact: { platform: 'telegram', person: '7' } });
    expect(status('kicked')).toBeNull();
    expect(status('member', group)).toBeNull();
  });

  it('something that Telegram has invented since', () => {
    expect(of({ brand_new: {} })).toBeNull();
  });
});
