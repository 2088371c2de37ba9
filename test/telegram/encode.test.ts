import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeDelivered, encodePrivate, encodePublic } from '../../adapters/chat/telegram/encode.ts';
import { type AccountId, asId } from '../../src/ids.ts';
import type {
  PrivateBlock,
  PrivateButton,
  PrivateMessage,
  PrivateSpan,
  PublicMessage,
  PublicSpan,
} from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';
import { type Marked, readHtml } from '../fakes/telegram/html.ts';
import { anyMessage, CODE, HIDDEN_CODE } from './any-message.ts';

const text = (value: string) => ({ kind: 'text' as const, text: value });
const paragraph = (...spans: readonly PrivateSpan[]): PrivateBlock => ({ kind: 'paragraph', spans });
const buttons = (...all: readonly PrivateButton[]): PrivateBlock => ({ kind: 'buttons', buttons: all });
const message = (...blocks: readonly PrivateBlock[]): PrivateMessage => ({ notice: 'Hello', blocks });
const publicText = (value: string): PublicMessage => ({
  notice: 'Hello',
  blocks: [{ kind: 'paragraph', spans: [text(value)] }],
});
const secret = (hidden = false): PrivateSpan => ({
  kind: 'secret',
  label: 'passcode',
  secret: new Secret(CODE),
  hidden,
});

function read(html: string): Marked {
  const marked = readHtml(html);
  return typeof marked === 'string' ? expect.fail(marked) : marked;
}
const shown = (given: PrivateMessage) => read(encodePrivate(given).text).text;
/** The words under one kind of markup. */
const under = (type: string, { text: all, entities }: Marked) =>
  entities
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => all.slice(offset, offset + length));

const card: PublicMessage = {
  notice: 'Standup',
  blocks: [
    { kind: 'heading', sign: 'calendar', spans: [text('Standup <b> & more')] },
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
    { kind: 'list', items: [[text('one')], [text('two')]] },
    {
      kind: 'note',
      spans: [
        text('Door '),
        { kind: 'link', label: 'meet.example.org', url: 'https://meet.example.org/j/2?a=1&b=2' },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { kind: 'press', label: 'Join', press: 'enter:x', style: 'primary' },
        { kind: 'press', label: 'Get my code', press: 'code:x', style: 'plain' },
        { kind: 'press', label: "Can't", press: 'rsvp:x:no', style: 'danger' },
      ],
    },
  ],
};

