import { html } from 'hono/html';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import { doorNotices } from './door-notices.ts';
import { type Notice, notice } from './notice.ts';
import { type Html, page } from './page.ts';

export type Language = { readonly text: Catalogue; readonly lang: string };

type Join = {
  /** What the fields start with. A passcode is never written back. */
  readonly meetingId: string;
  readonly name: string;
  /** What came of the form where there is no script. */
  readonly notice: Notice | null;
};

/** `/` and `/j/<id>`: ID and passcode work without JavaScript, personal links need it for the fragment. */
export function joinPage({ text, lang }: Language, join: Join): Html {
  const { door } = text;
  return page({
    lang,
    title: door.title,
    script: 'join.js',
    body: html`<main>
<h1>${door.title}</h1>
<p id="lead" class="lead">${door.lead}</p>
<div id="notice" role="alert" tabindex="-1">${join.notice ? notice(join.notice) : ''}</div>
<form id="join" method="post" action="/api/join">
<label for="meetingId">${door.meetingId}</label>
<input id="meetingId" name="meetingId" class="code" value="${join.meetingId}" inputmode="numeric" autocomplete="off" spellcheck="false" maxlength="200" required>
<label for="passcode">${door.passcode}</label>
<input id="passcode" name="passcode" class="code" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" maxlength="200" required>
<label for="name">${door.name}</label>
<input id="name" name="name" value="${join.name}" autocomplete="name" maxlength="60" aria-describedby="nameHint" required>
<p id="nameHint" class="hint">${door.nameHint}</p>
<button type="submit" class="primary" data-busy="${door.checking}">${door.join}</button>
</form>
${templates(text)}
</main>`,
  });
}

/** The words that the script shows, so that it has none of its own. */
const templates = (text: Catalogue): Html[] =>
  Object.entries(doorNotices(text, { time: '{time}', wait: '{wait}', alive: true })).map(
    ([name, words]) => html`<template id="say-${name}">${notice(words)}</template>`,
  );
