import { describe, expect, it } from 'vitest';
import { clean, encodePrivate, encodePublic } from '../../adapters/chat/playground/encode.ts';
import { encodeForm } from '../../adapters/chat/playground/encode-form.ts';
import { RESIDENTS, type Resident } from '../../adapters/chat/playground/workspace.ts';
import { type AccountId, asId, type ForeignId } from '../../src/ids.ts';
import type { Form, FormField } from '../../src/messages/form.ts';
import type { PrivateMessage, PublicMessage, PublicSpan } from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';
import { anEntry } from '../time/an-entry.ts';
import { readCalendar } from '../time/read-calendar.ts';

const spans: readonly PublicSpan[] = [
  { kind: 'text', text: 'plain' },
  { kind: 'bold', text: 'bold' },
  { kind: 'code', text: '234 5678 9012' },
  { kind: 'time', at: 1_000, until: 2_000, zone: 'Europe/Berlin' },
  { kind: 'time', at: 1_000 },
  { kind: 'person', account: asId<AccountId>('a1'), name: 'olga' },
  { kind: 'link', label: 'Door', url: 'https://meet.example.org/' },
];
const shownSpans = [
  { kind: 'text', text: 'plain' },
  { kind: 'bold', text: 'bold' },
  { kind: 'code', text: '234 5678 9012' },
  { kind: 'time', at: 1_000, until: 2_000 },
  { kind: 'time', at: 1_000, until: null },
  { kind: 'person', text: 'olga' },
  { kind: 'link', text: 'Door', url: 'https://meet.example.org/' },
];
const press = { kind: 'press', label: 'Rotate', press: 'rotate:x', style: 'danger' } as const;

const blocks: PublicMessage['blocks'] = [
  { kind: 'heading', sign: 'calendar', spans },
  { kind: 'paragraph', spans },
  { kind: 'fields', fields: [{ label: 'When', value: spans }] },
  { kind: 'list', items: [spans] },
  { kind: 'note', spans },
  { kind: 'buttons', buttons: [press] },
];
const shownBlocks = [
  { kind: 'heading', sign: 'calendar', spans: shownSpans },
  { kind: 'paragraph', spans: shownSpans },
  { kind: 'fields', fields: [{ label: 'When', value: shownSpans }] },
  { kind: 'list', items: [shownSpans] },
  { kind: 'note', spans: shownSpans },
  { kind: 'buttons', buttons: [press] },
];

describe('a message for the page', () => {
  it('keeps every kind of block, span and button', () => {
    expect(encodePublic({ notice: 'Standup', blocks })).toEqual({ notice: 'Standup', blocks: shownBlocks });
    expect(encodePrivate({ notice: 'Standup', blocks })).toEqual({ notice: 'Standup', blocks: shownBlocks });
  });

  it('gives a calendar file along, for whoever asked alone', () => {
    const { file } = encodePrivate({ notice: 'Standup', blocks: [], calendar: anEntry() });
    expect(file?.name).toBe('standup.ics');
    expect(readCalendar(file?.text ?? '').events[0]?.summary).toBe('Standup');
  });

  it('opens secrets for their one reader', () => {
    const secret = (text: string) => new Secret(text);
    const slip: PrivateMessage = {
      notice: 'Your code',
      blocks: [
        {
          kind: 'fields',
          fields: [
            {
              label: 'Passcode',
              value: [
                { kind: 'secret', label: 'passcode of Standup', secret: secret('K7QW3M9XTB'), hidden: true },
              ],
            },
          ],
        },
        {
          kind: 'buttons',
          buttons: [
            { kind: 'open', label: 'Join', url: secret('https://meet.example.org/j/2#t'), style: 'primary' },
            { kind: 'copy', label: 'Copy passcode', text: secret('K7QW3M9XTB'), press: 'copy:x' },
          ],
        },
      ],
    };
    expect(encodePrivate(slip).blocks).toEqual([
      {
        kind: 'fields',
        fields: [
          {
            label: 'Passcode',
            value: [{ kind: 'secret', label: 'passcode of Standup', text: 'K7QW3M9XTB', hidden: true }],
          },
        ],
      },
      {
        kind: 'buttons',
        buttons: [
          { kind: 'open', label: 'Join', url: 'https://meet.example.org/j/2#t', style: 'primary' },
          { kind: 'copy', label: 'Copy passcode', text: 'K7QW3M9XTB', press: 'copy:x' },
        ],
      },
    ]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not a url', 'file:///etc/passwd'])(
    'never links to %s',
    (url) => {
      const link = { kind: 'link', label: 'Door', url } as const;
      const shown = encodePublic({ notice: '', blocks: [{ kind: 'paragraph', spans: [link] }] });
      expect(shown.blocks).toEqual([{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Door' }] }]);
      const open = { kind: 'open', label: 'Join', url: new Secret(url), style: 'plain' } as const;
      expect(() => encodePrivate({ notice: '', blocks: [{ kind: 'buttons', buttons: [open] }] })).toThrow(
        TypeError,
      );
    },
  );

  it('strips what controls, hides or turns text around, and nothing else', () => {
    expect(clean('a\u0000b\u001b[31m\u202Ec\u2066d\u200Be\ufefff')).toBe('ab[31mcdef');
    const kept = '<b>&amp;</b> @everyone <!channel> *x* 👩‍👩‍👧 עברית\nline';
    expect(clean(kept)).toBe(kept);
  });
});

describe('a form for the page', () => {
  const resident = (handle: string): Resident =>
    RESIDENTS.find((each) => each.handle === handle) ?? expect.fail(handle);
  const field = (some: Partial<FormField>): FormField => ({
    name: 'field',
    kind: 'text',
    label: 'Field',
    hint: null,
    required: false,
    value: null,
    choices: [],
    error: null,
    ...some,
  });
  const form = (fields: readonly FormField[]): Form => ({
    submit: 'new:f1',
    title: 'New meeting',
    step: 1,
    steps: 2,
    intro: [{ kind: 'text', text: 'Standup' }],
    fields,
    asking: null,
    button: 'Next',
  });

  it('writes people as one types them', () => {
    const value = [
      { kind: 'person', foreignId: asId<ForeignId>('ivan') },
      { kind: 'group', foreignId: asId<ForeignId>('group-team'), name: 'team' },
      { kind: 'group', foreignId: asId<ForeignId>('general'), name: '#general' },
      { kind: 'handle', handle: 'nobody' },
      { kind: 'email', address: 'max@example.org' },
    ] as const;
    const shown = encodeForm(form([field({ kind: 'people', value })]), resident('olga'));
    expect(shown.fields[0]?.value).toBe('@ivan @team #general @nobody max@example.org');
  });

  it('offers the conversations that the reader sees, each once, and the choices of the core', () => {
    const choices = [
      { value: 'general', label: '#general' },
      { value: 'nowhere', label: 'Nowhere' },
    ];
    const where = field({ kind: 'conversation', choices });
    const offered = (handle: string) =>
      encodeForm(form([where]), resident(handle)).fields[0]?.choices.map(({ label }) => label);
    expect(offered('olga')).toEqual(['#general', '#design', '#random', 'Nowhere']);
    expect(offered('pat')).toEqual(['#general', '#random', 'Nowhere']);
  });

  it('passes everything else on as it is', () => {
    const toggle = field({ kind: 'toggle', value: true, error: 'Not here.' });
    expect(encodeForm(form([toggle]), resident('olga'))).toEqual(form([toggle]));
  });
});
