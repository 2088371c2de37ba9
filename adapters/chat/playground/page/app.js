import { listen } from './api.js';
import { createColumn } from './column.js';
import { avatar, element, icon, spoken } from './element.js';
import {
  authorOf,
  conversationsOf,
  load,
  markRead,
  personOf,
  save,
  stateOf,
  takeSnapshot,
  unreadOf,
  world,
} from './world.js';

const LAYOUT = 'latchkey.playground.layout';
const START = {
  view: 'columns',
  tab: 0,
  columns: [
    { person: 'olga', conversation: 'general' },
    { person: 'olga', conversation: 'dm-olga' },
    { person: 'ivan', conversation: 'dm-ivan' },
  ],
};

const layout = load(LAYOUT, START);
const at = (id) => document.getElementById(id);
let columns = [];

/** The column's place in the layout, or the nearest that exists: people lose rights, and layouts are old. */
function resolve(place) {
  const person = personOf(place.person) ?? world.people[0];
  const all = conversationsOf(person);
  const wanted = place.conversation.startsWith('dm-') ? person.direct : place.conversation;
  return { person, conversation: all.find(({ id }) => id === wanted) ?? all[0] };
}

/** Controls of a column that keep the focus when it is drawn anew, and where they are found again. */
const KEPT = [
  ['.composer input', '.composer input'],
  ['.bar select', '.bar select'],
  ['.conversations button', '.conversations [aria-pressed="true"]'],
  ['.log', '.log'],
];

function focused() {
  const active = document.activeElement;
  const index = columns.findIndex(({ built }) => built.contains(active));
  const again = KEPT.find(([control]) => active?.matches(control))?.[1];
  return () => (again ? columns[index]?.built.querySelector(again)?.focus() : undefined);
}

function draw() {
  const refocus = focused();
  save(LAYOUT, layout);
  const isPrivate = layout.view === 'private';
  layout.tab = Math.min(layout.tab, layout.columns.length - 1);
  columns = isPrivate
    ? world.people.map((person) =>
        createColumn(person, conversationsOf(person).at(-1), { moved: null, closed: null }),
      )
    : layout.columns.map((place, index) => {
        const { person, conversation } = resolve(place);
        return createColumn(person, conversation, {
          moved: (to, where) => {
            layout.columns[index] = { person: to, conversation: where };
            draw();
          },
          closed: layout.columns.length > 1 ? () => removeColumn(index) : null,
        });
      });
  at('columns').className = isPrivate ? 'columns private' : 'columns';
  at('columns').replaceChildren(...columns.map(({ built }) => built), ...(isPrivate ? [] : [adder()]));
  at('view-columns').setAttribute('aria-pressed', String(!isPrivate));
  at('view-private').setAttribute('aria-pressed', String(isPrivate));
  drawTabs();
  noteRead();
  drawStrip();
  for (const column of columns) column.toEnd();
  refocus();
}

function drawTabs() {
  at('tabs').hidden = layout.view === 'private';
  at('tabs').replaceChildren(
    ...columns.map(({ person, conversation }, index) =>
      element(
        'button',
        { type: 'button', 'aria-pressed': String(index === layout.tab), onclick: () => selectTab(index) },
        avatar(person),
        conversation.name,
      ),
    ),
  );
  for (const [index, { built }] of columns.entries())
    built.classList.toggle('front', layout.view === 'private' || index === layout.tab);
}

function selectTab(index) {
  layout.tab = index;
  save(LAYOUT, layout);
  drawTabs();
  columns[index].toEnd();
  if (noteRead()) drawStrip();
  at('tabs').children[index].focus();
}

/** Everybody with the number of their unread private messages; a press shows those in the last column. */
function drawStrip() {
  at('strip').replaceChildren(
    ...world.people.map((person) => {
      const unread = unreadOf(person);
      const state = stateOf(person);
      return element(
        'button',
        {
          type: 'button',
          class: person.member ? '' : 'away',
          title: `${person.name}: private messages`,
          onclick: () => showPrivate(person),
        },
        avatar(person),
        element(
          'span',
          {},
          element('strong', {}, person.name),
          spoken(', '),
          element('small', {}, state),
          spoken(', '),
        ),
        unread > 0 ? element('span', { class: 'badge' }, String(unread)) : null,
        spoken(unread > 0 ? ' unread' : 'nothing unread'),
      );
    }),
  );
}

function showPrivate(person) {
  layout.view = 'columns';
  const shown = layout.columns.findIndex(
    (place) => place.person === person.id && place.conversation === person.direct,
  );
  const index = shown >= 0 ? shown : layout.columns.length - 1;
  layout.columns[index] = { person: person.id, conversation: person.direct };
  layout.tab = index;
  draw();
  focusIn(index);
}

function focusIn(index) {
  columns[index].built.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  columns[index].built.querySelector('.log').focus({ preventScroll: true });
}

function adder() {
  const add = () => {
    const free =
      world.people.find(({ id }) => !layout.columns.some(({ person }) => person === id)) ?? world.people[0];
    layout.columns.push({ person: free.id, conversation: free.direct });
    layout.tab = layout.columns.length - 1;
    draw();
    focusIn(layout.tab);
  };
  return element(
    'button',
    { type: 'button', class: 'add', 'aria-label': 'Add a column', title: 'Add a column', onclick: add },
    icon('add'),
  );
}

function removeColumn(index) {
  layout.columns.splice(index, 1);
  draw();
  focusIn(Math.min(index, columns.length - 1));
}

/** What stands in a column in view is read. */
function noteRead() {
  if (document.hidden) return false;
  const seen = columns.filter(
    ({ conversation, built }) => conversation.visibility === 'direct' && built.offsetParent !== null,
  );
  return seen.map(({ person }) => markRead(person)).some(Boolean);
}

/** New messages from the bot, by their notice: it holds no code, so none is read aloud by itself. */
function announce(entry) {
  if (entry.author !== world.bot.id) return;
  const text = entry.body.kind === 'line' ? entry.body.text : entry.body.notice;
  const reader = entry.audience ? personOf(entry.audience).name : 'everybody';
  at('announcer').textContent = `${authorOf(entry.author).name} to ${reader}: ${text}`;
}

at('view-columns').addEventListener('click', () => {
  layout.view = 'columns';
  draw();
});
at('view-private').addEventListener('click', () => {
  layout.view = 'private';
  draw();
});
document.addEventListener('visibilitychange', () => {
  if (noteRead()) drawStrip();
});
setInterval(() => {
  for (const column of columns) column.tick();
}, 15_000);

listen({
  snapshot(everything) {
    takeSnapshot(everything);
    draw();
  },
  entry(entry) {
    world.entries.set(entry.id, entry);
    const shown = columns.filter((column) => column.take(entry));
    if (shown.length > 0) announce(entry);
    noteRead();
    drawStrip();
  },
  switches({ person, switches }) {
    Object.assign(personOf(person), switches);
    draw();
  },
  connected(isConnected) {
    at('status').textContent = isConnected ? '' : 'Connecting…';
  },
});
