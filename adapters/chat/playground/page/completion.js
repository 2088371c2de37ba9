import { element } from './element.js';
import { world } from './world.js';

let lists = 0;

/**
 * Completes the text before the caret of a field, as a combobox with a list. `offer(text)` resolves to
 * `{options: [{value, label, hint}], from, pick}`: a value takes the place of the text behind `from`, and `pick`
 * marks the first option already, so that Enter takes it.
 */
export function addCompletion(input, offer) {
  lists += 1;
  const list = element('ul', {
    id: `completions-${lists}`,
    class: 'completions',
    role: 'listbox',
    'aria-label': 'Suggestions',
    hidden: true,
  });
  let options = [];
  let from = 0;
  let active = -1;
  let asked = 0;

  const mark = (index) => {
    active = index;
    for (const [at, item] of [...list.children].entries()) {
      item.setAttribute('aria-selected', String(at === active));
      if (at === active) item.scrollIntoView({ block: 'nearest' });
    }
    if (active < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', list.children[active].id);
  };

  const close = () => {
    asked += 1;
    options = [];
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };

  const take = ({ value }) => {
    const after = input.value.slice(input.selectionStart).trimStart();
    const taken = `${input.value.slice(0, from)}${value.trimEnd()} `;
    input.value = taken + after;
    input.setSelectionRange(taken.length, taken.length);
    close();
    input.focus();
    input.dispatchEvent(new Event('input', { bubbles: true }));
  };

  const refresh = async () => {
    asked += 1;
    const mine = asked;
    const offered = await offer(input.value.slice(0, input.selectionStart));
    if (mine !== asked) return;
    if (offered.options.length === 0 || document.activeElement !== input) return close();
    ({ options, from } = offered);
    list.replaceChildren(
      ...options.map((option, index) =>
        element(
          'li',
          {
            id: `${list.id}-${index}`,
            role: 'option',
            // The field keeps the focus.
            onmousedown: (event) => event.preventDefault(),
            onclick: () => take(option),
          },
          element('span', { class: 'completion' }, option.label),
          element('small', {}, option.hint),
        ),
      ),
    );
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    mark(offered.pick ? 0 : -1);
  };

  for (const [name, value] of Object.entries({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  }))
    input.setAttribute(name, value);
  input.addEventListener('input', refresh);
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (list.hidden) return;
    const chosen = event.key === 'Tab' ? options[Math.max(active, 0)] : options[active];
    if (event.key === 'ArrowDown') mark((active + 1) % options.length);
    else if (event.key === 'ArrowUp') mark((active < 1 ? options.length : active) - 1);
    else if (event.key === 'Escape') close();
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen) take(chosen);
    else return;
    // Handled: neither sent, nor does Escape close the dialog around the field.
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  return { list, close };
}

/** People, groups and channels that the last word may mean; null when it is no mention. */
export function mentions(text, conversations) {
  const word = /\S*$/.exec(text)[0].toLowerCase();
  if (!word.startsWith('@') && !word.startsWith('#')) return null;
  const all = [
    ...world.people.map(({ handle, name, about }) => ({
      value: `@${handle}`,
      label: `@${handle}`,
      hint: `${name} · ${about}`,
    })),
    ...world.groups.map(({ handle, members }) => ({
      value: `@${handle}`,
      label: `@${handle}`,
      hint: `${members.length} people`,
    })),
    ...conversations
      .filter(({ name }) => name.startsWith('#'))
      .map(({ name, members }) => ({ value: name, label: name, hint: `${members.length} people` })),
  ];
  const options = all.filter(({ value }) => value.startsWith(word));
  // Typed out already: Enter sends instead of completing.
  const isWhole = options.some(({ value }) => value === word);
  return { options: isWhole ? [] : options.slice(0, 9), from: text.length - word.length, pick: true };
}
