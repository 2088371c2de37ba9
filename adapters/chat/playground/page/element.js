/**
 * Builds an element. Strings become text nodes and nothing is ever parsed as markup, so whatever people type
 * stays text. `on…` properties are listeners, null and false attributes are left out.
 */
export function element(tag, properties = {}, ...children) {
  const built = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) built.addEventListener(name.slice(2), value);
    else if (name === 'value') built.value = value;
    else built.setAttribute(name, value === true ? '' : value);
  }
  built.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return built;
}

/** A text that only a screen reader gets. */
export const spoken = (text) => element('span', { class: 'vh' }, text);

const PATHS = {
  calendar: 'M4 9h16M8 3v4m8-4v4M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z',
  lock: 'M8 11V8a4 4 0 0 1 8 0v3M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z',
  warning:
    'M12 9v4m0 3.5v.01M10.3 4.2 2.9 17.3A2 2 0 0 0 4.6 20h14.8a2 2 0 0 0 1.7-2.7L13.7 4.2a2 2 0 0 0-3.4 0z',
  done: 'm5 12.5 4.5 4.5L19 7.5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z',
  'eye-off':
    'M4 4l16 16M10 5.7A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-3 3.7M6.5 7.3A17 17 0 0 0 2.5 12S6 18.5 12 18.5c1.7 0 3.2-.5 4.5-1.2M9.9 10.1a2.8 2.8 0 0 0 4 3.9',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  close: 'm6 6 12 12M18 6 6 18',
  add: 'M12 5v14M5 12h14',
  send: 'M4.5 12h15m0 0-6-6m6 6-6 6',
  sliders:
    'M4 8h10m4 0h2M4 16h2m4 0h10M16 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4zM8 18.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z',
  open: 'M14 4h6v6m0-6-9 9M10 5H5v14h14v-5',
};

/** A line drawing, decorative: the words beside it carry the meaning. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** A person's sign: the first letter on their colour. The bot has Latchkey's own. */
export function avatar(person) {
  if (person.hue)
    return element('span', { class: `avatar hue-${person.hue}`, 'aria-hidden': 'true' }, person.name[0]);
  return element('img', {
    class: 'avatar',
    src: '/playground/page/icon.svg',
    alt: '',
    width: 32,
    height: 32,
  });
}
