import { html } from 'hono/html';
import { withoutUnseen } from '../../../src/meeting/topic.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import { isWeb } from '../../../src/messages/is-web.ts';
import type { PrivateSpan, Reader, SecretSpan } from '../../../src/messages/message.ts';
import { formatTime } from '../../../src/time/format.ts';
import type { Html } from './page.ts';

/** For whom a page is made, and in which words. */
export type MyReader = Reader & { readonly text: Catalogue };

/** Hono escapes every value; opens secrets, so what it returns is for one person only. */
export const spans = (all: readonly PrivateSpan[], reader: MyReader): readonly Html[] =>
  all.map((span) => shown(span, reader));

function shown(span: PrivateSpan, reader: MyReader): Html {
  switch (span.kind) {
    case 'text':
      return html`${withoutUnseen(span.text)}`;
    case 'bold':
      return html`<strong>${withoutUnseen(span.text)}</strong>`;
    case 'code':
    case 'command':
      return html`<code>${withoutUnseen(span.text)}</code>`;
    case 'person':
      return html`<span class="person">${withoutUnseen(span.name)}</span>`;
    case 'time': {
      const { at, until, zone = reader.zone } = span;
      const words = formatTime(at, { ...reader, zone }, until === undefined ? {} : { until });
      return html`<time datetime="${new Date(at).toISOString()}">${words}</time>`;
    }
    case 'link':
      return isWeb(span.url)
        ? html`<a href="${span.url}">${withoutUnseen(span.label)}</a>`
        : html`${withoutUnseen(span.label)}`;
    case 'secret':
      return secret(span, reader);
    default:
      return span satisfies never;
  }
}

/** Read letter by letter too: a screen reader makes a word of a passcode. */
function secret({ label, secret, hidden }: SecretSpan, { text }: MyReader): Html {
  const code = secret.open();
  const open = html`<code class="secret">${code}</code><span class="unseen">${label}, ${text.web.spelled([...code].join(', '))}</span>${copyButton(code, label, text)}`;
  return hidden
    ? html`<details class="covered"><summary>${text.buttons.show}</summary>${open}</details>`
    : open;
}

/** Only a script can copy: the button is not there without one. */
export const copyButton = (value: string, what: string, { web }: Catalogue): Html =>
  html`<button type="button" class="small" data-copy="${value}" data-done="${web.copied}" data-failed="${web.notCopied}" aria-label="${web.copy} ${what}" hidden>${web.copy}</button>`;
