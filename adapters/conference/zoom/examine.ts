import { SECOND, systemClock } from '../../../src/clock.ts';
import { ConferenceError } from '../../../src/errors.ts';
import { asked, reached, right, wrong } from '../../../src/finding.ts';
import type { Finding } from '../../../src/ports/adapter.ts';
import { systemRandom } from '../../../src/random.ts';
import { createApi, type ZoomApi } from './api.ts';
import { createClient } from './client.ts';
import { makeZoomPasscode } from './passcode.ts';
import { missingScopes } from './scopes.ts';
import type { ZoomSettings } from './settings.ts';
import { createTokenSource, type TokenSource } from './token.ts';

const TIMEOUT = 10 * SECOND;
const APP = 'in your Server-to-Server OAuth app at marketplace.zoom.us';

/** Asks Zoom about each setting. Makes no meeting and changes nothing. */
export async function examineZoom(settings: ZoomSettings, publicUrl: string): Promise<readonly Finding[]> {
  const answers = await reach(settings.apiUrl);
  if (answers.fix !== null) return [answers];
  const tokens = createTokenSource(settings, systemClock, fetch);
  const credentials = await examineCredentials(tokens);
  if (credentials.fix !== null) return [answers, credentials];
  const api = createApi(createClient(settings, tokens, systemClock, fetch));
  return [
    answers,
    credentials,
    await examineScopes(tokens),
    await examineHost(api, settings),
    await examinePolicy(api, settings),
    publicUrl.startsWith('https:')
      ? right(
          `ZOOM_WEBHOOK_SECRET: is set. Zoom's events have to go to ${publicUrl}/zoom/webhook: press Validate ${APP}.`,
        )
      : wrong(
          `Zoom cannot tell of its calls at ${publicUrl}.`,
          'Set PUBLIC_URL to an https address that the whole internet reaches.',
        ),
  ];
}

/** Where only workspaces have accounts: each was asked about as it was brought. */
export const examineUrls = async ({ apiUrl }: Pick<ZoomSettings, 'apiUrl'>): Promise<readonly Finding[]> => [
  await reach(apiUrl),
  right('ZOOM_WORKSPACES: workspaces bring their own accounts, under My meetings.'),
];

async function reach(apiUrl: string): Promise<Finding> {
  const answer = await fetch(apiUrl, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) }).catch(
    () => null,
  );
  return reached('Zoom', apiUrl, answer && answer.status < 500 ? answer : null);
}

async function examineCredentials(tokens: TokenSource): Promise<Finding> {
  const read = await ask(() => tokens.get());
  return 'answer' in read
    ? right('ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID, ZOOM_CLIENT_SECRET: Zoom takes them.')
    : wrong(
        `Zoom does not take ZOOM_ACCOUNT_ID, ZOOM_CLIENT_ID and ZOOM_CLIENT_SECRET (${read.refused}).`,
        `Copy all three anew under App Credentials ${APP}, and see under Activation that it is activated.`,
      );
}

async function examineScopes(tokens: TokenSource): Promise<Finding> {
  const missing = missingScopes((await tokens.get()).scopes);
  return missing.length === 0
    ? right('The app has all scopes that it needs.')
    : wrong(`The app lacks ${missing.join(', ')}.`, `Add them under Scopes ${APP}, and activate it anew.`);
}

async function examineHost(api: ZoomApi, { sharedHost }: ZoomSettings): Promise<Finding> {
  const read = await ask(() => api.user(sharedHost, AbortSignal.timeout(TIMEOUT)));
  if ('refused' in read) return wrong(`ZOOM_HOST: is not known (${read.refused}).`, 'Run doctor again.');
  return read.answer?.status === 'active'
    ? right(`ZOOM_HOST: calls of people without Zoom run in the account of ${read.answer.email}.`)
    : wrong(
        `ZOOM_HOST: ${sharedHost} is no active user of the account.`,
        'Set it to the address of one who is.',
      );
}

async function examinePolicy(api: ZoomApi, { sharedHost }: ZoomSettings): Promise<Finding> {
  const read = await ask(async () =>
    makeZoomPasscode(await api.requirement(sharedHost, AbortSignal.timeout(TIMEOUT)), systemRandom),
  );
  return 'answer' in read
    ? right("Zoom's requirement for passcodes can be met.")
    : wrong(
        `Zoom's requirement for passcodes is not met (${read.refused}).`,
        'In the Zoom web portal, under Account Settings, Security, ask for at most 10 characters.',
      );
}

const ask = <Answer>(question: () => Promise<Answer>) => asked(question, refusal);

function refusal(error: unknown): string {
  if (!(error instanceof ConferenceError)) throw error;
  return error.reason;
}
