import { isDeepStrictEqual } from 'node:util';
import { SECOND } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import { asked, reached, right, wrong } from '../../../src/finding.ts';
import type { Finding } from '../../../src/ports/adapter.ts';
import { createApi, type TelegramApi } from './api.ts';
import { menus } from './commands.ts';
import type { TelegramSettings } from './settings.ts';

const TIMEOUT = 10 * SECOND;

const BOTFATHER = 'at @BotFather in Telegram';

/** Asks Telegram about each setting. Sends no message, and takes no update from a bot that runs meanwhile. */
export async function examineTelegram(
  settings: TelegramSettings,
  publicUrl: string,
): Promise<readonly Finding[]> {
  const answers = await reach(settings.apiRoot);
  if (answers.fix !== null) return [answers];
  const api = createApi(settings);
  const me = await ask(() => api.call((methods) => methods.getMe()));
  if ('refused' in me) return [answers, wrong(`TELEGRAM_TOKEN: ${me.refused}.`, copyAnew)];
  const bot = me.answer;
  const findings = [
    right(`TELEGRAM_TOKEN: is of @${bot.username}.`),
    bot.can_join_groups
      ? right(`@${bot.username} can be added to groups.`)
      : wrong(
          `@${bot.username} cannot be added to groups.`,
          `Send /setjoingroups ${BOTFATHER} and choose Enable.`,
        ),
    bot.can_read_all_group_messages
      ? wrong(
          `@${bot.username} gets everything that is written in its groups, which it does not need.`,
          `Send /setprivacy ${BOTFATHER} and choose Enable.`,
        )
      : right('Privacy mode is on: in groups the bot gets its commands alone.'),
  ];
  return [answers, ...findings, await examineWebhook(api, settings, publicUrl), await examineMenus(api)];
}

const copyAnew = `Send /mybots ${BOTFATHER}, choose the bot, press API Token, and copy it anew.`;

async function reach(apiRoot: string): Promise<Finding> {
  const answer = await fetch(apiRoot, {
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch(() => null);
  return reached('Telegram', apiRoot, answer && answer.status < 500 ? answer : null);
}

/** The program sets it at its start, and takes it away when updates are fetched: what is wrong is said by Telegram. */
async function examineWebhook(
  api: TelegramApi,
  { inbound }: TelegramSettings,
  publicUrl: string,
): Promise<Finding> {
  const read = await ask(() => api.call((methods) => methods.getWebhookInfo()));
  if ('refused' in read) return wrong(`The webhook is not known: ${read.refused}.`, 'Run doctor again.');
  const { url = '', last_error_message: problem, pending_update_count: pending } = read.answer;
  if (inbound.kind === 'polling') {
    return url === ''
      ? right('TELEGRAM_MODE: updates are fetched, and no webhook is in the way.')
      : wrong(
          'TELEGRAM_MODE: updates are to be fetched, but Telegram posts them to a webhook.',
          'Start Latchkey, which takes the webhook away, or set TELEGRAM_MODE=webhook.',
        );
  }
  const wanted = `${publicUrl}/telegram/webhook`;
  if (url !== wanted) {
    return wrong(
      'TELEGRAM_MODE: Telegram does not post updates here yet.',
      `Start Latchkey, which asks Telegram to call ${wanted}.`,
    );
  }
  return problem === undefined || pending === 0
    ? right(`TELEGRAM_MODE: Telegram calls ${wanted}.`)
    : wrong(
        `TELEGRAM_MODE: Telegram cannot call ${wanted}: ${problem}.`,
        'PUBLIC_URL must be https, with a certificate that is good, and reach this machine by port 443, 80, 88 or 8443.',
      );
}

async function examineMenus(api: TelegramApi): Promise<Finding> {
  const read = await ask(() =>
    Promise.all(
      menus().map(async ({ scope, language, commands }) => {
        const shown = await api.call((methods) =>
          methods.getMyCommands({ scope, ...(language === null ? {} : { language_code: language }) }),
        );
        return isDeepStrictEqual(shown, commands);
      }),
    ),
  );
  if ('refused' in read) return wrong(`The menus are not known: ${read.refused}.`, 'Run doctor again.');
  return read.answer.every(Boolean)
    ? right('The menus of commands are as they should be.')
    : wrong('The menus of commands are not those of this version.', 'Start Latchkey, which sets them.');
}

const ask = <Answer>(question: () => Promise<Answer>) => asked(question, refusal);

function refusal(error: unknown): string {
  if (!(error instanceof DeliveryError)) throw error;
  return error.failure === 'revoked' ? 'Telegram refuses it' : 'Telegram does not answer';
}
