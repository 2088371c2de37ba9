// What the page shows around the call: its own panels, and which of the controls are of use now.
import { hasDevices, hasScreen } from './devices.js';

const byId = (id) => document.getElementById(id);
const view = byId('view');
const again = byId('again');
const enter = byId('enter');
const words = { again: again.textContent, enter: enter.textContent };

/** Read aloud, once. */
export function say(text) {
  const spoken = byId('say');
  if (spoken.textContent !== text) spoken.textContent = text;
}

/** The tab has the name of what the page shows. */
export function nameTab() {
  document.title = `${view.querySelector('h1').textContent} · Latchkey`;
}

/** `before` entering, `waiting`, `inside`, or `outside` with one of the page's own panels. */
export function stage(name) {
  const before = name === 'before' || name === 'waiting';
  document.body.classList.toggle('calling', name === 'inside');
  byId('preview').hidden = !before || !hasDevices();
  byId('controls').hidden = !hasDevices() || !(before || name === 'inside');
  byId('screen').hidden = name !== 'inside' || !hasScreen();
  byId('no-media').hidden = hasDevices() || !before;
  enter.hidden = name !== 'before';
  byId('leave').hidden = !(name === 'waiting' || name === 'inside');
  byId('end').hidden = true;
}

const show = (name) => view.replaceChildren(byId(`panel-${name}`).content.cloneNode(true));

/** One of the page's own panels instead of the call. */
export function panel(name, { canRetry = false, canLeave = false } = {}) {
  show(name);
  stage('outside');
  again.hidden = !canRetry;
  again.textContent = name === 'moved' ? again.dataset.here : words.again;
  byId('leave').hidden = !canLeave;
  byId('lost').hidden = true;
  say(view.textContent.trim());
  nameTab();
}

/** Before the room: who comes in, or whether to move here from where they are in it already. */
export function door({ topic, name, elsewhere }) {
  show(elsewhere ? 'elsewhere' : 'ready');
  if (!elsewhere) {
    view.querySelector('h1').textContent = topic;
    const lead = view.querySelector('.lead');
    lead.textContent = lead.textContent.replace('{name}', () => name);
  }
  byId('preview').querySelector('.face').textContent = [...name.toUpperCase()][0];
  enter.textContent = elsewhere ? enter.dataset.move : words.enter;
  stage('before');
  nameTab();
  if (elsewhere) say(view.textContent.trim());
}
