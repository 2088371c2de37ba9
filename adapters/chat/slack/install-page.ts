import { html, raw } from 'hono/html';
import { PAGE_BRAND, PAGE_HEAD } from '../../../src/door/page-frame.ts';
import { type Catalogue, catalogueFor } from '../../../src/messages/catalogue.ts';
import type { NotInstalled } from './exchange.ts';

type Ending = NotInstalled | { readonly kind: 'denied' } | { readonly kind: 'other-browser' };

type Words = {
  readonly status: number;
  readonly what: string;
  readonly next: string;
  readonly again: boolean;
};

/** First what happened, then what to do (SPEC.md §9). Nothing was stored in any of these. */
function wordsOf(ending: Ending, { install }: Catalogue): Words {
  switch (ending.kind) {
    case 'denied':
      return { status: 200, what: install.notInstalled, next: install.deniedThen, again: true };
    case 'other-browser':
      return { status: 400, what: install.otherBrowser, next: install.otherBrowserThen, again: true };
    case 'stale':
      return { status: 400, what: install.stale, next: install.staleThen, again: true };
    case 'whole-organization':
      return {
        status: 400,
        what: install.wholeOrganization,
        next: install.wholeOrganizationThen,
        again: true,
      };
    case 'rotating':
      return { status: 500, what: install.notInstalled, next: install.rotatingThen, again: false };
    case 'refused':
      return { status: 500, what: install.refused, next: install.refusedThen(ending.word), again: false };
    case 'unanswered':
      return { status: 502, what: install.unanswered, next: install.unansweredThen, again: true };
  }
}

/** `lang`: what the page is written in, BCP 47. */
export async function notInstalledPage(ending: Ending, installPath: string, lang: string): Promise<Response> {
  const text = catalogueFor(lang);
  const { status, what, next, again } = wordsOf(ending, text);
  const link = again ? html`<a class="button" href="${installPath}">${text.install.again}</a>` : '';
  return page(status, lang, what, html`<p class="lead">${next}</p>${link}`);
}

export async function installedPage(team: string, name: string, lang: string): Promise<Response> {
  const { install } = catalogueFor(lang);
  return page(
    200,
    lang,
    install.done(name),
    html`<p class="lead">${install.doneThen}</p>
<a class="button primary" href="https://app.slack.com/client/${team}">${install.open}</a>`,
  );
}

async function page(
  status: number,
  lang: string,
  title: string,
  body: ReturnType<typeof html>,
): Promise<Response> {
  const text = await html`<!doctype html>
<html lang="${lang}">
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
