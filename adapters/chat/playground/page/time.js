import { element } from './element.js';

const FULL = { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' };

function format(person, options) {
  return new Intl.DateTimeFormat(person.locale, { ...options, timeZone: person.zone });
}

const dayOf = (at, person) =>
  format(person, { year: 'numeric', month: 'numeric', day: 'numeric' }).format(at);

/** A moment or a range in a message, in the reader's own zone. */
export function timeSpan({ at, until }, person) {
  const formatter = format(person, FULL);
  const text = until === null ? formatter.format(at) : formatter.formatRange(at, until);
  return element('time', { datetime: new Date(at).toISOString(), title: person.zone }, text);
}

/** When an entry was written: the time, and the day when it was another. */
export function stamp(at, person) {
  const today = dayOf(at, person) === dayOf(Date.now(), person);
  const options = today ? { hour: '2-digit', minute: '2-digit' } : FULL;
  return element(
    'time',
    { class: 'stamp', datetime: new Date(at).toISOString(), title: person.zone },
    format(person, options).format(at),
  );
}

/** What a person's clock shows, with the city. */
export const clockOf = (person) =>
  `${format(person, { hour: '2-digit', minute: '2-digit' }).format(Date.now())} ${person.zone
    .split('/')
    .at(-1)
    .replaceAll('_', ' ')}`;
