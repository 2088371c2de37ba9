import { describe, expect, it } from 'vitest';
import { deliveryOf, readCustomId } from '../../adapters/chat/discord/custom-id.ts';
import { encodePrivate, encodePublic, markOf } from '../../adapters/chat/discord/encode.ts';
import { type AccountId, asId, type DeliveryId, fresh } from '../../src/ids.ts';
import type { PrivateMessage, PublicBlock, PublicMessage, PublicSpan } from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';
import { buttonsOf, countOf, MARKUP, textOf, textsOf } from './message-parts.ts';

const CODE = 'K7QW3M9XTB';

const card: PublicMessage = {
  notice: 'Standup',
  blocks: [
    { kind: 'heading', sign: 'calendar', spans: [{ kind: 'text', text: 'Standup' }] },
    {
      kind: 'paragraph',
      spans: [{ kind: 'time', at: 1_764_059_400_000, until: 1_764_060_300_000, zone: 'Europe/Berlin' }],
    },
    {
      kind: 'fields',
      fields: [
        { label: 'Organizer', value: [{ kind: 'person', account: asId<AccountId>('a'), name: 'olga' }] },
        { label: 'Meeting ID', value: [{ kind: 'code', text: '234 5678 9012' }] },
      ],
    },
    {
      kind: 'note',
      spans: [{ kind: 'link', label: 'https://meet.example.org/j/2', url: 'https://meet.example.org/j/2' }],
    },
    {
      kind: 'buttons',
      buttons: [
        { kind: 'press', label: 'Join', press: 'join:x', style: 'primary' },
        { kind: 'press', label: "Can't", press: 'rsvp:x:no', style: 'plain' },
      ],
    },
  ],
};

const slip = (hidden: boolean): PrivateMessage => ({
  notice: 'Your code for Standup',
  blocks: [
    {
      kind: 'fields',
      fields: [
        {
          label: 'Passcode',
          value: [{ kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden }],
        },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { kind: 'open', label: 'Join', url: new Secret('https://meet.example.org/j/2#t'), style: 'primary' },
        { kind: 'copy', label: 'Copy passcode', text: new Secret(CODE), press: 'copy-code:x' },
      ],
    },
  ],
});

const said = (...spans: readonly PublicSpan[]): PublicMessage => ({
  notice: 'Said',
  blocks: [{ kind: 'paragraph', spans }],
});

