import { html } from 'hono/html';
import type { Language } from './join-page.ts';
import { type Html, page } from './page.ts';

export const notFoundPage = ({ text: { door }, lang }: Language): Html =>
  page({
    lang,
    title: door.notFound,
    script: null,
    body: html`<main>
<h1>${door.notFound}</h1>
<p class="lead">${door.notFoundThen}</p>
<a class="button" href="/">${door.title}</a>
</main>`,
  });
