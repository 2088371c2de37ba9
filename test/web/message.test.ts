import { expect, it } from 'vitest';
import { fieldOf } from '../../adapters/web/pages/fields.ts';
import { message } from '../../adapters/web/pages/message.ts';
import { asId } from '../../src/ids.ts';
import { catalogueFor } from '../../src/messages/catalogue.ts';
import type { FormField } from '../../src/messages/form.ts';
import type { PrivateBlock } from '../../src/messages/message.ts';
import { Secret } from '../../src/vault/secret.ts';

const text = catalogueFor('en');
const reader = { text, locale: 'en-GB', zone: 'Europe/Berlin' };
const shown = async (...blocks: readonly PrivateBlock[]) =>
  (await Promise.all(message({ notice: '', blocks }, reader))).join('');

const HOSTILE = '<img src=x onerror=alert(1)>"\'\u202e';

it('shows whatever people typed as the text that it is', async () => {
  const page = await shown(
    { kind: 'heading', sign: 'calendar', spans: [{ kind: 'text', text: HOSTILE }] },
    {
      kind: 'paragraph',
      spans: [
        { kind: 'bold', text: HOSTILE },
        { kind: 'code', text: HOSTILE },
        { kind: 'person', account: asId('1'), name: HOSTILE },
        { kind: 'link', label: HOSTILE, url: `https://example.org/?${HOSTILE}` },
      ],
    },
    { kind: 'fields', fields: [{ label: HOSTILE, value: [{ kind: 'text', text: HOSTILE }] }] },
    {
      kind: 'buttons',
      buttons: [{ kind: 'press', label: HOSTILE, press: `show:${HOSTILE}`, style: 'plain' }],
    },
  );
  expect(page).not.toContain('<img');
  expect(page).not.toMatch(/="[^"]*"'[^>]*onerror/);
  expect(page).toContain('&lt;img');
  expect(page).not.toMatch(/>[^<]*\u202e[^<]*<\/(h2|strong|code|span|a)>/);
});

it('opens no address but of the web', async () => {
  const link = { kind: 'link', label: 'Here', url: 'javascript:alert(1)' } as const;
  expect(await shown({ kind: 'paragraph', spans: [link] })).toBe('<div class="start"><p>Here</p></div>');
  const url = new Secret('javascript:alert(1)');
  await expect(async () =>
    shown({ kind: 'buttons', buttons: [{ kind: 'open', label: 'Join', url, style: 'primary' }] }),
  ).rejects.toThrow('http or https only');
});

it("says a time in the zone of its own, or in the reader's", async () => {
  const at = Date.UTC(2026, 10, 25, 8, 30);
  const page = await shown({
    kind: 'note',
    spans: [
      { kind: 'time', at, until: at + 900_000 },
      { kind: 'time', at, zone: 'UTC' },
    ],
  });
  expect(page).toContain('09:30–09:45 (Europe/Berlin)');
  expect(page).toContain('08:30 (UTC)');
  expect(page).toContain('datetime="2026-11-25T08:30:00.000Z"');
});

it('covers a code until its reader uncovers it, and spells it for whoever listens', async () => {
  const code = { kind: 'secret', label: 'passcode of Standup', secret: new Secret('K7Q') } as const;
  const covered = await shown({ kind: 'list', items: [[{ ...code, hidden: true }]] });
  expect(covered).toMatch(/<details class="covered"><summary>Show<\/summary><code class="secret">K7Q/);
  const open = await shown({ kind: 'list', items: [[{ ...code, hidden: false }]] });
  expect(open).not.toContain('details');
  expect(open).toContain('passcode of Standup, spelled: K, 7, Q');
});

it('copies where a script can, and asks the bot where none runs', async () => {
  const copy = {
    kind: 'copy',
    label: 'Copy passcode',
    text: new Secret('K7Q'),
    press: 'copy-code:1',
  } as const;
  const page = await shown({ kind: 'buttons', buttons: [copy] });
  expect(page).toMatch(/<button name="press" value="copy-code:1" data-copy="K7Q"[^>]*>Copy passcode</);
});

it('puts the eye beside the hidden code, and nowhere else', async () => {
  const page = await shown(
    { kind: 'heading', sign: null, spans: [{ kind: 'text', text: 'Standup' }] },
    { kind: 'fields', fields: [{ label: 'Passcode', value: [{ kind: 'text', text: text.hidden }] }] },
    {
      kind: 'buttons',
      buttons: [
        { kind: 'press', label: 'Show', press: 'reveal:1', style: 'plain' },
        { kind: 'press', label: 'Rotate', press: 'rotate:1', style: 'plain' },
      ],
    },
  );
  expect(page.match(/reveal:1/g)).toHaveLength(1);
  expect(page).toMatch(/hidden<\/span>.*aria-label="Show passcode of Standup"/s);
  expect(page).toContain('aria-label="Rotate, Standup"');
});

it('writes people back as they are typed', async () => {
  const field: FormField = {
    name: 'people',
    kind: 'people',
    label: 'People',
    hint: null,
    required: false,
    value: [
      { kind: 'person', foreignId: asId('U1') },
      { kind: 'handle', handle: 'ivan' },
      { kind: 'group', foreignId: asId('S1'), name: 'team' },
      { kind: 'email', address: 'lee@example.org' },
    ],
    choices: [],
    error: null,
  };
  expect(String(await fieldOf(field, 'form', text))).toContain('value="@U1 @ivan @team lee@example.org"');
});
