import { avatar, element, icon, spoken } from './element.js';
import { stamp, timeSpan } from './time.js';
import { authorOf } from './world.js';

/** A meeting ID stays on one line; a command may need two. */
const UNBROKEN = 20;

/**
 * One entry as its reader sees it. `press(button, text)` is called for a pressed button.
 * `privately`: it stands among others' messages, so it says that only the reader sees it.
 */
export function renderEntry(entry, reader, press) {
  const author = authorOf(entry.author);
  const inChannel = entry.conversation !== reader.direct;
  const onlyYou = inChannel && entry.audience !== null;
  const isTyped = entry.source === 'typed';
  const body =
    entry.body.kind === 'line'
      ? element('p', { class: 'line', dir: 'auto' }, entry.body.text)
      : element(
          'div',
          { class: 'card' },
          entry.body.blocks.map((each) => block(each, reader, press)),
          entry.body.file ? download(entry.body.file) : null,
        );
  return element(
    'article',
    { class: `entry ${onlyYou ? 'only-you' : ''}`, 'data-entry': entry.id, tabindex: -1 },
    avatar(author),
    element(
      'div',
      { class: 'content' },
      element(
        'header',
        {},
        element('bdi', { class: 'author' }, author.name),
        stamp(entry.at, reader),
        entry.source === 'delivery' && entry.editedAt !== null
          ? element('span', { class: 'stamp' }, 'edited')
          : null,
        onlyYou && isTyped ? element('span', { class: 'stamp' }, 'only you') : null,
      ),
      onlyYou && !isTyped
        ? element('p', { class: 'only-you-mark' }, icon('eye'), 'Only you can see this')
        : null,
      body,
    ),
  );
}

/** The file is in the link itself: there is nothing to fetch. */
function download({ name, text }) {
  const href = `data:text/calendar;charset=utf-8,${encodeURIComponent(text)}`;
  return element('a', { class: 'button plain', href, download: name }, `Download ${name}`);
}

function block(shown, reader, press) {
  const spans = (list) => list.map((each) => span(each, reader));
  switch (shown.kind) {
    case 'heading':
      return element(
        'h3',
        { class: shown.sign },
        shown.sign ? icon(shown.sign) : null,
        element('span', { dir: 'auto' }, spans(shown.spans)),
      );
    case 'paragraph':
      return element('p', { dir: 'auto' }, spans(shown.spans));
    case 'note':
      return element('p', { class: 'note', dir: 'auto' }, spans(shown.spans));
    case 'list':
      return element(
        'ul',
        {},
        shown.items.map((item) => element('li', { dir: 'auto' }, spans(item))),
      );
    case 'fields':
      return element(
        'dl',
        {},
        shown.fields.map(({ label, value }) =>
          element(
            'div',
            { class: 'pair' },
            element('dt', {}, label),
            element('dd', { dir: 'auto' }, spans(value)),
          ),
        ),
      );
    case 'buttons':
      return element(
        'div',
        { class: 'buttons' },
        shown.buttons.map((each) => button(each, press)),
      );
  }
}

function span(shown, reader) {
  switch (shown.kind) {
    case 'bold':
      return element('strong', {}, shown.text);
    case 'code':
      return element('code', { class: shown.text.length <= UNBROKEN ? 'unbroken' : null }, shown.text);
    case 'person':
      return element('bdi', { class: 'mention' }, `@${shown.text}`);
    case 'time':
      return timeSpan(shown, reader);
    case 'link':
      return element('a', { href: shown.url, target: '_blank', rel: 'noopener noreferrer' }, shown.text);
    case 'secret':
      return secret(shown);
    default:
      return shown.text;
  }
}

/** A code with an eye and a copy button. Hidden it is not in the document; shown it is spelled for the ear. */
function secret({ label, text, hidden }) {
  const shownText = element('code', { class: 'secret-text' });
  const heard = spoken('');
  const eye = element('button', { type: 'button', class: 'quiet' });
  let isHidden = hidden;
  const draw = () => {
    shownText.textContent = isHidden ? '•'.repeat(10) : text;
    shownText.setAttribute('aria-hidden', 'true');
    heard.textContent = isHidden ? 'hidden' : [...text].join(' ');
    eye.replaceChildren(icon(isHidden ? 'eye' : 'eye-off'));
    eye.setAttribute('aria-label', `${isHidden ? 'Show' : 'Hide'} ${label}`);
    eye.title = isHidden ? 'Show' : 'Hide';
  };
  eye.addEventListener('click', () => {
    isHidden = !isHidden;
    draw();
  });
  draw();
  const copy = element(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': `Copy ${label}`, title: 'Copy' },
    icon('copy'),
  );
  copy.addEventListener('click', async () => {
    const copied = await toClipboard(text);
    copy.replaceChildren(icon(copied ? 'done' : 'warning'));
    setTimeout(() => copy.replaceChildren(icon('copy')), 1500);
  });
  return element('span', { class: 'secret' }, shownText, heard, eye, copy);
}

function button(shown, press) {
  switch (shown.kind) {
    case 'open':
      return element(
        'a',
        { class: `button ${shown.style}`, href: shown.url, target: '_blank', rel: 'noopener noreferrer' },
        shown.label,
        icon('open'),
        spoken(' (opens in a new tab)'),
      );
    case 'copy': {
      const built = element('button', { type: 'button', class: 'button plain' }, icon('copy'), shown.label);
      built.addEventListener('click', async () => {
        // Where the browser does not let the page copy, the bot answers with the text alone.
        if (!(await toClipboard(shown.text))) return press(built, shown.press);
        built.replaceChildren(icon('done'), 'Copied');
        setTimeout(() => built.replaceChildren(icon('copy'), shown.label), 1500);
      });
      return built;
    }
    case 'press': {
      const built = element('button', { type: 'button', class: `button ${shown.style}` }, shown.label);
      built.addEventListener('click', () => press(built, shown.press));
      return built;
    }
  }
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
