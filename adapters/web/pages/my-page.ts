import { html } from 'hono/html';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { Language } from './join-page.ts';
import { notice } from './notice.ts';
import { type Html, page } from './page.ts';

type Owner = { readonly name: string };

type MyPage = {
  /** What the window is called; never a secret. */
  readonly title: string;
  readonly body: Html | readonly Html[];
  readonly owner: Owner;
  /** Whether the body is the list itself, or something that leads back to it. */
  readonly isList: boolean;
};

/** Every page of somebody who is signed in. */
export function myPage({ text, lang }: Language, { title, body, owner, isList }: MyPage): Html {
  const { web } = text;
  return framed(
    { text, lang },
    title,
    html`<h1>${isList ? web.title : html`<a href="/my">${web.title}</a>`}</h1>
<div id="answer"${isList ? '' : html` tabindex="-1"`}>${body}</div>
${isList ? '' : html`<p><a class="back" href="/my">${web.back}</a></p>`}
<footer class="signed-in"><p>${web.as(owner.name)}</p>
<form method="post" action="/my/sign-out" class="row"><button name="which" value="this">${web.signOut}</button><button name="which" value="all">${web.signOutEverywhere}</button></form></footer>`,
  );
}

/** What is there without a session: how to get a link. The page's script takes the link that stands behind `#`. */
export const signedOutPage = ({ text, lang }: Language, why: 'no-session' | 'over' | 'cross-site'): Html =>
  framed(
    { text, lang },
    text.web.title,
    html`<h1>${text.web.title}</h1>
<div id="notice" role="alert" tabindex="-1">${WHYS[why](text)}</div>
<p id="inside" hidden><a class="button" href="/my">${text.web.open}</a></p>`,
  );

const WHYS = {
  'no-session': ({ web }: Catalogue) => calm(web.signedOut, web.signedOutThen),
  over: ({ web }: Catalogue) => calm(web.over, web.overThen),
  'cross-site': ({ web }: Catalogue) => wrong(web.again, web.crossSite),
} as const;

function calm(what: string, ...then: string[]): Html {
  return notice({ what, then, calm: true });
}

function wrong(what: string, ...then: string[]): Html {
  return notice({ what, then, calm: false });
}

function framed({ text, lang }: Language, title: string, body: Html): Html {
  const { web, door } = text;
  return page({
    lang,
    title,
    script: 'my.js',
    style: 'my.css',
    body: html`<main class="my">
${body}
<p id="status" class="unseen" role="status"></p>
<template id="say-opening">${calm(web.opening)}</template>
<template id="say-dead">${wrong(web.linkDead, web.linkDeadThen)}</template>
<template id="say-offline">${wrong(door.offline, door.offlineThen)}</template>
</main>`,
  });
}
