// The room in the browser: shows what the server says this person may see, and tells it that they are still here.
import { confirmed } from './ask.js';
import { createCall } from './call.js';
import { createDevices } from './devices.js';
import { door, nameTab, panel, say, stage } from './scene.js';
import { createTiles } from './tiles.js';

const here = location.pathname.replace(/\/$/, '');
const byId = (id) => document.getElementById(id);
const view = byId('view');
const again = byId('again');

/** Milliseconds after which somebody not heard of is gone (the server's lease). */
const LEASE = 45_000;
/** Milliseconds between two tries to come in. */
const SOON = 10_000;
/** That this window is in the call: a reload goes back in without asking. */
const INSIDE = `in:${here}`;

/** Which window of this person's it is. */
const page = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36)).join('');
/** By which the same person comes in elsewhere; kept by the door where there are no devices. */
const wayBack = sessionStorage.getItem('way-back');

let events = null;
let state = 'outside';
let heard = 0;
let retry = null;
/** Whether to take the call from another window or device. */
let moves = false;

const post = (what, body = {}) =>
  fetch(`${here}/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

const tiles = createTiles(view, byId('sound'));
const devices = createDevices(devicesChanged);
const call = createCall({ page, post, devices, tiles });

const ownTile = () => view.querySelector('[data-self]');

function devicesChanged() {
  const on = devices.state();
  const [, camera] = devices.tracks();
  const preview = byId('preview');
  preview.querySelector('video')?.remove();
  preview.querySelector('.face').hidden = on.camera;
  if (camera) {
    const video = document.createElement('video');
    Object.assign(video, { autoplay: true, playsInline: true, muted: true, className: 'own' });
    video.srcObject = new MediaStream([camera]);
    preview.firstElementChild.append(video);
  }
  if (state !== 'inside') return;
  tiles.own(ownTile().dataset.person, devices.tracks(), on);
  call.devicesChanged();
}

function hangUp(name, options) {
  events?.close();
  events = null;
  state = 'outside';
  clearTimeout(retry);
  sessionStorage.removeItem(INSIDE);
  call.close();
  tiles.clear();
  devices.stop();
  byId('ask').close();
  panel(name, options);
}

/** Whoever comes anew looks into their camera first; a reload goes on. */
async function arrive(token) {
  try {
    const response = await post('arrive', token ? { token } : {});
    if (response.status === 401) return hangUp('expired');
    if (!response.ok) throw new Error(`arrive: ${response.status}`);
    if (token) history.replaceState(null, '', here);
    const who = await response.json();
    moves = who.elsewhere;
    door(who);
  } catch {
    hangUp('failed', { canRetry: true });
    again.addEventListener('click', () => location.reload(), { once: true });
  }
}

async function enter() {
  clearTimeout(retry);
  again.hidden = true;
  byId('enter').disabled = true;
  try {
    const response = await post('enter', { move: moves });
    if (response.status === 401) return hangUp('expired');
    if (!response.ok) throw new Error(`enter: ${response.status}`);
    moves = false;
    entered((await response.json()).state);
  } catch {
    hangUp('failed', { canRetry: true });
    retry = setTimeout(enter, SOON);
  } finally {
    byId('enter').disabled = false;
  }
}

function entered(how) {
  switch (how) {
    case 'closed':
      return hangUp('ended');
    case 'removed':
    case 'replaced':
      return hangUp(how);
    case 'elsewhere':
      return movedAway();
    case 'full':
      hangUp('full', { canLeave: true });
      retry = setTimeout(enter, SOON);
      return;
    default:
      heard = Date.now();
      sessionStorage.setItem(INSIDE, '1');
      return listen();
  }
}

function listen() {
  if (events) return;
  let opened = false;
  events = new EventSource(`${here}/live?page=${page}`);
  events.addEventListener('open', () => {
    byId('lost').hidden = true;
    if (opened) call.back();
    opened = true;
  });
  events.addEventListener('error', () => {
    byId('lost').hidden = false;
    if (events?.readyState !== EventSource.CLOSED) return;
    events = null;
    retry = setTimeout(enter, SOON);
  });
  events.addEventListener('view', ({ data }) => show(JSON.parse(data)));
  events.addEventListener('signal', ({ data }) => call.received(JSON.parse(data)));
  events.addEventListener('beat', beat);
  events.addEventListener('moved', movedAway);
  events.addEventListener('ended', () => hangUp('ended'));
}

async function beat() {
  try {
    const response = await post('renew');
    if (response.ok && (await response.json()).there) heard = Date.now();
  } catch {
    // The next beat tries again; the connection says that it is lost.
  }
}

function show(next) {
  if (next.state === 'gone') return gone();
  const came = state !== next.state;
  state = next.state;
  const act = document.activeElement?.dataset ?? {};
  view.innerHTML = next.html;
  tiles.redraw();
  if (came) stage(state);
  byId('end').hidden = !next.ends;
  say(next.say);
  nameTab();
  if (act.act) refocus(act);
  if (state !== 'inside') return;
  tiles.own(ownTile().dataset.person, devices.tracks(), devices.state());
  call.people([...view.querySelectorAll('.tile:not([data-self])')].map(({ dataset }) => dataset.person));
}

/** Keeps the keyboard where it was when the list is drawn anew. */
function refocus({ act, person }) {
  const same = [...view.querySelectorAll('[data-act]')].find(
    ({ dataset }) => dataset.act === act && dataset.person === person,
  );
  (same ?? view.querySelector('#waiting') ?? view).focus();
}

/** The call is in another window or on another device; a press takes it back. */
function movedAway() {
  hangUp('moved', { canRetry: true });
  moves = true;
}

/** Not there any more: asleep for too long, removed or turned away, or out because the call is over. */
function gone() {
  if (state !== 'waiting' || Date.now() - heard > LEASE) return enter();
  hangUp('turned-away', { canRetry: true });
}

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-act]');
  if (!button || !(await confirmed(button))) return;
  const { act, person } = button.dataset;
  const response = await post(act, { person }).catch(() => null);
  if (response?.status === 409 && (await response.json()).state === 'full') {
    say(byId('panel-full').content.textContent.trim());
  }
});
byId('leave').addEventListener('click', async () => {
  hangUp('left');
  await post('leave').catch(() => null);
});
byId('copy').addEventListener('click', async () => {
  await navigator.clipboard?.writeText(wayBack);
  byId('copy').textContent = byId('copy').dataset.done;
});
byId('enter').addEventListener('click', enter);
again.addEventListener('click', enter);
// Another link to the same call, opened in this very page.
addEventListener('hashchange', () => location.reload());
// A page taken out of the browser's memory has lost its connection.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

byId('copy').hidden = wayBack === null;
if (location.hash.length < 2 && sessionStorage.getItem(INSIDE)) enter();
else arrive(location.hash.slice(1));
