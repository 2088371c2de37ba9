import { html } from 'hono/html';
import type { Secret } from '../../../src/vault/secret.ts';
import type { Language } from './join-page.ts';
import { type Html, page } from './page.ts';

/** Where a right key leads without JavaScript: a link of one's own, on a page that nothing keeps. */
export const enteredPage = ({ text: { door }, lang }: Language, way: Secret): Html =>
  page({
    lang,
    title: door.entered,
    script: null,
    body: html`<main>
<h1>${door.entered}</h1>
<p class="lead">${door.enteredThen}</p>
<a class="button primary" href="${way.open()}">${door.enter}</a>
</main>`,
  });
