import { html } from 'hono/html';
import type { Html } from './page.ts';

export type Notice = { readonly what: string; readonly then: readonly string[]; readonly calm: boolean };

/** First what happened, then what to do (SPEC.md §9). `calm`: nobody did anything wrong. */
export const notice = ({ what, then, calm }: Notice): Html => html`<div class="notice${calm ? ' calm' : ''}">
<strong>${what}</strong>
${then.map((line) => html`<p>${line}</p>`)}
</div>`;
