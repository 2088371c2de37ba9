import { html } from 'hono/html';
import { withoutUnseen } from '../../src/meeting/topic.ts';
import { HIDDEN } from '../../src/messages/hidden.ts';
import { isWeb } from '../../src/messages/is-web.ts';
import type { PrivateSpan } from '../../src/messages/message.ts';
import { zoned } from '../../src/time/zoned.ts';

/** Opens secrets: what it returns is for one person only. */
export const inText = (spans: readonly PrivateSpan[]): string => spans.map(plain).join('');

export const inHtml = (spans: readonly PrivateSpan[]): unknown =>
  spans.map((span) => {
    switch (span.kind) {
      case 'bold':
        return html`<strong>${plain(span)}</strong>`;
      case 'code':
      case 'command':
      case 'secret':
        return html`<code style="font-size: 1.1em">${plain(span)}</code>`;
      case 'link':
        return isWeb(span.url)
          ? html`<a href="${span.url}">${withoutUnseen(span.label)}</a>`
          : withoutUnseen(span.label);
      case 'text':
      case 'person':
      case 'time':
        return html`${plain(span)}`;
      default:
        return span satisfies never;
    }
  });

function plain(span: PrivateSpan): string {
  switch (span.kind) {
    case 'text':
    case 'bold':
    case 'code':
    case 'command':
      return withoutUnseen(span.text);
    case 'person':
      return withoutUnseen(span.name);
    case 'time':
      return time(span);
    case 'link':
      return isWeb(span.url) ? `${withoutUnseen(span.label)} (${span.url})` : withoutUnseen(span.label);
    case 'secret':
      return span.hidden ? HIDDEN : span.secret.open();
    default:
      return span satisfies never;
  }
}

/**
 * `2026-11-25 09:30–09:45 (Europe/Berlin)`: a mail leaves the workspace, and of where its reader lives and how dates are
 * written there nothing is known. ISO 8601 means the same to everybody.
 */
function time({ at, until, zone = 'UTC' }: Extract<PrivateSpan, { kind: 'time' }>): string {
  const [start, end] = [at, until ?? at].map((moment) => zoned(moment, zone));
  if (start === undefined || end === undefined) throw new TypeError('a time has a start and an end');
  const clock = (moment: Temporal.ZonedDateTime) => moment.toPlainTime().toString({ smallestUnit: 'minute' });
  const day = String(start.toPlainDate());
  const sameDay = start.toPlainDate().equals(end.toPlainDate());
  const last = sameDay ? clock(end) : `${end.toPlainDate()} ${clock(end)}`;
  return `${day} ${clock(start)}${start.equals(end) ? '' : `–${last}`} (${zone})`;
}
