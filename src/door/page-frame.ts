/**
 * What every page has that a browser shows, whichever adapter makes it: HTML to be put in as it is. The title, and what
 * else is a page's own, comes after the head's part.
 */
export const PAGE_HEAD = `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/static/latchkey.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/latchkey.css">`;

export const PAGE_BRAND =
  '<header class="brand"><a href="/"><img src="/static/latchkey.svg" alt="" width="28" height="28">Latchkey</a></header>';