describe('a card in Telegram', () => {
  it('reads like a message of a person, with a line for everything', () => {
    expect(read(encodePublic(card).text).text.split('\n')).toEqual([
      '📅 Standup <b> & more',
      'Tue 25 Nov 2025, 09:30–09:45 (Europe/Berlin)',
      '',
      'Organizer   olga',
      'Meeting ID   234 5678 9012',
      '',
      '• one',
      '• two',
      '',
      'Door meet.example.org',
    ]);
  });

  it('marks what is a heading, a label, an ID, less important, and a link', () => {
    const marked = read(encodePublic(card).text);
    expect(under('bold', marked)).toEqual(['📅 ', 'Standup <b> & more', 'Organizer', 'Meeting ID']);
    expect(under('code', marked)).toEqual(['234 5678 9012']);
    expect(under('italic', marked)).toEqual(['Door ', 'meet.example.org']);
    expect(marked.entities).toContainEqual(
      expect.objectContaining({ type: 'text_link', url: 'https://meet.example.org/j/2?a=1&b=2' }),
    );
  });

  it('leaves times to the reader’s own clock', () => {
    const marked = read(encodePublic(card).text);
    expect(marked.entities.filter(({ type }) => type === 'date_time')).toMatchObject([
      { unix_time: 1_764_059_400, date_time_format: 'wDt' },
      { unix_time: 1_764_060_300, date_time_format: 't' },
    ]);
  });

  it('asks for no previews', () => {
    expect(encodePublic(card)).toMatchObject({
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
  });

  it('has a button for each press, two beside each other', () => {
    expect(encodePublic(card).reply_markup?.inline_keyboard).toEqual([
      [
        { text: 'Join', callback_data: 'enter:x', style: 'primary' },
        { text: 'Get my code', callback_data: 'code:x' },
      ],
      [{ text: "Can't", callback_data: 'rsvp:x:no', style: 'danger' }],
    ]);
  });
});

it('tells the day of an end that is not the same', () => {
  const time = { kind: 'time' as const, at: 1_764_059_400_000, until: 1_764_159_400_000, zone: 'UTC' };
  const marked = read(encodePrivate(message(paragraph(time))).text);
  expect(marked.text).toBe('Tue 25 Nov 2025, 08:30–Wed 26 Nov 2025, 12:16 (UTC)');
  expect(marked.entities.map((entity) => entity.date_time_format)).toEqual(['wDt', 'wDt']);
});

it('shows a time of a zone that it does not know, and one beyond what Telegram counts', () => {
  const odd = { kind: 'time' as const, at: 1_764_059_400_000, zone: 'Mars/Olympus' };
  expect(shown(message(paragraph(odd)))).toBe('Tue 25 Nov 2025, 08:30 (UTC)');
  const far = read(encodePrivate(message(paragraph({ ...odd, at: 4_000_000_000_000 }))).text);
  expect(far).toMatchObject({ text: 'Tue 2 Oct 2096, 07:06 (UTC)', entities: [] });
  expect(shown(message(paragraph({ ...odd, at: Number.POSITIVE_INFINITY })))).toBe('…');
});

describe('what people wrote', () => {
  it('calls nobody and runs nothing in a group', () => {
    const marked = read(encodePublic(publicText('@olga (@ivan) /start@evil_bot end /lock a@b.de 9/10')).text);
    expect(marked.text).toBe('@\u2060olga (@\u2060ivan) /\u2060start@evil_bot end /\u2060lock a@b.de 9/10');
    expect(marked.entities).toEqual([]);
  });

  it('calls nobody by two pieces that meet', () => {
    const spans = [text('@'), { kind: 'bold' as const, text: 'olga' }];
    const marked = read(encodePublic({ notice: 'x', blocks: [{ kind: 'paragraph', spans }] }).text);
    expect(marked.text).toBe('@\u2060olga');
  });

  it('stays as it is in private, where it calls nobody', () => {
    expect(shown(message(paragraph(text('@lee has not started the bot. Try /meeting help'))))).toBe(
      '@lee has not started the bot. Try /meeting help',
    );
  });

  it('is never markup, and nothing in it is unseen', () => {
    const marked = read(
      encodePublic(publicText('<a href="https://evil.example">x</a> &lt; *b* \u202egnp\u0000')).text,
    );
    expect(marked).toEqual({
      text: '<a href="https://evil.example">x</a> &lt; *b* gnp',
      entities: [],
    });
  });

  it('opens nothing but pages of the web', () => {
    const url = 'javascript:alert(1)';
    const given = message(
      paragraph({ kind: 'link', label: 'Door', url }),
      buttons({ kind: 'open', label: 'Join', url: new Secret(url), style: 'plain' }),
    );
    expect(encodePrivate(given)).toMatchObject({ text: 'Door' });
    expect(JSON.stringify(encodePrivate(given))).not.toContain('javascript');
  });
});

describe('a code', () => {
  it('stands in monospace for whoever has asked, and is sent once', () => {
    const { text: html } = encodePrivate(message(paragraph(secret())));
    expect(html).toBe(`<code>${CODE}</code>`);
  });

  it('is covered where it arrives by itself: a locked screen shows the message', () => {
    const marked = read(encodeDelivered(message(paragraph(text('Passcode '), secret()))).text);
    expect(under('spoiler', marked)).toEqual([CODE]);
    const outside = marked.text.replaceAll(CODE, '');
    expect(outside).toBe('Passcode ');
  });

  it('is not sent at all while it is hidden', () => {
    for (const encode of [encodePrivate, encodeDelivered]) {
      const sent = JSON.stringify(encode(message(paragraph(secret(true)))));
      expect(sent).not.toContain(CODE);
      expect(sent).toContain('••••••••••');
    }
  });

  it('is copied on the reader’s own device', () => {
    const copy = {
      kind: 'copy' as const,
      label: 'Copy passcode',
      text: new Secret(CODE),
      press: 'copy-code:x',
    };
    expect(encodePrivate(message(buttons(copy))).reply_markup?.inline_keyboard).toEqual([
      [{ text: 'Copy passcode', copy_text: { text: CODE } }],
    ]);
  });

  it('is answered on its own where it is too long to copy', () => {
    const long = new Secret('x'.repeat(257));
    const copy = { kind: 'copy' as const, label: 'Copy', text: long, press: 'copy-code:x' };
    expect(encodePrivate(message(buttons(copy))).reply_markup?.inline_keyboard).toEqual([
      [{ text: 'Copy', callback_data: 'copy-code:x' }],
    ]);
  });

  it('stays where everything else is too long', () => {
    const { text: html } = encodeDelivered(
      message(
        paragraph(text('word '.repeat(2000))),
        paragraph(text('x'.repeat(9000)), secret(), text('y'.repeat(9000))),
        { kind: 'note', spans: [text('z'.repeat(9000))] },
      ),
    );
    const marked = read(html);
    expect(marked.text).toContain(CODE);
    expect(marked.text.length).toBeGreaterThan(4000);
    expect(marked.text.length).toBeLessThanOrEqual(4096);
    expect(marked.text.endsWith('\n…')).toBe(true);
  });
});

describe('a personal link', () => {
  const open = (url: string) =>
    buttons({ kind: 'open', label: 'Join', url: new Secret(url), style: 'primary' });

  it('is a button of its own row', () => {
    const press = { kind: 'press' as const, label: "I'm in", press: 'rsvp:x:yes', style: 'plain' as const };
    const { reply_markup: markup, text: html } = encodePrivate(
      message(paragraph(text('Hi')), open('https://meet.example.org/j/2#t'), buttons(press, press)),
    );
    expect(markup?.inline_keyboard).toEqual([
      [{ text: 'Join', url: 'https://meet.example.org/j/2#t', style: 'primary' }],
      [
        { text: "I'm in", callback_data: 'rsvp:x:yes' },
        { text: "I'm in", callback_data: 'rsvp:x:yes' },
      ],
    ]);
    expect(html).toBe('Hi');
  });

  it('is there to be copied where no button may open it', () => {
    const given = message(paragraph(text('Hi')), open('http://localhost:3000/j/2#t'));
    expect(encodePrivate(given)).toMatchObject({
      text: 'Hi\n\n<b>Join</b>   <code>http://localhost:3000/j/2#t</code>',
    });
    expect(encodePrivate(given).reply_markup).toBeUndefined();
    expect(under('spoiler', read(encodeDelivered(given).text))).toEqual(['http://localhost:3000/j/2#t']);
    expect(encodePrivate(message(open('http://127.0.0.1:3000/j/2#t'))).reply_markup).toBeDefined();
  });
});

it('says the address of a door that no link may lead to', () => {
  const link = { kind: 'link' as const, label: 'Door', url: 'http://localhost:3000/j/2' };
  expect(shown(message(paragraph(link)))).toBe('Door (http://localhost:3000/j/2)');
  expect(shown(message(paragraph({ ...link, label: link.url })))).toBe(link.url);
});

it('puts long labels into rows of their own, and leaves away what Telegram would refuse the message for', () => {
  const press = (label: string, data: string): PrivateButton => ({
    kind: 'press',
    label,
    press: data,
    style: 'plain',
  });
  const long = 'Everything about the meeting';
  const rows = encodePrivate(
    message(
      buttons(
        press('One', 'a'),
        press(long, 'b'),
        press('', 'c'),
        press('No', 'é'.repeat(33)),
        press('Two', 'd'),
      ),
    ),
  ).reply_markup?.inline_keyboard;
  expect(rows?.map((row) => row.map((button) => button.text))).toEqual([['One'], [long], ['…', 'Two']]);
});

it('cuts a long text at its end and keeps the buttons', () => {
  const lines = Array.from({ length: 400 }, (_, at) => paragraph(text(`line ${at} of many`)));
  const given = encodePrivate(message(...lines, ...card.blocks.slice(-1)));
  const { text: all } = read(given.text);
  expect(all.length).toBeLessThanOrEqual(4096);
  expect(all).toMatch(/^line 0 of many\nline 1 of many\n.*\n…$/s);
  expect(given.reply_markup?.inline_keyboard.flat()).toHaveLength(3);
});

it('says something where there is nothing to see', () => {
  expect(encodePublic(publicText('\u200d\n\u2003')).text).toBe('…');
  expect(encodePublic({ notice: 'x', blocks: [] }).text).toBe('…');
});

describe('any message for Telegram', () => {
  const each = (check: (message: PrivateMessage) => void) =>
    fc.assert(fc.property(anyMessage, check), { numRuns: 200 });

  it('keeps within what Telegram takes', () => {
    each((given) => {
      for (const encode of [encodePrivate, encodeDelivered]) {
        const { text: html, reply_markup: markup } = encode(given);
        const { text: all } = read(html);
        expect(all.length).toBeGreaterThan(0);
        expect(all.length).toBeLessThanOrEqual(4096);
        for (const button of markup?.inline_keyboard.flat() ?? []) {
          expect(button.text).not.toBe('');
          if ('callback_data' in button)
            expect(Buffer.byteLength(button.callback_data)).toBeLessThanOrEqual(64);
        }
        expect(markup?.inline_keyboard.flat().length ?? 0).toBeLessThanOrEqual(100);
      }
    });
  });

  it('never holds a hidden code, and no shown one outside its cover when it comes unasked', () => {
    each((given) => {
      expect(JSON.stringify(encodePrivate(given))).not.toContain(HIDDEN_CODE);
      const marked = read(encodeDelivered(given).text);
      const covered = under('spoiler', marked).filter((words) => words === CODE);
      expect(marked.text.split(CODE).length - 1).toBe(covered.length);
    });
  });

  it('calls nobody and runs nothing in a group', () => {
    each((given) => {
      const { text: all, entities } = read(encodePublic(publicOf(given)).text);
      const safe = entities.filter(({ type }) => type === 'code' || type === 'text_link');
      for (const found of all.matchAll(/(?<![\p{L}\p{N}_])@\w{2}|(?<![\p{L}\p{N}_/<>])\/\w/gu))
        expect(
          safe.some(({ offset, length }) => found.index >= offset && found.index < offset + length),
        ).toBe(true);
    });
  });
});

/** The message without what a public one cannot hold. */
function publicOf({ notice, blocks }: PrivateMessage): PublicMessage {
  const open = (spans: readonly PrivateSpan[]): readonly PublicSpan[] =>
    spans.flatMap((span) => (span.kind === 'secret' ? [] : [span]));
  return {
    notice,
    blocks: blocks.flatMap((block): PublicMessage['blocks'] => {
      switch (block.kind) {
        case 'buttons':
        case 'fields':
          return [];
        case 'list':
          return [{ kind: 'list', items: block.items.map(open) }];
        case 'heading':
        case 'note':
          return [block];
        case 'paragraph':
          return [{ kind: 'paragraph', spans: open(block.spans) }];
        default:
          return block satisfies never;
      }
    }),
  };
}
