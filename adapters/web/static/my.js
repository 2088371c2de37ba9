/**
 * My meetings: takes the link that stands behind `#`, copies, and keeps a form from being sent twice. Everything else
 * is plain forms.
 */
const status = document.getElementById('status');

await enter();
focusAnswer();
showCopies();
document.addEventListener('click', copy);
document.addEventListener('submit', sendOnce);
addEventListener('pageshow', ({ persisted }) => persisted && renew());

/** The token never reaches a server in an address: it is posted, and the address is replaced before it is answered. */
async function enter() {
  const token = location.hash.slice(1);
  if (!token) return alreadyInside();
  history.replaceState(null, '', '/my');
  say('opening');
  try {
    const answer = await fetch('/api/my/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) location.replace('/my');
    else say('dead');
  } catch {
    say('offline');
  }
}

/** Whoever follows a link from elsewhere does not bring the cookie: this page itself can look whether there is one. */
async function alreadyInside() {
  const inside = document.getElementById('inside');
  if (!inside) return;
  const page = await fetch('/my').then(
    (answer) => answer.text(),
    () => '',
  );
  inside.hidden = !page.includes('id="answer"');
}

function say(what) {
  const words = document.getElementById(`say-${what}`).content.cloneNode(true);
  const notice = document.getElementById('notice');
  if (notice) notice.replaceChildren(words);
  else document.querySelector('main').prepend(words);
}

function focusAnswer() {
  const wrong = document.querySelector('[aria-invalid]');
  (wrong ?? document.querySelector('#answer[tabindex]'))?.focus();
}

function showCopies() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('[data-copy][hidden]')) button.hidden = false;
}

async function copy(event) {
  const button = event.target.closest('[data-copy]');
  // Without a clipboard the button asks the bot for the text.
  if (!button || !navigator.clipboard) return;
  event.preventDefault();
  const done = await navigator.clipboard.writeText(button.dataset.copy).then(
    () => true,
    () => false,
  );
  status.textContent = '';
  // Emptied before, so that the same words are announced again.
  requestAnimationFrame(() => {
    status.textContent = done ? button.dataset.done : button.dataset.failed;
  });
  if (done) mark(button);
}

function mark(button) {
  button.classList.add('done');
  button.addEventListener('animationend', () => button.classList.remove('done'), { once: true });
}

function sendOnce(event) {
  const { dataset } = event.target;
  if (dataset.sent) event.preventDefault();
  dataset.sent = 'yes';
}

/** Back on a page that the browser kept: what is sent from it now is something new. */
function renew() {
  for (const form of document.forms) {
    delete form.dataset.sent;
    const act = form.elements.namedItem('act');
    if (act) act.value = crypto.randomUUID();
  }
}
