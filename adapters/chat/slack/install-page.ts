import { html, raw } from 'hono/html';
import { PAGE_BRAND, PAGE_HEAD } from '../../../src/door/page-frame.ts';
import type { NotInstalled } from './exchange.ts';

type Ending = NotInstalled | { readonly kind: 'denied' } | { readonly kind: 'other-browser' };

type Words = {
  readonly status: number;
  readonly what: string;
  readonly next: string;
  readonly again: boolean;
};

/** First what happened, then what to do (SPEC.md §9). Nothing was stored in any of these. */
function wordsOf(ending: Ending): Words {
  switch (ending.kind) {
    case 'denied':
      return {
        status: 200,
        what: 'Latchkey was not installed',
        next: 'Slack says that it was not allowed. If you may not install apps, ask an admin of your workspace to open this page.',
        again: true,
      };
    case 'other-browser':
      return {
        status: 400,
        what: 'This installation was not started here',
        next: 'It began in another browser or more than ten minutes ago, or this browser keeps no cookies. Start it again here.',
        again: true,
      };
    case 'stale':
      return {
        status: 400,
        what: 'This installation has run out',
        next: 'Slack accepts each one once, within ten minutes. Start it again.',
        again: true,
      };
    case 'whole-organization':
      return {
        status: 400,
        what: 'Latchkey cannot be installed for a whole organization',
        next: 'Start again, and choose one workspace of it at the top right of Slack’s page.',
        again: true,
      };
    case 'rotating':
      return {
        status: 500,
        what: 'Latchkey was not installed',
        next: 'This Slack app has token rotation switched on, which Latchkey does not follow and Slack does not switch off again. Ask whoever runs Latchkey to make the app anew from its manifest.',
        again: false,
      };
    case 'refused':
      return {
        status: 500,
        what: 'Slack did not accept this Latchkey',
        next: `It said ${ending.word}. Ask whoever runs Latchkey to compare SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and the redirect URL with api.slack.com/apps.`,
        again: false,
      };
    case 'unanswered':
      return {
        status: 502,
        what: 'Slack did not answer',
        next: 'Nothing was installed. Try again in a few minutes.',
        again: true,
      };
  }
}

export async function notInstalledPage(ending: Ending, installPath: string): Promise<Response> {
  const { status, what, next, again } = wordsOf(ending);
  const link = again ? html`<a class="button" href="${installPath}">Start again</a>` : '';
  return page(status, what, html`<p class="lead">${next}</p>${link}`);
}

export async function installedPage(team: string, name: string): Promise<Response> {
  return page(
    200,
    `Latchkey is installed in ${name}`,
    html`<p class="lead">Type /meeting in any channel or message to begin.</p>
<a class="button primary" href="https://app.slack.com/client/${team}">Open Slack</a>`,
  );
}

async function page(status: number, title: string, body: ReturnType<typeof html>): Promise<Response> {
  const text = await html`<!doctype html>
<html lang="en">
<head>
${raw(PAGE_HEAD)}
<title>${title} · Latchkey</title>
</head>
<body>
${raw(PAGE_BRAND)}
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response(String(text), { status, headers });
}
