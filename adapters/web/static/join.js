// The door in the browser. Without it ID and passcode still work as a plain form; a personal link needs it,
// because its token stands in the fragment, which no browser sends.
const form = document.getElementById('join');
const notice = document.getElementById('notice');
const lead = document.getElementById('lead');
const button = form.querySelector('button');
const { meetingId, passcode, name } = form.elements;
const lang = document.documentElement.lang;

/** Milliseconds until the page tries again by itself. */
const SOON = 10_000;
/** The longest that a browser's timer can wait, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

let again = null;

/** Shows one of the page's notices; an empty string shows none. */
function say(which, blanks = {}) {
  const words = which && document.getElementById(`say-${which}`).content.cloneNode(true);
  for (const line of words ? words.querySelectorAll('strong, p') : []) {
    line.textContent = line.textContent.replace(/\{(\w+)\}/g, (_, blank) => blanks[blank] ?? '');
  }
  notice.replaceChildren(...(words ? [words] : []));
}

/** Whoever comes by a link has nothing to type, unless it fails. */
function showForm(on) {
  form.hidden = !on;
  lead.hidden = !on;
}

function busy(on) {
  button.disabled = on;
  button.dataset.label ??= button.textContent;
  button.textContent = on ? button.dataset.busy : button.dataset.label;
}

const inWords = (seconds) =>
  seconds < 90
    ? new Intl.NumberFormat(lang, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(seconds)
    : new Intl.NumberFormat(lang, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(
        Math.ceil(seconds / 60),
      );

const atTime = (time) =>
  new Intl.DateTimeFormat(lang, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  }).format(time);

function later(key, milliseconds) {
  again = setTimeout(() => knock(key), Math.min(Math.max(milliseconds, 1000), LONGEST_TIMER));
}

/** Whoever typed presses Join again; a link has no button. */
function laterByLink(key, milliseconds) {
  if (key.token) later(key, milliseconds);
}

/** Tries a key. It stays in memory only, so that the page can try again when the door opens. */
async function knock(key) {
  clearTimeout(again);
  busy(true);
  let response;
  let answer;
  try {
    response = await fetch('/api/join', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(key),
    });
    answer = await response.json();
  } catch {
    busy(false);
    say('offline');
    return laterByLink(key, SOON);
  }
  if (key.token) history.replaceState(null, '', location.pathname);
  if (answer.next) {
    keepWayBack(key);
    return location.replace(answer.next.url);
  }
  busy(false);
  refused(key, answer, response);
}

function refused(key, { error, opensAt }, response) {
  switch (error) {
    case 'invalid_access_code':
      say(key.token ? 'link_invalid' : error);
      showForm(true);
      return (key.token ? meetingId : passcode).select();
    case 'not_open':
      say(error, { time: atTime(new Date(opensAt)) });
      return later(key, new Date(opensAt) - Date.now());
    case 'full':
      say(error);
      return later(key, SOON);
    case 'name_taken':
    case 'name_needed':
      say(error);
      showForm(true);
      return name.select();
    case 'ended':
    case 'bad_request':
      return say(error);
    case 'throttled': {
      const wait = Number(response.headers.get('Retry-After'));
      say(error, { wait: inWords(wait) });
      return laterByLink(key, wait * 1000);
    }
    default:
      say(error === 'unavailable' ? error : 'failed');
      return laterByLink(key, SOON);
  }
}

/**
 * Browsers inside apps often give a page no microphone. The room then offers to copy what lets the same person in from
 * another browser: its own link is good for minutes only. Forgotten with this window.
 */
function keepWayBack({ meetingId: typed, token }) {
  if (navigator.mediaDevices?.getUserMedia) return;
  const number = typed.normalize('NFKC').replace(/\D/g, '');
  const way = new URL(`/j/${number}`, location.origin);
  way.hash = token ?? '';
  sessionStorage.setItem('way-back', way.href);
}

/** The personal link's token in an address, or nothing. */
const tokenOf = (url) => url.hash.slice(1);

function enterByLink() {
  const token = tokenOf(location);
  if (!token) return;
  showForm(false);
  say('link');
  knock({ meetingId: meetingId.value, token });
}

/** Reads a pasted invitation: "Meeting ID: 234 5678 9012 Passcode: K7QW3M9XTB", a whole slip, or a personal link. */
function paste(event) {
  const text = event.clipboardData.getData('text').trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.origin === location.origin && tokenOf(url)) {
    event.preventDefault();
    return location.assign(url);
  }
  // No meeting ID begins with 0 or 1, as the moments do that Discord copies (<t:1764063000:F>).
  const number = /(?<!\p{Nd})(?![01])\p{Nd}{3}(?:[\s\p{Pd}]?\p{Nd}){7,8}(?!\p{Nd})/u.exec(text);
  if (!number) return;
  const rest = text.slice(number.index + number[0].length);
  const codes = rest.match(/(?<![\p{L}\p{Nd}])[0-9A-Z]{8,10}(?![\p{L}\p{Nd}])/giu) ?? [];
  const shouted = codes.filter((word) => word === word.toUpperCase());
  const code =
    shouted.find((word) => /\d/.test(word)) ?? shouted.at(-1) ?? codes.find((word) => /\d/.test(word));
  if (!code) return;
  event.preventDefault();
  meetingId.value = number[0];
  grouped();
  passcode.value = code;
  name.focus();
}

function grouped() {
  const digits = meetingId.value.replace(/[\s\p{Pd}]/gu, '');
  if (/^\d{10,11}$/.test(digits)) meetingId.value = digits.replace(/^(\d{3})(\d{3,4})(\d{4})$/, '$1 $2 $3');
}

meetingId.addEventListener('paste', paste);
passcode.addEventListener('paste', paste);
meetingId.addEventListener('change', grouped);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  say('');
  knock({ meetingId: meetingId.value, passcode: passcode.value, name: name.value });
});
addEventListener('hashchange', enterByLink);
enterByLink();
