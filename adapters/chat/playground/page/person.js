import { setSwitches } from './api.js';
import { avatar, element, icon } from './element.js';
import { clockOf } from './time.js';

const dialog = document.getElementById('person');

/** What a person can switch about themselves: closed messages and leaving are what bots have to live with. */
export function openPerson(person) {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const toggle = (name, label, hint) => {
    const input = element('input', {
      id: `switch-${name}`,
      type: 'checkbox',
      role: 'switch',
      checked: person[name],
      'aria-describedby': `switch-${name}-hint`,
    });
    return {
      input,
      built: element(
        'div',
        { class: 'field toggle' },
        element('div', { class: 'switch' }, input, element('label', { for: input.id }, label)),
        element('p', { class: 'hint', id: `switch-${name}-hint` }, hint),
      ),
    };
  };
  const dmsOpen = toggle(
    'dmsOpen',
    'Takes direct messages',
    'When off, Latchkey cannot write to them first.',
  );
  const member = toggle(
    'member',
    'Is in the workspace',
    'When off, they left: their link and their right to the code end.',
  );
  const store = async () => {
    problem.textContent = '';
    try {
      await setSwitches({ as: person.id, dmsOpen: dmsOpen.input.checked, member: member.input.checked });
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const close = () => dialog.close();
  dialog.replaceChildren(
    element(
      'div',
      { class: 'sheet', onchange: store },
      element(
        'header',
        {},
        element('h2', { id: 'person-title' }, person.name),
        element(
          'button',
          { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: close },
          icon('close'),
        ),
        element(
          'p',
          { class: 'who' },
          avatar(person),
          `@${person.handle} · ${person.about} · ${clockOf(person)}`,
        ),
      ),
      element('div', { class: 'fields' }, dmsOpen.built, member.built),
      element(
        'footer',
        {},
        problem,
        element('button', { type: 'button', class: 'button primary', onclick: close }, 'Done'),
      ),
    ),
  );
  // A switch draws the columns anew, with the button that opened this.
  dialog.onclose = () =>
    document
      .querySelector(`.front[data-person="${person.id}"] .settings, [data-person="${person.id}"] .settings`)
      ?.focus();
  dialog.showModal();
  dmsOpen.input.focus();
}
