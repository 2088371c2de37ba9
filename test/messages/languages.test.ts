import { describe, expect, it } from 'vitest';
import { encodePrivate as encodeDiscord } from '../../adapters/chat/discord/encode.ts';
import { encodeForm as encodeModal } from '../../adapters/chat/discord/encode-form.ts';
import { encode as encodeSlack } from '../../adapters/chat/slack/encode.ts';
import { encodeAnswerView, encodeForm as encodeView } from '../../adapters/chat/slack/encode-form.ts';
import { encodePrivate as encodeTelegram } from '../../adapters/chat/telegram/encode.ts';
import { encodeForm as encodeFormMessage } from '../../adapters/chat/telegram/encode-form.ts';
import { LIMIT as TELEGRAM } from '../../adapters/chat/telegram/limits.ts';
import { encode as encodeMail } from '../../adapters/mail/encode.ts';
import { fieldsOf } from '../../src/commands/fields.ts';
import { commands } from '../../src/commands/registry.ts';
import { asId, type ForeignId, fresh } from '../../src/ids.ts';
import { button, buttons, heading, list, note, paragraph, text } from '../../src/messages/blocks.ts';
import { type Catalogue, catalogueFor, locales } from '../../src/messages/catalogue.ts';
import type { Form } from '../../src/messages/form.ts';
import type { PrivateMessage } from '../../src/messages/message.ts';
import { refusalMessage } from '../../src/messages/refusal.ts';
import { formatDuration } from '../../src/time/format.ts';
import { V2, wrongInMessage } from '../fakes/discord/check-message.ts';
import { wrongInModal } from '../fakes/discord/check-modal.ts';
import { components } from '../fakes/discord/component.ts';
import { checkBlocks } from '../fakes/slack/blocks.ts';
import { readView } from '../fakes/slack/view.ts';
import { readHtml } from '../fakes/telegram/html.ts';
import { EVERY_REFUSAL } from './every-refusal.ts';
import { everyText } from './every-text.ts';

/** What a stranger may have typed as a topic or a name. */
const LONG = `${'𝕏 <b>@everyone</b> <!channel> **'.repeat(70)}${'ß'.repeat(300)}`;
const HERE = { foreignId: asId<ForeignId>('C0000000001'), name: 'general', visibility: 'public' } as const;

/** The text wherever texts stand. */
const everywhere = (words: string, { catalogue }: Speaking): PrivateMessage => ({
  notice: words,
  blocks: [
    heading('calendar', words),
    paragraph(text(words)),
    { kind: 'fields', fields: [{ label: words, value: [text(words)] }] },
    list([[text(words)]], catalogue),
    note(text(words)),
    buttons(button(words, 'help')),
  ],
});

type Speaking = { readonly locale: string; readonly catalogue: Catalogue };
const speaking: readonly Speaking[] = locales.map((locale) => ({ locale, catalogue: catalogueFor(locale) }));

/** Why a platform would refuse it; empty: none would. */
function refusedBy(message: PrivateMessage, { catalogue }: Speaking): readonly string[] {
  const slack = encodeSlack(message);
  const checked = checkBlocks(slack.blocks, 'message');
  const view = readView(encodeAnswerView(message, catalogue), 'V1', 'h');
  const discord = encodeDiscord(message, fresh());
  const sent = { content: '', components: components.parse(discord.components), flags: V2, embeds: 0 };
  const mail = encodeMail(message);
  return [
    ...(checked.ok ? [] : [`Slack: ${checked.why}`]),
    ...(typeof view === 'string' ? [`Slack's modal: ${view}`] : []),
    ...(slack.text.length > 0 && slack.text.length <= 4_000 ? [] : ['Slack: text']),
    ...wrongInMessage(sent).map((why) => `Discord: ${why}`),
    ...wrongInTelegram(message),
    // RFC 5322, 2.1.1: a line has at most 998 characters; nodemailer folds it at its spaces.
    ...(/[\r\n]/.test(mail.subject) || mail.subject === '' ? ['mail: subject'] : []),
  ];
}

function wrongInTelegram(message: PrivateMessage): readonly string[] {
  const { text: html, reply_markup: markup } = encodeTelegram(message);
  const marked = readHtml(html);
  if (typeof marked === 'string') return [`Telegram: ${marked}`];
  const labels = (markup?.inline_keyboard ?? []).flat().map((each) => each.text);
  return [
    ...(marked.text.length > 0 && marked.text.length <= TELEGRAM.text ? [] : ['Telegram: text']),
    ...labels
      .filter((label) => label.length > TELEGRAM.label || label === '')
      .map((label) => `Telegram: ${label}`),
  ];
}

