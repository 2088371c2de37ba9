import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode, encodeInPlace } from '../../adapters/chat/slack/encode.ts';
import { type AccountId, asId } from '../../src/ids.ts';
import type {
  PrivateBlock,
  PrivateMessage,
  PrivateSpan,
  PublicBlock,
  PublicMessage,
  PublicSpan,
} from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';
import { checkBlocks } from '../fakes/slack/blocks.ts';
import { shownText } from './shown-text.ts';

const CODE = 'K7QW3M9XTB';
const DATE = { type: 'date', timestamp: 1_764_059_400 } as const;

const card: PublicMessage = {
  notice: 'Standup <!channel> & more',
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
    { kind: 'note', spans: [{ kind: 'text', text: 'Coming 3 of 12' }] },
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

describe('a message for Slack', () => {
  it('shows a card with its heading, times in the zone of the reader, and buttons', () => {
    const { text, blocks } = encode(card);
    expect(text).toBe('Standup &lt;!channel&gt; &amp; more');
    expect(blocks[0]).toEqual({
      type: 'header',
      text: { type: 'plain_text', text: '📅 Standup', emoji: false },
    });
    const when = {
      ...DATE,
      format: '{date_short_pretty} {time}',
      fallback: '2025-11-25 09:30 Europe/Berlin',
    };
    const until = { ...DATE, timestamp: 1_764_060_300, format: '{time}' };
    expect(blocks[1]).toMatchObject({ elements: [{ elements: [when, { text: '–' }, until] }] });
    expect(shownText(blocks[2])).toBe('Organizer   olga\nMeeting ID   234 5678 9012');
    expect(blocks[3]).toMatchObject({
      type: 'context',
      elements: [{ type: 'plain_text', text: 'Coming 3 of 12' }],
    });
    expect(blocks[4]).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'press-0', value: 'join:x', style: 'primary' },
        { action_id: 'press-1', value: 'rsvp:x:no' },
      ],
    });
  });

  it('puts buttons that are wanted less often behind a menu', () => {
    const press = (label: string) =>
      ({ kind: 'press', label, press: label.toLowerCase(), style: 'plain' }) as const;
    const shown = (labels: readonly string[], inFront: number) => {
      const blocks: PublicBlock[] = [{ kind: 'buttons', buttons: labels.map(press), inFront }];
      const encoded = encode({ notice: 'x', blocks }).blocks;
      expect(checkBlocks(encoded, 'message').ok).toBe(true);
      const [row] = encoded;
      return row?.type === 'actions' ? row.elements.map(({ type }) => type) : [];
    };
    expect(
      encode({ notice: 'x', blocks: [{ kind: 'buttons', buttons: ['A', 'B', 'C'].map(press), inFront: 1 }] })
        .blocks,
    ).toMatchObject([
      {
        elements: [
          { type: 'button', value: 'a' },
          { type: 'overflow', options: [{ text: { text: 'B' }, value: 'b' }, { value: 'c' }] },
        ],
      },
    ]);
    // A menu of one hides it for nothing, and five are the most that one takes.
    expect(shown(['A', 'B'], 1)).toEqual(['button', 'button']);
    expect(shown([...'ABCDEFG'], 1)).toEqual(['button', 'button', 'overflow']);
  });

  it('opens a passcode for its one reader, and only where no notification is made of it', () => {
    const { notice, blocks } = slip(false);
    const heading = { kind: 'paragraph', spans: [{ kind: 'text', text: 'Wed 25 Nov' }] } as const;
    const sent = encode({ notice, blocks: [heading, ...blocks] });
    expect(sent.text).toBe('Your code for Standup');
    expect(shownText(sent.blocks)).toBe('Wed 25 Nov');
    const [attachment, ...others] = sent.attachments;
    expect(others).toEqual([]);
    expect(attachment?.fallback).toBe('Your code for Standup');
    expect(shownText(attachment?.blocks)).toContain(CODE);
    expect(JSON.stringify(sent).split(CODE)).toHaveLength(2);
    expect(attachment?.blocks?.[1]).toMatchObject({
      elements: [
        { action_id: 'open-0', url: 'https://meet.example.org/j/2#t' },
        { action_id: 'copy-1', value: 'copy-code:x' },
      ],
    });
  });

  it('leaves no attachment where there is nothing to keep out of notifications', () => {
    expect(encode(card).attachments).toEqual([]);
    expect(encode(slip(true)).attachments).toEqual([]);
  });

  it('gives an answer in its place no text of its own, of which a screen reader would read nothing else', () => {
    expect(encodeInPlace(slip(false))).not.toHaveProperty('text');
    expect(shownText(encodeInPlace(slip(false)).blocks)).toContain(CODE);
    expect(encodeInPlace({ notice: 'Done', blocks: [] })).toEqual({ text: 'Done', blocks: [] });
  });

  it('does not send a hidden passcode at all', () => {
    const sent = JSON.stringify(encode(slip(true)));
    expect(sent).not.toContain(CODE);
    expect(sent).toContain('••••••••••');
  });

  it('opens nothing but pages of the web', () => {
    const message: PrivateMessage = {
      notice: 'Join',
      blocks: [
        { kind: 'paragraph', spans: [{ kind: 'link', label: 'Door', url: 'javascript:alert(1)' }] },
        {
          kind: 'buttons',
          buttons: [{ kind: 'open', label: 'Join', url: new Secret('javascript:alert(1)'), style: 'plain' }],
        },
      ],
    };
    const { blocks } = encode(message);
    expect(JSON.stringify(blocks)).not.toContain('javascript');
    expect(shownText(blocks)).toBe('Door');
  });

  it('spreads a long text over several blocks and loses nothing of it', () => {
    const text = 'word '.repeat(1500).trim();
    const { blocks } = encode({
      notice: 'Long',
      blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text }] }],
    });
    expect(blocks).toHaveLength(3);
    expect(shownText(blocks)).toBe(text);
  });
});

