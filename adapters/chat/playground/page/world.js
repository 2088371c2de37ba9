/** What the page knows: people, conversations, entries, and what each person has read. */
export const world = { bot: null, people: [], channels: [], groups: [], entries: new Map() };

const READ = 'latchkey.playground.read';
const read = load(READ, {});

/** Storage can be switched off in a browser; then the page forgets on reload, and works. */
export function load(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function save(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // See load.
  }
}

export function takeSnapshot({ bot, people, channels, groups, entries }) {
  Object.assign(world, { bot, people, channels, groups });
  world.entries = new Map(entries.map((entry) => [entry.id, entry]));
}

export const personOf = (id) => world.people.find((person) => person.id === id);
export const authorOf = (id) => personOf(id) ?? world.bot;

/** What there is to know about a person now, in a few words. */
export function stateOf({ member, dmsOpen, about }) {
  if (!member) return 'left the workspace';
  return dmsOpen ? about : 'direct messages closed';
}

/** The conversations that a person sees, their private messages last. */
export const conversationsOf = (person) => [
  ...world.channels.filter(({ members }) => members.includes(person.handle)),
  { id: person.direct, name: 'Private', visibility: 'direct' },
];

/** What a person sees of a conversation: what is for all, and what is for them alone. */
export const visibleTo = (entry, person, conversation) =>
  entry.conversation === conversation && (entry.audience === null || entry.audience === person.id);

export const entriesFor = (person, conversation) =>
  [...world.entries.values()]
    .filter((entry) => visibleTo(entry, person, conversation))
    .sort((one, other) => one.seq - other.seq);

/** Private messages that came since the person's pane was last in view. */
export const unreadOf = (person) =>
  entriesFor(person, person.direct).filter(
    ({ seq, author }) => author === world.bot.id && seq > (read[person.id] ?? 0),
  ).length;

export function markRead(person) {
  const newest = entriesFor(person, person.direct).at(-1)?.seq ?? 0;
  if (newest <= (read[person.id] ?? 0)) return false;
  read[person.id] = newest;
  save(READ, read);
  return true;
}
