import { html } from 'hono/html';
import type { PrivateBlock, PrivateMessage, PrivateSpan } from '../../src/messages/message.ts';
import { inHtml, inText } from './spans.ts';

/** A mail: its subject holds no secret, because phones show it to whoever is near. */
export type Mail = { readonly subject: string; readonly text: string; readonly html: string };

/**
 * A private message as plain text and as HTML that says the same. A mail cannot be pressed: of its buttons only links
 * are left. Nothing in it is fetched from anywhere, so that nobody is told when it is read.
 */
export function encode(message: PrivateMessage): Mail {
  return {
    subject: oneLine(message.notice),
    text: `${message.blocks.map(blockInText).filter(Boolean).join('\n\n')}\n`,
    html: String(html`<!doctype html>
<meta charset="utf-8">
<title>${message.notice}</title>
<div style="font: 16px/1.5 system-ui, sans-serif; max-width: 34em">
${message.blocks.map(blockInHtml)}
</div>`),
  };
}

/** A line break in a header would begin another one. */
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function blockInText(block: PrivateBlock): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'note':
      return inText(block.spans);
    case 'list':
      return block.items.map((item) => `- ${inText(item)}`).join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${inText(value)}`).join('\n');
    case 'buttons':
      return linksOf(block)
        .map(({ label, url }) => `${label}: ${url}`)
        .join('\n');
    default:
      return block satisfies never;
  }
}

function blockInHtml(block: PrivateBlock): unknown {
  const spans = (all: readonly PrivateSpan[]) => inHtml(all);
  switch (block.kind) {
    case 'heading':
      return html`<h1 style="font-size: 1.2em">${spans(block.spans)}</h1>`;
    case 'paragraph':
      return html`<p>${spans(block.spans)}</p>`;
    case 'note':
      return html`<p style="font-size: 0.9em">${spans(block.spans)}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${spans(item)}</li>`)}</ul>`;
    case 'fields':
      return html`<p>${block.fields.map(({ label, value }) => html`${label}: ${spans(value)}<br>`)}</p>`;
    case 'buttons':
      return html`${linksOf(block).map(({ label, url }) => html`<p><a href="${url}">${label}</a></p>`)}`;
    default:
      return block satisfies never;
  }
}

/** Opens secrets: what it returns is for one person only. */
const linksOf = ({ buttons }: Extract<PrivateBlock, { kind: 'buttons' }>) =>
  buttons.flatMap((button) =>
    button.kind === 'open' ? [{ label: button.label, url: button.url.open() }] : [],
  );
