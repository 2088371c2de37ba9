import { type APIButtonComponent, type APIComponentInContainer, ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveryOf, readCustomId } from '../../adapters/chat/discord/custom-id.ts';
import {
  type DiscordMessage,
  encodePrivate,
  encodePublic,
  markOf,
} from '../../adapters/chat/discord/encode.ts';
import { type AccountId, asId, type DeliveryId, fresh } from '../../src/ids.ts';
import { withoutUnseen } from '../../src/meeting/topic.ts';
import type {
  PrivateBlock,
  PrivateMessage,
  PrivateSpan,
  PublicBlock,
  PublicMessage,
  PublicSpan,
} from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';
import { shownText } from './shown-text.ts';

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

const partsOf = ({ components: [container] }: DiscordMessage): readonly APIComponentInContainer[] =>
  container.components;

const textsOf = (message: DiscordMessage): readonly string[] =>
  partsOf(message).flatMap((part) => (part.type === ComponentType.TextDisplay ? [part.content] : []));

const textOf = (message: DiscordMessage): string => textsOf(message).join('\n');

const buttonsOf = (message: DiscordMessage): readonly APIButtonComponent[] =>
  partsOf(message).flatMap((part) =>
    part.type === ComponentType.ActionRow
      ? part.components.flatMap((one) => (one.type === ComponentType.Button ? [one] : []))
      : [],
  );

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

