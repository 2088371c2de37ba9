import { html } from 'hono/html';
import { newId } from '../../../src/random.ts';
import { ACT, PRESS } from '../my-request.ts';
import type { Html } from './page.ts';
import type { MyReader } from './spans.ts';

/** Asks for the same once more, as a file. */
export const downloadForm = (press: string, { text }: MyReader): Html =>
  html`<form method="post" action="/my/calendar" class="row"><input type="hidden" name="${ACT}" value="${newId()}"><button class="primary" name="${PRESS}" value="${press}">${text.web.download}</button></form>`;