describe.each(speaking)('every text in $locale', (language) => {
  const { locale, catalogue } = language;
  const reader = { locale, zone: 'Europe/Berlin' };

  it('keeps within the limits of every platform, whatever people called their things', () => {
    for (const [path, words] of everyText(catalogue, LONG, 1_000_000)) {
      expect(refusedBy(everywhere(words, language), language), path).toEqual([]);
    }
  });

  it('keeps within them when it says why not', () => {
    for (const refusal of Object.values(EVERY_REFUSAL)) {
      const typed = 'typed' in refusal ? { ...refusal, typed: LONG } : refusal;
      expect(refusedBy(refusalMessage(typed, reader), language), refusal.why).toEqual([]);
    }
  });

  it('says something', () => {
    for (const many of [0, 1, 2]) {
      for (const [path, words] of everyText(catalogue, 'Standup', many)) {
        expect(words.trim(), path).not.toBe('');
        expect(words, path).not.toMatch(/undefined|NaN|\[object|!/);
      }
    }
  });

  it('ends a sentence once that ends in a shortened word', () => {
    expect(catalogue.forms.understoodAs(formatDuration(15, reader))).toMatch(/[^.]\.$/);
  });

  it('fits on a button whole', () => {
    const labels = [...everyText(catalogue, 'Alexandra Maria', 8)].filter(
      ([path]) => path.startsWith('buttons.') || path.endsWith('.yes'),
    );
    expect(labels.length).toBeGreaterThan(40);
    for (const [path, label] of labels) {
      const message = { notice: 'x', blocks: [buttons(button(label, 'help'))] };
      const encoded = [encodeSlack(message), encodeDiscord(message), encodeTelegram(message)];
      for (const each of encoded) expect(JSON.stringify(each), path).toContain(JSON.stringify(label));
    }
  });

  const forms = commands.flatMap((command) => formsOf(command, catalogue));

  it.each(forms)('fits in the form whole: $title, $step of $steps', (form) => {
    const view = encodeView(form, HERE, catalogue);
    expect(readView(JSON.parse(JSON.stringify(view)), 'V1', 'h')).toBeTypeOf('object');
    const modal = encodeModal(form, { inGuild: true, roles: true, text: catalogue });
    expect(wrongInModal({ ...modal, components: components.parse(modal.components) })).toEqual([]);
    const message = encodeFormMessage(form, { text: catalogue, locale, now: 0, names: new Map() });
    for (const encoded of [view, modal, message]) expect(JSON.stringify(encoded)).not.toContain('…');
  });
});

/** Each step as it opens. */
function formsOf({ name, form, input }: (typeof commands)[number], catalogue: Catalogue): readonly Form[] {
  const fields = fieldsOf(input);
  return (form?.steps ?? []).map((names, index, { length }) => ({
    submit: `${name}:${fresh()}`,
    title: form?.title(catalogue) ?? '',
    step: index + 1,
    steps: length,
    intro: [],
    fields: fields
      .filter((field) => names.includes(field.name))
      .map((field) => ({
        name: field.name,
        kind: field.kind,
        label: field.label(catalogue),
        hint: field.hint?.(catalogue) ?? null,
        required: field.required,
        value: null,
        choices: field.choices(catalogue),
        error: null,
      })),
    asking: null,
    button: (index + 1 === length ? form?.button(catalogue) : catalogue.buttons.next) ?? '',
  }));
}

/** Names, and words that are the same in both languages. */
const SAME: ReadonlySet<string> = new Set([
  'attended.person',
  'calendar.microsoft',
  'calendar.outlook',
  'chat.othersExample',
  'chat.parts.duration',
  'chat.title',
  'commandNames.code',
  'commandNames.web',
  'door.passcode',
  'fields.passcode',
  'fields.person',
  'jitsi.label',
  'zoom.label',
  'zoom.account.accountId',
  'zoom.account.clientId',
  'zoom.account.clientSecret',
  'zoom.account.webhookSecret',
]);

it('is translated: no text is the same in two languages but those that are meant to be', () => {
  const [first, ...others] = speaking.map(({ catalogue }) => everyText(catalogue, '', 8));
  for (const texts of others) {
    const same = [...texts].filter(([path, words]) => /\p{L}/u.test(words) && first?.get(path) === words);
    expect(same.filter(([path]) => !SAME.has(path))).toEqual([]);
  }
});

it('has the same texts in every language', () => {
  const [first, ...others] = speaking.map(({ catalogue }) => [...everyText(catalogue, '', 8).keys()]);
  for (const paths of others) expect(paths.toSorted()).toEqual(first?.toSorted());
});
