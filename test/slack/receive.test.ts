import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../adapters/chat/slack/payload.ts';
import { privateChat, readConversation, readTokens } from '../../adapters/chat/slack/receive.ts';

const words = (text: string) => readTokens(text, 'T1');

describe('the words of a command', () => {
  it('keep mentions apart', () => {
    expect(
      words(
        'now Weekly  Standup <@U1|ivan> <@W2> <!subteam^S1|@team> <#C1|general> @lee <mailto:a@b.org|a@b.org>',
      ),
    ).toEqual([
      'now',
      'Weekly',
      'Standup',
      { kind: 'person', foreignId: 'T1:U1' },
      { kind: 'person', foreignId: 'T1:W2' },
      { kind: 'group', foreignId: 'S1', name: 'team' },
      { kind: 'group', foreignId: 'C1', name: '#general' },
      { kind: 'handle', handle: 'lee' },
      { kind: 'email', address: 'a@b.org' },
    ]);
  });

  it('take a list of mentions with commas, with or without spaces', () => {
    const both = [
      { kind: 'person', foreignId: 'T1:U1' },
      { kind: 'person', foreignId: 'T1:U2' },
    ];
    expect(words('<@U1|a>, <@U2|b>.')).toEqual(both);
    expect(words('<@U1|a>,<@U2|b>')).toEqual(both);
  });

  it('name a private channel by its id, since Slack does not say more', () => {
    expect(words('<#C1|>')).toEqual([{ kind: 'group', foreignId: 'C1', name: 'C1' }]);
  });

  it('read as they were typed: entities, smart quotes and links', () => {
    expect(words('Q&amp;A &lt;!channel&gt; “Olga’s” <https://x.org/a|x.org/a>')).toEqual([
      'Q&A',
      '<!channel>',
      '"Olga\'s"',
      'x.org/a',
    ]);
  });

  it('unescape once only', () => {
    expect(words('&amp;lt;')).toEqual(['&lt;']);
  });

  it('take everybody for nobody that can be found', () => {
    expect(words('<!channel> <!here|here>')).toEqual([
      { kind: 'handle', handle: 'channel' },
      { kind: 'handle', handle: 'here' },
    ]);
  });

  it('never become somebody by text alone, whatever is typed', () => {
    // Slack escapes what people type: a bracket of their own arrives as an entity.
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
        for (const token of words(escaped)) {
          expect(typeof token === 'string' || token.kind === 'handle' || token.kind === 'email').toBe(true);
        }
      }),
    );
  });

  it('are read whatever Slack sends, in time that grows with their length alone', () => {
    const noise = fc.array(
      fc.constantFrom('<', '>', '|', '@', '!', '#', 'U1', 'mailto:', '^', ' ', '&amp;', ','),
    );
    fc.assert(fc.property(noise, (parts) => void words(parts.join(''))));
    const before = process.threadCpuUsage(); // others may have the processor meanwhile
    words('<'.repeat(20_000) + '@a.'.repeat(10_000));
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1_000);
  });
});

describe('a conversation', () => {
  it.each([
    [
      { id: 'C1', name: 'general' },
      { name: '#general', visibility: 'public' },
    ],
    [
      { id: 'C1', name: 'privategroup' },
      { name: '', visibility: 'private' },
    ],
    [{ id: 'G1', name: 'secret' }, { visibility: 'private' }],
    [
      { id: 'C1', name: 'mpdm-olga--ivan-1' },
      { name: '', visibility: 'private' },
    ],
    [{ id: 'D1', name: 'directmessage' }, { visibility: 'direct' }],
  ])('%o is %o', (channel, expected) => {
    expect(readConversation(channel)).toMatchObject({ foreignId: channel.id, ...expected });
  });

  it('is the private chat where Slack names none', () => {
    expect(privateChat('U1')).toMatchObject({ foreignId: 'U1', visibility: 'direct' });
  });
});

describe('what a modal carries along', () => {
  it('is read back, and anything else is none of ours', () => {
    const conversation = { id: 'C1', name: '#general', visibility: 'public' };
    expect(readMetadata(JSON.stringify({ submit: 'new:1', conversation }))).toEqual({
      submit: 'new:1',
      conversation,
    });
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readMetadata(text)).toBeNull();
      }),
    );
  });
});
