import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

type Page = {
  /** BCP 47. */
  readonly lang: string;
  readonly title: string;
  readonly body: Html;
  /** A file of `static/`; null: the page does without. */
  readonly script: string | null;
};

/** The one frame of all pages of the door. */
export const page = ({ lang, title, body, script }: Page): Html => html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Latchkey</title>
<link rel="icon" href="/static/latchkey.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/latchkey.css">
${script === null ? '' : html`<script type="module" src="/static/${script}"></script>`}
</head>
<body>
<header class="brand"><a href="/"><img src="/static/latchkey.svg" alt="" width="28" height="28">Latchkey</a></header>
${body}
</body>
</html>
`;
