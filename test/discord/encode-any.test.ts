import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePrivate, encodePublic } from '../../adapters/chat/discord/encode.ts';
import { type AccountId, asId, type DeliveryId, fresh } from '../../src/ids.ts';
import { withoutUnseen } from '../../src/meeting/topic.ts';
import type {
  PrivateBlock,
  PrivateMessage,
  PrivateSpan,
  PublicBlock,
  PublicSpan,
} from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';
import { buttonsOf, countOf, MARKUP, partsOf, textOf, textsOf } from './message-parts.ts';
import { shownText } from './shown-text.ts';

const CODE = 'K7QW3M9XTB';

/** The last block of a slip, after whatever comes before it. */
const slip: PrivateBlock = {
  kind: 'paragraph',
  spans: [{ kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden: false }],
};

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
  fc.record({ kind: fc.constantFrom('text', 'bold', 'code', 'command'), text: hostile }),
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
    const withCode = fc.array(privateBlock, { maxLength: 8 }).map((blocks) => [...blocks, slip]);
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
          const encoded = textOf(
            encodePublic({ notice: 'x', blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text }] }] }),
          );
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
