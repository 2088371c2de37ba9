import { act, suggest } from './api.js';
import { addCompletion, mentions } from './completion.js';
import { element, icon } from './element.js';
import { openForm } from './form.js';
import { conversationsOf } from './world.js';

const NOTHING = { options: [], from: 0, pick: false };
const COMMAND = { value: '/meeting', label: '/meeting', hint: 'Create, find and run meetings' };

/** What was typed but not sent: a redrawn column shows it again. */
const drafts = new Map();

/** Where a person types. Answers the element and a way to put words into it. */
export function createComposer(person, conversation) {
  const direct = conversation.visibility === 'direct';
  const name = direct ? 'Latchkey' : conversation.name;
  // One line: what completes as it is typed is a combobox, and a textarea must not be one (ARIA in HTML).
  const input = element('input', {
    type: 'text',
    maxlength: 4000,
    'aria-label': `Message from ${person.name} to ${name}`,
    placeholder: person.member ? `Message ${name}, or /meeting` : `${person.name} left the workspace`,
    disabled: !person.member,
    spellcheck: 'false',
  });
  const problem = element('p', { class: 'problem', role: 'alert' });
  const key = `${person.id} ${conversation.id}`;
  const keep = () => drafts.set(key, input.value);
  let busy = false;
  input.value = drafts.get(key) ?? '';

  const { list, close } = addCompletion(input, async (text) => {
    const mentioned = mentions(text, conversationsOf(person));
    if (mentioned) return mentioned;
    if (COMMAND.value.startsWith(text.toLowerCase()) && text.startsWith('/'))
      return { options: text === COMMAND.value ? [] : [COMMAND], from: 0, pick: true };
    if (text === '' || !(direct || text.startsWith('/'))) return NOTHING;
    try {
      const { suggestions } = await suggest({ as: person.id, in: conversation.id, text });
      return { options: suggestions, from: /^\s*(\/\S*\s+)?/.exec(text)[0].length, pick: false };
    } catch {
      return NOTHING;
    }
  });

  const send = async () => {
    const text = input.value.trim();
    if (text === '' || busy) return;
    busy = true;
    close();
    problem.textContent = '';
    try {
      const { form } = await act({ kind: 'say', as: person.id, in: conversation.id, text });
      input.value = '';
      keep();
      if (form) openForm(form, person, conversation);
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      busy = false;
    }
  };

  input.addEventListener('input', () => {
    problem.textContent = '';
    keep();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    send();
  });
  const button = element(
    'button',
    {
      type: 'button',
      class: 'send',
      'aria-label': 'Send',
      title: 'Send',
      disabled: !person.member,
      onclick: send,
    },
    icon('send'),
  );
  return {
    built: element(
      'div',
      { class: 'composer' },
      problem,
      list,
      element('div', { class: 'box' }, input, button),
    ),
    fill(text) {
      input.value = text;
      input.focus();
      input.setSelectionRange(text.length, text.length);
      keep();
    },
  };
}
