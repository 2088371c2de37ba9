import { html, raw } from 'hono/html';
import { PAGE_BRAND, PAGE_HEAD } from '../../../src/door/page-frame.ts';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import { abilities } from './config.ts';

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
<div id="preview" hidden><div class="picture"><span class="face" aria-hidden="true"></span></div></div>
<div id="no-media" class="notice calm" hidden><strong>${room.noMedia}</strong><p>${room.noMediaThen}</p>
<button id="copy" type="button" data-done="${room.copied}" hidden>${room.copyLink}</button></div>
${trouble('blocked', room.deviceBlocked, room.deviceBlockedThen)}
${trouble('missing', room.deviceMissing, room.deviceMissingThen)}
${trouble('busy', room.deviceBusy, room.deviceBusyThen)}
<button id="sound" type="button" class="primary" hidden>${room.sound}</button>
<div id="controls" role="group" aria-label="${room.devices}" hidden>
${toggle('mic', room.microphone, room)}
${toggle('camera', room.camera, room)}
${toggle('screen', room.screen, room)}
</div>
<details id="choices" hidden><summary>${room.devices}</summary>
<div><label for="mic-choice">${room.microphone}</label><select id="mic-choice"></select></div>
<div><label for="camera-choice">${room.camera}</label><select id="camera-choice"></select></div>
</details>
<button id="enter" type="button" class="primary wide" data-move="${room.moveHere}" hidden>${room.enter}</button>
<div class="ways-out">
<button id="leave" type="button" class="wide" hidden>${room.leave}</button>
<button id="end" type="button" class="wide" data-act="end" data-ask="${room.endAsk}" hidden>${room.endForAll}</button>
</div>
<button id="again" type="button" class="primary wide" data-here="${room.here}" hidden>${room.again}</button>
</main>
<dialog id="ask" aria-labelledby="asked"><h2 id="asked"></h2><div class="acts">
<button id="no" type="button">${room.cancel}</button><button id="yes" type="button" class="primary"></button></div></dialog>
${panel('ready', '', room.readyThen('{name}'))}
${panel('elsewhere', room.elsewhere, room.elsewhereThen)}
${panel('full', room.full(abilities.seats), room.fullThen)}
${panel('ended', room.ended, door.endedThen)}
${panel('left', room.left, room.leftThen)}
${panel('removed', room.removed, room.removedThen)}
${panel('moved', room.moved, room.movedThen)}
${panel('replaced', room.replaced, room.replacedThen)}
${panel('turned-away', room.turnedAway, room.turnedAwayThen)}
${panel('expired', room.expired, room.expiredThen)}
${panel('failed', door.failed, door.failedThen)}
<template id="sharing"><figcaption class="mark">${room.screenOf}</figcaption></template>
<template id="connecting"><span class="mark connecting">${room.connecting}</span></template>
</body>
</html>
`;

const panel = (name: string, what: string, then: string) =>
  html`<template id="panel-${name}"><h1>${what}</h1><p class="lead">${then}</p></template>`;

const trouble = (name: string, what: string, then: string) =>
  html`<div id="trouble-${name}" class="notice" hidden><strong>${what}</strong><p>${then}</p></div>`;

/** Its name stays the same; whether it is on is its state, read aloud by that and seen as a word. */
const toggle = (name: string, label: string, room: Catalogue['room']) =>
  html`<button id="${name}" type="button" class="toggle" data-device="${name}" aria-pressed="false">${label}
<span class="state" aria-hidden="true"><span class="is-on">${room.on}</span><span class="is-off">${room.off}</span></span></button>`;
