import { html, raw } from 'hono/html';
import { PAGE_BRAND, PAGE_HEAD } from '../../../src/door/page-frame.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';

/** The page of every call: it holds no name and no secret, and asks for what its visitor may see. */
export const roomPage = ({ room, door }: Catalogue, lang: string) => html`<!doctype html>
<html lang="${lang}">
<head>
${raw(PAGE_HEAD)}
<title>${room.title} · Latchkey</title>
<link rel="stylesheet" href="/room/static/room.css">
<script type="module" src="/room/static/room.js"></script>
</head>
<body>
${raw(PAGE_BRAND)}
<main>
<p id="say" class="aloud" role="status"></p>
<div id="lost" class="notice" hidden><strong>${room.lost}</strong><p>${room.lostThen}</p></div>
<div id="view" tabindex="-1"><h1>${room.entering}</h1><noscript><p class="lead">${door.scriptNeeded}</p></noscript></div>
<button id="leave" type="button" hidden>${room.leave}</button>
<button id="again" type="button" class="primary" hidden>${room.again}</button>
</main>
${panel('full', room.full, room.fullThen)}
${panel('ended', room.ended, door.endedThen)}
${panel('left', room.left, room.leftThen)}
${panel('turned-away', room.turnedAway, room.turnedAwayThen)}
${panel('expired', room.expired, room.expiredThen)}
${panel('failed', door.failed, door.failedThen)}
</body>
</html>
`;

const panel = (name: string, what: string, then: string) =>
  html`<template id="panel-${name}"><h1>${what}</h1><p class="lead">${then}</p></template>`;