describe('a message for Discord', () => {
  it('shows a card with its heading, times in the zone of the reader, and buttons', () => {
    const message = encodePublic(card);
    expect(message).toMatchObject({
      flags: 1 << 15,
      components: [{ type: 17, accent_color: 0x5865f2 }],
      allowed_mentions: { parse: [] },
    });
    expect(textsOf(message)).toEqual([
      '## 📅 Standup',
      '<t:1764059400:F> – <t:1764060300:t> (<t:1764059400:R>)',
      '**Organizer**   olga\n**Meeting ID**   `234 5678 9012`',
      '-# <https://meet.example.org/j/2>',
    ]);
    expect(buttonsOf(message)).toEqual([
      { type: 2, style: 1, label: 'Join', custom_id: 'join:x|0' },
      { type: 2, style: 2, label: "Can't", custom_id: 'rsvp:x:no|1' },
    ]);
  });

  it('names the delivery in its buttons, and in itself for when it has none', () => {
    const id = fresh<DeliveryId>();
    const message = encodePublic(card, id);
    const ids = buttonsOf(message).map((button) => ('custom_id' in button ? button.custom_id : ''));
    expect(ids.map(deliveryOf)).toEqual([id, id]);
    expect(ids.map(readCustomId)).toEqual(['join:x', 'rsvp:x:no']);
    const bare = encodePublic(said({ kind: 'text', text: 'Cancelled' }), id);
    expect(bare.components[0].id).toBe(markOf(id));
    expect(markOf(id)).not.toBe(markOf(fresh<DeliveryId>()));
  });

  it('opens a passcode for its one reader, and only where it is seen', () => {
    const message = encodePrivate(slip(false));
    expect(textOf(message)).toBe(`**Passcode**   \`${CODE}\``);
    expect(JSON.stringify(message).split(CODE)).toHaveLength(2);
    expect(buttonsOf(message)).toMatchObject([
      { style: 5, url: 'https://meet.example.org/j/2#t' },
      { style: 2, custom_id: 'copy-code:x|1' },
    ]);
    expect(message).not.toHaveProperty('content');
  });

  it('does not send a hidden passcode at all', () => {
    const sent = JSON.stringify(encodePrivate(slip(true)));
    expect(sent).not.toContain(CODE);
    expect(sent).toContain('••••••••••');
  });

  it('opens nothing but pages of the web', () => {
    const message = encodePrivate({
      notice: 'Join',
      blocks: [
        { kind: 'paragraph', spans: [{ kind: 'link', label: 'Door', url: 'javascript:alert(1)' }] },
        {
          kind: 'buttons',
          buttons: [{ kind: 'open', label: 'Join', url: new Secret('javascript:alert(1)'), style: 'plain' }],
        },
      ],
    });
    expect(JSON.stringify(message)).not.toContain('javascript');
    expect(textOf(message)).toBe('Door');
    expect(buttonsOf(message)).toEqual([]);
  });

  it('puts a link that is too long for a button into the text', () => {
    const url = `https://meet.example.org/j/2?jwt=${'x'.repeat(600)}`;
    const message = encodePrivate({
      notice: 'Join',
      blocks: [
        { kind: 'buttons', buttons: [{ kind: 'open', label: 'Join', url: new Secret(url), style: 'plain' }] },
      ],
    });
    expect(textOf(message)).toBe(`[Join](<${url}>)`);
  });

  it('shows a link that says where it goes, and lets no label or address end it', () => {
    const link = (label: string, url: string) => textOf(encodePublic(said({ kind: 'link', label, url })));
    expect(link('Door', 'https://meet.example.org/a_(b)')).toBe(
      '[Door](<https://meet.example.org/a_%28b%29>)',
    );
    expect(link('x](https://evil.example)', 'https://meet.example.org/')).toBe('<https://meet.example.org/>');
    expect(link('a](b', 'https://meet.example.org/')).toBe('[a\\]\\(b](<https://meet.example.org/>)');
  });

  it.each([
    '@everyone <@1> <@&2> <#3> @here',
    '**bold** _i_ ~~s~~ `c` ||spoiler|| :tada: <:a:1> <t:1:R>',
    '# heading',
    '-# small',
    '- item',
    '  * item',
    '1. item',
    '> quote',
    '>>> quote',
    '[Join](https://evil.example)',
    'https://evil.example <https://evil.example> mailto:a@evil.example',
    'back\\slash \\*',
  ])('shows what people typed as they typed it: %s', (typed) => {
    const encoded = textOf(encodePublic(said({ kind: 'text', text: typed })));
    expect(encoded.replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(typed);
    expect(encoded.replace(/\\[^0-9A-Za-z\s]/g, '')).not.toMatch(MARKUP);
  });

  it('keeps bold and monospace pieces side by side apart', () => {
    const bold = { kind: 'bold', text: 'a' } as const;
    const code = { kind: 'code', text: 'b' } as const;
    expect(textOf(encodePublic(said(bold, bold, code, code)))).toBe('**a**\u200b**a**`b`\u200b`b`');
  });

  it('shows backticks in what is to be read off', () => {
    const shown = (text: string) => textOf(encodePublic(said({ kind: 'code', text })));
    expect(shown('a`b')).toBe('`` a`b ``');
    expect(shown('a``b')).toBe('a\\`\\`b');
  });

  it('says something when it has nothing to show', () => {
    expect(textOf(encodePrivate({ notice: 'Hello', blocks: [] }))).toBe('Hello');
  });
});

describe('a message that is too long', () => {
  const line = (text: string) => ({ kind: 'paragraph' as const, spans: [{ kind: 'text' as const, text }] });
  const lines = (count: number, text: string) =>
    Array.from({ length: count }, (_, at) => line(`${text} ${at}`));

  it('puts texts together where there are too many, and loses nothing', () => {
    const message = encodePublic({
      notice: 'Long',
      blocks: [...lines(80, 'line'), ...card.blocks.slice(-1)],
    });
    expect(textsOf(message)).toEqual([Array.from({ length: 80 }, (_, at) => `line ${at}`).join('\n')]);
    expect(buttonsOf(message)).toHaveLength(2);
  });

  it('is cut at a line, and keeps the buttons below it', () => {
    const message = encodePublic({
      notice: 'Long',
      blocks: [...lines(30, 'x'.repeat(300)), ...card.blocks.slice(-1)],
    });
    expect(textsOf(message)).toHaveLength(14);
    expect(textsOf(message).at(-1)).toBe('…');
    expect(buttonsOf(message)).toHaveLength(2);
  });

  it('keeps its code, wherever that stands', () => {
    const message = encodePrivate({
      notice: 'Long',
      blocks: [...lines(30, 'x'.repeat(300)), ...slip(false).blocks],
    });
    expect(textOf(message)).toContain(`\n\`${CODE}\``);
    expect(textOf(message).length).toBeLessThanOrEqual(4000);
    expect(buttonsOf(message)).toHaveLength(2);
  });

  it('leaves out buttons in its middle before those at its end', () => {
    const row = (name: string): PublicBlock => ({
      kind: 'buttons',
      buttons: Array.from({ length: 5 }, (_, at) => ({
        kind: 'press',
        label: `${name} ${at}`,
        press: `${name}:${at}`,
        style: 'plain',
      })),
    });
    const blocks = Array.from({ length: 9 }, (_, at) => [line(`text ${at}`), row(`row-${at}`)]).flat();
    const message = encodePublic({ notice: 'Long', blocks });
    expect(textOf(message)).toContain('text 8');
    expect(JSON.stringify(buttonsOf(message))).toContain('row-8 4');
    expect(countOf(message)).toBeLessThanOrEqual(40);
  });
});
