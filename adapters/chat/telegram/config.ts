import { isLocalUrl } from '../../../src/config.ts';
import { asId, type Platform } from '../../../src/ids.ts';
import type { ChatEntry } from '../../../src/ports/adapter.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { TelegramSettings } from './settings.ts';

const API_ROOT = 'https://api.telegram.org';
const TOKEN = 'send /mybots to @BotFather in Telegram, choose your bot, press API Token, and copy it';
const SECRET =
  'make one of at least 16 letters, digits, dashes or underscores, such as by: openssl rand -hex 32';

/** On as soon as there is a token. */
export const telegram: ChatEntry = {
  name: asId<Platform>('telegram'),
  configure(env) {
    const read = {
      token: env['TELEGRAM_TOKEN'] ?? '',
      apiRoot: env['TELEGRAM_API_ROOT'] || API_ROOT,
      mode: env['TELEGRAM_MODE'] || 'polling',
      secret: env['TELEGRAM_WEBHOOK_SECRET'] ?? '',
    };
    if (read.token === '') return { kind: 'off' };
    const problems = problemsOf(read);
    if (problems.length > 0) return { kind: 'wrong', problems };
    const settings: TelegramSettings = {
      apiRoot: read.apiRoot.replace(/\/+$/, ''),
      token: new Secret(read.token),
      inbound:
        read.mode === 'webhook' ? { kind: 'webhook', secret: new Secret(read.secret) } : { kind: 'polling' },
    };
    return {
      kind: 'on',
      load: async (parts) => (await import('./index.ts')).createTelegram(settings, parts),
      examine: async (publicUrl) => (await import('./examine.ts')).examineTelegram(settings, publicUrl),
    };
  },
};

type Read = Readonly<Record<'token' | 'apiRoot' | 'mode' | 'secret', string>>;

function problemsOf({ token, apiRoot, mode, secret }: Read): readonly string[] {
  return [
    ...(isToken(token) ? [] : [`TELEGRAM_TOKEN: this is no bot token: ${TOKEN}.`]),
    ...(isSafe(apiRoot)
      ? []
      : [`TELEGRAM_API_ROOT: use an https address such as ${API_ROOT}, or take the setting away.`]),
    ...(mode === 'polling' || mode === 'webhook' ? [] : ['TELEGRAM_MODE: use polling or webhook.']),
    // Without one, anybody who knows the address could speak as Telegram (SECURITY.md §5).
    ...(mode !== 'webhook' || isSecret(secret)
      ? []
      : [`TELEGRAM_WEBHOOK_SECRET: ${secret === '' ? 'is missing' : 'this one will not do'}: ${SECRET}.`]),
  ];
}

/** `<id of the bot>:<35 characters>`; the local server of tests has the same form. */
const isToken = (token: string): boolean => /^\d{3,}:[\w-]{10,}$/.test(token);

/** Telegram takes 1 to 256 of these characters (core.telegram.org/bots/api#setwebhook); a short one is guessed. */
const isSecret = (secret: string): boolean => /^[\w-]{16,256}$/.test(secret);

/** The token goes there, so nobody may read along. */
const isSafe = (url: string): boolean => URL.canParse(url) && (url.startsWith('https:') || isLocalUrl(url));
