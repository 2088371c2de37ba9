import type { MailEntry } from '../../src/ports/adapter.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { MailSettings } from './settings.ts';

const URL_FORM =
  'use smtps://user:password@mail.example.org, or smtp:// for a server that begins in the clear';
const FROM_FORM = 'use the address that the mail comes from, such as "Latchkey <meet@example.org>"';

/** On as soon as there is a server. */
export const mail: MailEntry = {
  configure(env) {
    const url = env['SMTP_URL'] ?? '';
    const from = env['MAIL_FROM'] ?? '';
    if (url === '' && from === '') return { kind: 'off' };
    const sender = readSender(from);
    const problems = [
      ...(isServer(url)
        ? []
        : [`SMTP_URL: ${url === '' ? 'is missing' : 'this is no server'}: ${URL_FORM}.`]),
      ...(sender ? [] : [`MAIL_FROM: ${from === '' ? 'is missing' : 'this is no address'}: ${FROM_FORM}.`]),
    ];
    if (problems.length > 0 || sender === null) return { kind: 'wrong', problems };
    const settings: MailSettings = { url: new Secret(url), from: sender };
    return {
      kind: 'on',
      load: async () => (await import('./index.ts')).createMail(settings),
      examine: async () => (await import('./examine.ts')).examineMail(settings),
    };
  },
};

const isServer = (url: string): boolean =>
  URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol) && new URL(url).hostname !== '';

function readSender(from: string): MailSettings['from'] | null {
  const [, name = '', address = ''] = /^\s*(?:"?([^"<>]*?)"?\s*<([^<>]+)>)\s*$/.exec(from) ?? [
    null,
    '',
    from.trim(),
  ];
  return isAddress(address) ? { name: name || 'Latchkey', address } : null;
}

const isAddress = (text: string): boolean => /^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$/.test(text);
