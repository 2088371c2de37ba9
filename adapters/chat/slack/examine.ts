import { SECOND } from '../../../src/clock.ts';
import { reached, right, wrong } from '../../../src/finding.ts';
import type { Finding } from '../../../src/ports/adapter.ts';
import type { Credentials } from '../../../src/ports/credentials.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { examineInstallations } from './examine-installations.ts';
import { examineToken, refusal } from './examine-token.ts';
import { exchange } from './exchange.ts';
import { createInstallations } from './installations.ts';
import type { SlackSettings } from './settings.ts';
import { webClient } from './web-client.ts';

const TIMEOUT = 10 * SECOND;

const APP = 'at api.slack.com/apps, in your app,';

/**
 * Asks Slack about each setting and each workspace. Sends no message, and takes no event from a bot that runs
 * meanwhile. `credentials`: null where they cannot be read.
 */
export async function examineSlack(
  settings: SlackSettings,
  publicUrl: string,
  credentials: Credentials | null,
): Promise<readonly Finding[]> {
  const answers = await reach(settings.apiUrl);
  if (answers.fix !== null) return [answers];
  const several = settings.install.kind === 'oauth' && credentials !== null;
  const findings = await Promise.all([
    examineInstall(settings, publicUrl),
    examineInbound(settings, publicUrl),
    several ? examineInstallations(settings.apiUrl, createInstallations(credentials), publicUrl) : [],
  ]);
  return [answers, ...findings.flat()];
}

async function reach(apiUrl: string): Promise<Finding> {
  const answer = await fetch(`${apiUrl}api.test`, {
    method: 'POST',
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch(() => null);
  return reached('Slack', apiUrl, answer?.ok ? answer : null, ': what Slack signs is refused');
}

async function examineInstall(
  { apiUrl, install }: SlackSettings,
  publicUrl: string,
): Promise<readonly Finding[]> {
  if (install.kind === 'single') return examineSingle(apiUrl, install.botToken);
  // No workspace has this code. Slack says so only to an app that it knows.
  const redirect = `${publicUrl}/slack/oauth_redirect`;
  const { kind } = await exchange({ apiUrl, ...install }, new Secret('doctor'), redirect);
  return kind === 'stale'
    ? [
        right(
          `SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: accepted. Workspaces install at ${publicUrl}/slack/install.`,
        ),
      ]
    : [
        wrong(
          'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET: Slack does not accept them.',
          `Copy both ${APP} under Basic Information, and add ${redirect} under OAuth & Permissions.`,
        ),
      ];
}

async function examineSingle(apiUrl: string, token: Secret): Promise<readonly Finding[]> {
  const state = await examineToken(apiUrl, token);
  if (state.kind === 'refused') {
    const copy = `Copy the Bot User OAuth Token ${APP} under OAuth & Permissions.`;
    return [wrong(`SLACK_BOT_TOKEN: ${state.why}.`, copy)];
  }
  const { team, missing } = state;
  return [
    right(`SLACK_BOT_TOKEN: accepted by ${team}.`),
    missing.length === 0
      ? right('Scopes: all granted.')
      : wrong(
          `Scopes: not granted are ${missing.join(', ')}.`,
          `Paste slack-manifest.yaml ${APP} under App Manifest, then install the app anew.`,
        ),
  ];
}

async function examineInbound(
  { apiUrl, inbound }: SlackSettings,
  publicUrl: string,
): Promise<readonly Finding[]> {
  if (inbound.kind === 'http') {
    return [right(`SLACK_SIGNING_SECRET: set. Slack must call ${publicUrl}/slack/events.`)];
  }
  try {
    // The address that it answers is left alone: a socket there would take events from the bot.
    await webClient(apiUrl, inbound.appToken).apps.connections.open({});
    return [right('SLACK_APP_TOKEN: accepted, a socket can be opened.')];
  } catch (error) {
    const make = `Switch Socket Mode on, and make an app-level token with the scope connections:write ${APP} under Basic Information.`;
    return [wrong(`SLACK_APP_TOKEN: ${refusal(error)}.`, make)];
  }
}
