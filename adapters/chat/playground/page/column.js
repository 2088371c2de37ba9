import { act } from './api.js';
import { createComposer } from './composer.js';
import { avatar, element, icon } from './element.js';
import { openForm } from './form.js';
import { renderEntry } from './message.js';
import { openPerson } from './person.js';
import { clockOf } from './time.js';
import { conversationsOf, entriesFor, stateOf, unreadOf, visibleTo, world } from './world.js';

const EXAMPLES = [
  '/meeting now Standup @team',
  '/meeting plan Review at tomorrow 15:00 @ivan @zoe',
  '/meeting help',
];

/**
 * One conversation as one person sees it. `moved(person, conversation)` is called when another one is
 * chosen, `closed()` when the column is to go; each is null where that cannot be.
 */
export function createColumn(person, conversation, { moved, closed }) {
  const direct = conversation.visibility === 'direct';
  const title = direct ? `${person.name} in private` : `${person.name} in ${conversation.name}`;
  const log = element('div', {
    class: 'log',
    role: 'log',
    'aria-live': 'off',
    'aria-label': `Messages: ${title}`,
    tabindex: 0,
  });
  const composer = createComposer(person, conversation);
  const nodes = new Map();

  const press = (entry) => async (button, text) => {
    const card = button.closest('.card');
    if (card.getAttribute('aria-busy')) return;
    card.setAttribute('aria-busy', 'true');
    card.querySelector('.problem')?.remove();
    try {
      const { form } = await act({
        kind: 'press',
        as: person.id,
        in: conversation.id,
        press: text,
        entry: entry.id,
      });
      if (form) openForm(form, person, conversation);
    } catch (error) {
      card.append(element('p', { class: 'problem', role: 'alert' }, error.message));
    } finally {
      card.removeAttribute('aria-busy');
    }
  };

  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 60;
  /** To the newest message: its end, or its beginning when it is too long to be read from there. */
  const toEnd = () => {
    const last = log.lastElementChild;
    const isLong = last !== null && last.offsetHeight > log.clientHeight;
    log.scrollTop = isLong ? last.offsetTop : log.scrollHeight;
  };

  function show(entry) {
    const built = renderEntry(entry, person, press(entry));
    const old = nodes.get(entry.id);
    nodes.set(entry.id, built);
    if (!old) {
      log.append(built);
      return built;
    }
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(built);
    if (hadFocus) (built.querySelector('.buttons button, .buttons a') ?? built).focus();
    return built;
  }

  const entries = entriesFor(person, conversation.id);
  for (const entry of entries) show(entry);
  const empty = entries.length === 0 ? emptyState(person, conversation, composer.fill) : null;
  if (empty) log.append(empty);

  const who = moved
    ? element(
        'select',
        {
          'aria-label': 'Who you are in this column',
          onchange: ({ target }) => moved(target.value, conversation.id),
        },
        world.people.map(({ id, name }) =>
          element('option', { value: id, selected: id === person.id }, name),
        ),
      )
    : element('h2', {}, person.name);
  const tabs = moved
    ? element(
        'div',
        { class: 'conversations', role: 'group', 'aria-label': `${person.name}'s conversations` },
        conversationsOf(person).map((each) => {
          const here = each.id === conversation.id;
          const count = each.visibility === 'direct' && !here ? unreadOf(person) : 0;
          return element(
            'button',
            { type: 'button', 'aria-pressed': String(here), onclick: () => moved(person.id, each.id) },
            each.visibility === 'public' ? null : icon('lock'),
            each.name.replace('#', each.visibility === 'private' ? '' : '#'),
            count > 0 ? element('span', { class: 'badge' }, String(count)) : null,
          );
        }),
      )
    : null;
  const clock = element('span', { class: 'clock' }, clockOf(person));

  const built = element(
    'section',
    { class: 'column', 'aria-label': title, 'data-person': person.id, 'data-conversation': conversation.id },
    moved ? element('h2', { class: 'vh' }, title) : null,
    element(
      'header',
      { class: 'bar' },
      element(
        'div',
        { class: 'who' },
        avatar(person),
        element('div', {}, who, element('p', {}, stateOf(person))),
        clock,
        element(
          'button',
          {
            type: 'button',
            class: 'quiet settings',
            'aria-label': `Settings of ${person.name}`,
            title: 'Direct messages and membership',
            onclick: () => openPerson(person),
          },
          icon('sliders'),
        ),
        closed
          ? element(
              'button',
              {
                type: 'button',
                class: 'quiet',
                'aria-label': `Close column: ${title}`,
                title: 'Close column',
                onclick: closed,
              },
              icon('close'),
            )
          : null,
      ),
      tabs,
    ),
    log,
    composer.built,
  );

  return {
    built,
    person,
    conversation,
    toEnd,
    tick: () => {
      clock.textContent = clockOf(person);
    },
    take(entry) {
      if (!visibleTo(entry, person, conversation.id)) return false;
      const stay = !atEnd();
      empty?.remove();
      show(entry).classList.add('new');
      if (!stay) toEnd();
      return true;
    },
  };
}

function emptyState(person, conversation, fill) {
  if (conversation.visibility === 'direct')
    return element(
      'div',
      { class: 'empty' },
      icon('lock'),
      element('p', {}, `What Latchkey tells ${person.name} in private appears here.`),
    );
  return element(
    'div',
    { class: 'empty' },
    element('p', {}, `Nothing was said in ${conversation.name} yet. Try:`),
    EXAMPLES.map((example) =>
      element(
        'button',
        { type: 'button', class: 'example', onclick: () => fill(example) },
        element('code', {}, example),
      ),
    ),
  );
}
