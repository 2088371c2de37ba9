import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { PAGE_BRAND, PAGE_HEAD } from '../../../src/door/page-frame.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

type Page = {
  /** BCP 47. */
  readonly lang: string;
  readonly title: string;
  readonly body: Html;
  /** A file of `static/`; null: the page does without. */
  readonly script: string | null;
  /** Another one, for what only this page has; left out: the page needs none besides the common style. */
  readonly style?: string;
};

/** The one frame of all pages of the door. */
export const page = ({ lang, title, body, script, style }: Page): Html => html`<!doctype html>
<html lang="${lang}">
<head>
${raw(PAGE_HEAD)}
<title>${title} · Latchkey</title>
${style === undefined ? '' : html`<link rel="stylesheet" href="/static/${style}">`}
${script === null ? '' : html`<script type="module" src="/static/${script}"></script>`}
</head>
<body>
${raw(PAGE_BRAND)}
${body}
</body>
</html>
`;
