import fc from 'fast-check';
import { type AccountId, asId } from '../../src/ids.ts';
import type { PrivateBlock, PrivateMessage, PrivateSpan, PublicSpan } from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';

export const CODE = 'K7QW3M9XTB';
export const HIDDEN_CODE = 'HIDDENC0DE';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '@olga',
    '@',
    'olga /start',
    '(/lock@evil_bot)',
    '<b>x</b> &amp; &lt;i&gt; </code>',
    '"><tg-spoiler>',
    'https://evil.example/@olga',
    '\u202egnp.exe\u0000\ud800',
    '',
  ),
  fc.constantFrom(2000, 4095, 4097).map((length) => '𝕏'.repeat(length)),
);
const at = fc.integer({ min: -1, max: 4_000_000_000_000 });
const url = fc.oneof(fc.webUrl(), hostile, fc.constantFrom('http://localhost:3000/j/2', 'http://[::1]/j/2'));

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
const privateSpan: fc.Arbitrary<PrivateSpan> = fc.oneof(
  publicSpan,
  fc.constantFrom<PrivateSpan>(
    { kind: 'secret', label: 'code', secret: new Secret(CODE), hidden: false },
    { kind: 'secret', label: 'code', secret: new Secret(HIDDEN_CODE), hidden: true },
  ),
);
const spans = fc.array(publicSpan, { maxLength: 4 });
const secretSpans = fc.array(privateSpan, { maxLength: 4 });
const press = fc.string({ minLength: 1, maxLength: 80 });
const button = fc.oneof(
  fc.record({
    kind: fc.constant('press' as const),
    label: hostile,
    press,
    style: fc.constantFrom('plain', 'primary', 'danger'),
  }),
  fc.record({
    kind: fc.constant('open' as const),
    label: hostile,
    url: url.map((value) => new Secret(value)),
    style: fc.constantFrom('plain', 'primary'),
  }),
  fc.record({
    kind: fc.constant('copy' as const),
    label: hostile,
    text: fc.constant(new Secret('234 5678 9012')),
    press,
  }),
);
const block: fc.Arbitrary<PrivateBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    sign: fc.constantFrom(null, 'calendar', 'lock', 'warning', 'done'),
    spans,
  }),
  fc.record({ kind: fc.constant('note' as const), spans }),
  fc.record({ kind: fc.constant('paragraph' as const), spans: secretSpans }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: hostile, value: secretSpans }), { maxLength: 12 }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(secretSpans, { maxLength: 60 }) }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(button, { maxLength: 30 }) }),
);

/** Whatever people may have written in it, in any shape. */
export const anyMessage: fc.Arbitrary<PrivateMessage> = fc.record({
  notice: hostile,
  blocks: fc.array(block, { maxLength: 30 }),
});
