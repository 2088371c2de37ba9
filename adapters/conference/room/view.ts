import { html, raw } from 'hono/html';
import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { Presence } from '../../../src/ports/store/presence.ts';
import type { RoomPass } from './room-pass.ts';

/** What one person sees of the call: who waits sees nobody, who is in sees who is in, hosts see who waits. */
export type View = {
  readonly state: 'inside' | 'waiting' | 'gone';
  readonly html: string;
  /** Read aloud when it changes. */
  readonly say: string;
  /** Whether they may end the call for all. */
  readonly ends: boolean;
};

export async function viewOf(present: readonly Presence[], me: RoomPass, words: Catalogue): Promise<View> {
  const { room } = words;
  const own = present.find(({ personKey }) => personKey === me.personKey);
  if (!own) return { state: 'gone', html: '', say: '', ends: false };
  const heading = html`<h1 dir="auto">${me.topic || words.untitled}</h1>`;
  if (own.state === 'waiting') {
    const panel = html`${heading}<p class="lead">${room.waiting}. ${room.waitingThen}</p>`;
    return { state: 'waiting', html: `${await panel}`, say: room.waiting, ends: false };
  }
  const inside = present.filter(({ state }) => state === 'inside').toSorted(hostsFirst);
  const waiting = me.host ? present.filter(({ state }) => state === 'waiting') : [];
  const people = html`${heading}
<p class="lead">${room.inside(inside.length)}</p>
<ul class="tiles">${inside.map((person) => tile(person, own, me.host, room))}</ul>`;
  const knocking = html`<section class="waiting" aria-labelledby="waiting">
<h2 id="waiting" tabindex="-1">${room.waitingPeople(waiting.length)}</h2>
<ul class="people">${waiting.map((person) => knock(person, own, room))}</ul></section>`;
  return {
    state: 'inside',
    html: `${await people}${waiting.length > 0 ? await knocking : ''}`,
    say: waiting.length > 0 ? room.waitingPeople(waiting.length) : room.inside(inside.length),
    ends: me.host,
  };
}

const hostsFirst = (one: Presence, other: Presence): number =>
  Number(other.host) - Number(one.host) || one.enteredAt - other.enteredAt;

const face = ({ name }: Presence) =>
  html`<span class="face" aria-hidden="true">${[...name.toUpperCase()].slice(0, 1)}</span>`;

const named = ({ name }: Presence, marked: readonly string[]) =>
  html`<span class="who">${name} ${marked.map((word) => html`<span class="mark">${word}</span>`)}</span>`;

/** The page puts what the person's camera and screen show into `.picture`, and shows the mark when they are muted. */
const tile = (person: Presence, own: Presence, hosts: boolean, room: Catalogue['room']) =>
  html`<li class="tile" data-person="${person.personKey}"${person === own ? raw(' data-self') : ''}>
<div class="picture">${face(person)}</div>
<div class="caption">${named(person, marks(person, own, room))}<span class="mark muted" hidden>${room.muted}</span>${
    hosts && !person.host ? removal(person, room) : ''
  }</div></li>`;

const removal = ({ personKey, name }: Presence, room: Catalogue['room']) =>
  html`<button type="button" data-act="remove" data-person="${personKey}" data-ask="${room.removeAsk(
    name,
  )}" aria-label="${room.remove(name)}">${room.removeShort}</button>`;

const marks = (person: Presence, own: Presence, room: Catalogue['room']): readonly string[] => [
  ...(person === own ? [room.you] : []),
  ...(person.host ? [room.organizer] : []),
  ...(person.account === null ? [room.guest] : []),
];

const knock = (person: Presence, own: Presence, room: Catalogue['room']) => html`<li>${face(person)}${named(
  person,
  marks(person, own, room),
)}<span class="acts">
<button type="button" class="primary" data-act="let-in" data-person="${person.personKey}" aria-label="${room.letIn(
  person.name,
)}">${room.letInShort}</button>
<button type="button" data-act="turn-away" data-person="${person.personKey}" aria-label="${room.turnAway(
  person.name,
)}">${room.turnAwayShort}</button></span></li>`;
