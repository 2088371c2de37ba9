import { act } from './api.js';
import { addCompletion, mentions } from './completion.js';
import { avatar, element, icon } from './element.js';
import { timeSpan } from './time.js';
import { conversationsOf } from './world.js';

const dialog = document.getElementById('form');

/** Shows a step of a form; submitting it shows the next one, the same one with its errors, or closes it. */
export function openForm(form, person, conversation) {
  const problem = element('p', { class: 'problem', role: 'alert' });
  const fields = form.fields.map((each, index) => field(each, index, person));
  const submit = element('button', { type: 'submit', class: 'button primary' }, form.button);

  const send = async (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    submit.disabled = true;
    problem.textContent = '';
    const values = Object.fromEntries(
      fields.map(({ name, read }) => [name, read()]).filter(([, value]) => value !== null),
    );
    try {
      const answer = await act({
        kind: 'submit',
        as: person.id,
        in: conversation.id,
        submit: form.submit,
        values,
      });
      if (answer.form) openForm(answer.form, person, conversation);
      else dialog.close();
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      submit.disabled = false;
    }
  };

  const close = () => dialog.close();
  dialog.replaceChildren(
    element(
      'form',
      // The bot says what is wrong with a field, in its own words.
      { novalidate: true, onsubmit: send },
      element(
        'header',
        {},
        element('h2', { id: 'form-title' }, form.title),
        element(
          'button',
          { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: close },
          icon('close'),
        ),
        element(
          'p',
          { class: 'who' },
          avatar(person),
          `${person.name} in ${conversation.visibility === 'direct' ? 'private' : conversation.name}`,
        ),
        form.steps > 1
          ? element(
              'p',
              { class: 'steps' },
              `Step ${form.step} of ${form.steps}`,
              element('progress', { max: form.steps, value: form.step, 'aria-hidden': 'true' }),
            )
          : null,
      ),
      element(
        'div',
        { class: 'fields' },
        form.intro.length > 0
          ? element(
              'p',
              { class: 'intro' },
              form.intro.map((span) => intro(span, person)),
            )
          : null,
        fields.map(({ built }) => built),
      ),
      element(
        'footer',
        {},
        problem,
        element('button', { type: 'button', class: 'button plain', onclick: close }, 'Cancel'),
        submit,
      ),
    ),
  );
  if (!dialog.open) dialog.showModal();
  const first =
    dialog.querySelector('[aria-invalid="true"]') ?? dialog.querySelector('.fields input, .fields select');
  (first ?? submit).focus();
}

function intro(span, person) {
  if (span.kind === 'time') return timeSpan(span, person);
  if (span.kind === 'bold') return element('strong', {}, span.text);
  if (span.kind === 'code') return element('code', {}, span.text);
  return span.kind === 'person' ? `@${span.text}` : span.text;
}

/** One field: its element, and a way to read what was filled in; null for nothing chosen. */
function field(shown, index, person) {
  const id = `field-${index}`;
  const notes = [shown.hint ? `${id}-hint` : null, shown.error ? `${id}-error` : null]
    .filter(Boolean)
    .join(' ');
  const common = {
    id,
    name: shown.name,
    'aria-describedby': notes || null,
    'aria-invalid': shown.error ? 'true' : null,
    'aria-required': shown.required ? 'true' : null,
  };
  const hint = shown.hint ? element('p', { id: `${id}-hint`, class: 'hint' }, shown.hint) : null;
  const error = shown.error
    ? element('p', { id: `${id}-error`, class: 'error' }, icon('warning'), shown.error)
    : null;
  const isChosen = shown.choices.length > 0 && shown.value !== null;
  const isOptional = !shown.required && !isChosen && shown.kind !== 'toggle';
  const optional = isOptional ? element('small', {}, 'optional') : null;
  const label = element('label', { for: id }, shown.label, optional);
  const stand = (...parts) => element('div', { class: `field ${shown.kind}` }, ...parts);
  const { name, value } = shown;

  if (shown.kind === 'toggle') {
    const input = element('input', { ...common, type: 'checkbox', role: 'switch', checked: value === true });
    return {
      name,
      read: () => input.checked,
      built: stand(element('div', { class: 'switch' }, input, label), hint, error),
    };
  }
  if (shown.kind === 'choice' && shown.choices.length <= 4) {
    const radios = shown.choices.map((choice, at) => ({
      value: choice.value,
      label: choice.label,
      input: element('input', {
        type: 'radio',
        id: `${id}-${at}`,
        name: shown.name,
        value: choice.value,
        checked: choice.value === value,
      }),
    }));
    const built = element(
      'fieldset',
      { class: 'field choice', 'aria-describedby': common['aria-describedby'] },
      element('legend', {}, shown.label, optional),
      radios.map(({ input, label }) => element('label', {}, input, element('span', {}, label))),
      hint,
      error,
    );
    return { name, read: () => radios.find(({ input }) => input.checked)?.value ?? null, built };
  }
  if (shown.choices.length > 0 && shown.kind !== 'zone') {
    const blank = isChosen ? null : element('option', { value: '' }, '');
    const input = element(
      'select',
      common,
      blank,
      shown.choices.map((choice) => element('option', { value: choice.value }, choice.label)),
    );
    input.value = value ?? '';
    return { name, read: () => input.value, built: stand(label, input, hint, error) };
  }

  const input = element('input', {
    ...common,
    type: 'text',
    value: value ?? '',
    maxlength: 4000,
    autocomplete: 'off',
    spellcheck: shown.kind === 'text' ? null : 'false',
    autocapitalize: shown.kind === 'passcode' ? 'characters' : null,
  });
  if (shown.kind === 'people') {
    const conversations = conversationsOf(person);
    const { list } = addCompletion(
      input,
      async (text) => mentions(text, conversations) ?? { options: [], from: 0, pick: false },
    );
    return {
      name,
      read: () => ({ people: input.value }),
      built: stand(label, element('div', { class: 'completed' }, input, list), hint, error),
    };
  }
  if (shown.kind === 'zone') {
    const zones =
      shown.choices.length > 0
        ? shown.choices.map((choice) => choice.value)
        : Intl.supportedValuesOf('timeZone');
    input.setAttribute('list', `${id}-zones`);
    return {
      name,
      read: () => input.value.trim(),
      built: stand(
        label,
        input,
        element(
          'datalist',
          { id: `${id}-zones` },
          zones.map((zone) => element('option', { value: zone })),
        ),
        hint,
        error,
      ),
    };
  }
  return { name, read: () => input.value.trim(), built: stand(label, input, hint, error) };
}
