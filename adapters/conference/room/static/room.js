// The room in the browser: shows what the server says this person may see, and tells it that they are still here.
const here = location.pathname.replace(/\/$/, '');
const view = document.getElementById('view');
const spoken = document.getElementById('say');
const lost = document.getElementById('lost');
const leave = document.getElementById('leave');
const again = document.getElementById('again');

/** Milliseconds after which somebody not heard of is gone (the server's lease). */
const LEASE = 45_000;
/** Milliseconds between two tries to come in. */
const SOON = 10_000;

let events = null;
let state = 'outside';
let heard = 0;
let retry = null;

const post = (what, body = {}) =>
  fetch(`${here}/${what}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

function say(text) {
  if (spoken.textContent !== text) spoken.textContent = text;
}

/** The tab has the name of what the page shows. */
function nameTab() {
  document.title = `${view.querySelector('h1').textContent} · Latchkey`;
}

/** Shows one of the page's own panels instead of the call. */
function panel(name, { canRetry = false, canLeave = false } = {}) {
  view.replaceChildren(document.getElementById(`panel-${name}`).content.cloneNode(true));
  again.hidden = !canRetry;
  leave.hidden = !canLeave;
  lost.hidden = true;
  say(view.textContent.trim());
  nameTab();
}

function hangUp(name, options) {
  events?.close();
  events = null;
  state = 'outside';
  clearTimeout(retry);
  panel(name, options);
}

async function enter(token) {
  clearTimeout(retry);
  again.hidden = true;
  try {
    const response = await post('enter', token ? { token } : {});
    if (token) history.replaceState(null, '', here);
    if (response.status === 401) return hangUp('expired');
    if (!response.ok) throw new Error(`enter: ${response.status}`);
    entered((await response.json()).state);
  } catch {
    hangUp('failed', { canRetry: true });
    retry = setTimeout(() => enter(token), SOON);
  }
}

function entered(how) {
  switch (how) {
    case 'closed':
      return hangUp('ended');
    case 'full':
      hangUp('full', { canLeave: true });
      retry = setTimeout(enter, SOON);
      return;
    default:
      state = how;
      heard = Date.now();
      leave.hidden = false;
      return listen();
  }
}

function listen() {
  if (events) return;
  events = new EventSource(`${here}/live`);
  events.addEventListener('open', () => {
    lost.hidden = true;
  });
  events.addEventListener('error', () => {
    lost.hidden = false;
    if (events?.readyState !== EventSource.CLOSED) return;
    events = null;
    retry = setTimeout(enter, SOON);
  });
  events.addEventListener('view', ({ data }) => show(JSON.parse(data)));
  events.addEventListener('beat', beat);
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
  state = next.state;
  const act = document.activeElement?.dataset ?? {};
  view.innerHTML = next.html;
  say(next.say);
  nameTab();
  if (act.act) refocus(act);
}

/** Keeps the keyboard where it was when the list is drawn anew. */
function refocus({ act, person }) {
  const same = [...view.querySelectorAll('[data-act]')].find(
    ({ dataset }) => dataset.act === act && dataset.person === person,
  );
  (same ?? view.querySelector('#waiting') ?? view).focus();
}

/** Not there any more: asleep for too long, or turned away, or out because the call is over. */
function gone() {
  if (Date.now() - heard > LEASE) return enter();
  hangUp(state === 'waiting' ? 'turned-away' : 'ended', { canRetry: state === 'waiting' });
}

view.addEventListener('click', async ({ target }) => {
  const { act, person } = target.closest('[data-act]')?.dataset ?? {};
  if (!act) return;
  const response = await post(act, { person }).catch(() => null);
  if (response?.status === 409 && (await response.json()).state === 'full') {
    say(document.getElementById('panel-full').content.textContent.trim());
  }
});
leave.addEventListener('click', async () => {
  hangUp('left');
  await post('leave').catch(() => null);
});
again.addEventListener('click', () => enter());
// Another link to the same call, opened in this very page.
addEventListener('hashchange', () => location.reload());
// A page taken out of the browser's memory has lost its connection.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload());

enter(location.hash.slice(1));