const MARKUP = /[\\*_~`|<>[\]()@#:]|^\s*(?:[-+]|\d+\.)/m;

const countOf = (message: DiscordMessage): number =>
  1 +
  partsOf(message).reduce((sum, part) => sum + 1 + ('components' in part ? part.components.length : 0), 0);

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '@everyone',
    '<@1> <@&2> [x](https://evil.example)',
    '**bold** _i_ `c` ``d`` ~~s~~ :tada:',
    '1',
    '. x',
    '- x\n# y',
    '\u202egnp.exe\u0000',
  ),
  fc.constantFrom(999, 1001, 9000).map((length) => '𝕏'.repeat(length)),
);
const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
const url = fc.oneof(fc.webUrl(), hostile);
const typedSpan: fc.Arbitrary<PublicSpan> = fc.record({ kind: fc.constant('text'), text: hostile });
const publicSpan: fc.Arbitrary<PublicSpan> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'bold', 'code'), text: hostile }),
  fc.record({ kind: fc.constant('time' as const), at, until: at, zone: hostile }),
  fc.record({
    kind: fc.constant('person' as const),
    account: fc.constant(asId<AccountId>('a')),
    name: hostile,
  }),
  fc.record({ kind: fc.constant('link' as const), label: hostile, url }),
);
const secretOf = (text: fc.Arbitrary<string>) => text.map((value) => new Secret(value));
const HIDDEN_CODE = 'HIDDENC0DE';
const privateSpan: fc.Arbitrary<PrivateSpan> = fc.oneof(
  publicSpan,
  fc.constantFrom<PrivateSpan>(
    { kind: 'secret', label: 'code', secret: new Secret(CODE), hidden: false },
    { kind: 'secret', label: 'code', secret: new Secret(HIDDEN_CODE), hidden: true },
  ),
);
const spans = fc.array(publicSpan, { maxLength: 4 });
const secretSpans = fc.array(privateSpan, { maxLength: 4 });
const press = fc.string({ minLength: 1, maxLength: 64 });
const publicButton = fc.record({
  kind: fc.constant('press' as const),
  label: hostile,
  press,
  style: fc.constantFrom('plain', 'primary', 'danger'),
});
const privateButton = fc.oneof(
  publicButton,
  fc.record({
    kind: fc.constant('open' as const),
    label: hostile,
    url: secretOf(url),
    style: fc.constantFrom('plain', 'primary'),
  }),
  fc.record({
    kind: fc.constant('copy' as const),
    label: hostile,
    text: fc.constant(new Secret(CODE)),
    press,
  }),
);
const blockOf = (some: fc.Arbitrary<readonly PublicSpan[]>): fc.Arbitrary<PublicBlock> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('heading' as const),
      sign: fc.constantFrom(null, 'calendar', 'lock', 'warning', 'done'),
      spans: some,
    }),
    fc.record({ kind: fc.constantFrom('paragraph', 'note'), spans: some }),
    fc.record({
      kind: fc.constant('fields' as const),
      fields: fc.array(fc.record({ label: hostile, value: some }), { maxLength: 12 }),
    }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(some, { maxLength: 60 }) }),
    fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(publicButton, { maxLength: 30 }) }),
  );
const privateBlock: fc.Arbitrary<PrivateBlock> = fc.oneof(
  blockOf(spans),
  fc.record({ kind: fc.constant('paragraph' as const), spans: secretSpans }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(secretSpans, { maxLength: 60 }) }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(privateButton, { maxLength: 30 }) }),
);
const anyMessage: fc.Arbitrary<PrivateMessage> = fc.record({
  notice: hostile,
  blocks: fc.array(privateBlock, { maxLength: 30 }),
});

describe('any message for Discord', () => {
  const each = (check: (message: PrivateMessage) => void) =>
    fc.assert(fc.property(anyMessage, check), { numRuns: 200 });

  it('keeps within what Discord takes', () => {
    each((message) => {
      const encoded = encodePrivate(message, fresh<DeliveryId>());
      const texts = textsOf(encoded);
      expect(countOf(encoded)).toBeLessThanOrEqual(40);
      expect(partsOf(encoded).length).toBeGreaterThan(0);
      expect(texts.reduce((sum, { length }) => sum + length, 0)).toBeLessThanOrEqual(4000);
      for (const text of texts) expect(text.trim()).not.toBe('');
      const buttons = buttonsOf(encoded);
      const ids = buttons.flatMap((button) => ('custom_id' in button ? [button.custom_id] : []));
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id.length).toBeLessThanOrEqual(100);
      for (const button of buttons)
        if ('label' in button) expect(button.label?.length).toBeLessThanOrEqual(80);
      for (const button of buttons) if ('url' in button) expect(button.url.length).toBeLessThanOrEqual(512);
      for (const part of partsOf(encoded))
        if ('components' in part) expect(part.components.length).toBeGreaterThan(0);
    });
  });

  it('never holds a hidden code', () => {
    each((message) => {
      expect(JSON.stringify(encodePrivate(message))).not.toContain(HIDDEN_CODE);
    });
  });

  it('keeps a code that is to be seen', () => {
    const withCode = fc
      .array(privateBlock, { maxLength: 8 })
      .map((blocks) => [...blocks, ...slip(false).blocks]);
    fc.assert(
      fc.property(withCode, (blocks) => {
        expect(textOf(encodePrivate({ notice: 'Code', blocks }))).toContain(CODE);
      }),
      { numRuns: 200 },
    );
  });

  it('shows what people wrote, letter by letter', () => {
    const typed = fc.string({ unit: 'binary', maxLength: 300 }).map(withoutUnseen);
    fc.assert(
      fc.property(
        typed.filter((text) => text.trim() !== ''),
        (text) => {
          const encoded = textOf(encodePublic(said({ kind: 'text', text })));
          expect(encoded.replace(/\\([^0-9A-Za-z\s])/g, '$1')).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is plain text, whatever people wrote', () => {
    const paragraphs = fc.array(
      fc.record({ kind: fc.constant('paragraph' as const), spans: fc.array(typedSpan, { maxLength: 4 }) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(paragraphs, (blocks) => {
        const text = textOf(encodePublic({ notice: 'x', blocks }));
        expect(text.replace(/\\[^0-9A-Za-z\s]/g, '')).not.toMatch(MARKUP);
        expect(shownText(text)).not.toMatch(/\u202e|(?!\n)\p{Cc}/u);
      }),
      { numRuns: 500 },
    );
  });
});