it('cuts what Slack does not take, and keeps the buttons below it', () => {
  const lines = Array.from({ length: 80 }, (_, at) => ({
    kind: 'paragraph' as const,
    spans: [{ kind: 'text' as const, text: `line ${at}` }],
  }));
  const { blocks } = encode({ notice: 'Long', blocks: [...lines, ...card.blocks.slice(-1)] });
  expect(blocks).toHaveLength(50);
  expect(shownText(blocks.slice(0, 48))).toMatch(/^line 0.*line 47$/);
  expect(shownText(blocks.slice(48))).toBe("…JoinCan't");
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '<!channel>',
    '<@U1|x> @here <!subteam^S1>',
    '*bold* _i_ `c` ~s~ :tada:',
    '&lt;!channel&gt;',
    '[x](https://evil.example)',
    '\u202egnp.exe\u0000',
  ),
  fc.constantFrom(2999, 3001, 9000).map((length) => '𝕏'.repeat(length)),
);
const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
const url = fc.oneof(fc.webUrl(), hostile);
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
const publicBlock: fc.Arbitrary<PublicBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    sign: fc.constantFrom(null, 'calendar', 'lock', 'warning', 'done'),
    spans,
  }),
  fc.record({ kind: fc.constantFrom('paragraph', 'note'), spans }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: hostile, value: spans }), { maxLength: 12 }),
  }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(spans, { maxLength: 60 }) }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(publicButton, { maxLength: 30 }) }),
);
const privateBlock: fc.Arbitrary<PrivateBlock> = fc.oneof(
  publicBlock,
  fc.record({ kind: fc.constant('paragraph' as const), spans: secretSpans }),
  fc.record({ kind: fc.constant('list' as const), items: fc.array(secretSpans, { maxLength: 60 }) }),
  fc.record({ kind: fc.constant('buttons' as const), buttons: fc.array(privateButton, { maxLength: 30 }) }),
);
const anyMessage: fc.Arbitrary<PrivateMessage> = fc.record({
  notice: hostile,
  blocks: fc.array(privateBlock, { maxLength: 70 }),
});

/** Kinds of pieces that could ping somebody, or be read as markup. */
const PARSED = /"type":"(?:mrkdwn|markdown|user|usergroup|broadcast|channel|team|emoji)"/;

describe('any message for Slack', () => {
  const each = (check: (message: PrivateMessage) => void) =>
    fc.assert(fc.property(anyMessage, check), { numRuns: 200 });

  it('keeps within what Slack takes', () => {
    each((message) => {
      const { text, blocks, attachments } = encode(message);
      const attached = attachments.map((each) => each.blocks);
      for (const some of [blocks, ...attached])
        expect(checkBlocks(some, 'message')).toMatchObject({ ok: true });
      for (const some of [blocks, attached]) expect(JSON.stringify(some).length).toBeLessThan(13_200);
      expect(text.length).toBeGreaterThan(0);
      expect(text.length).toBeLessThan(4000);
    });
  });

  it('is plain text and pings nobody, whatever people wrote', () => {
    each((message) => {
      const { text, blocks, attachments } = encode(message);
      expect(JSON.stringify([blocks, attachments.map((each) => each.blocks)])).not.toMatch(PARSED);
      expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
    });
  });

  it('never holds a hidden code, and no code in what notifications show', () => {
    each((message) => {
      const sent = encode(message);
      expect(JSON.stringify(sent)).not.toContain(HIDDEN_CODE);
      expect(JSON.stringify([sent.text, sent.blocks])).not.toContain(CODE);
    });
  });
});
