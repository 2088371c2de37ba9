import { asId, type ForeignId } from '../../../src/ids.ts';
import type { Person, Role } from '../../../src/ports/directory.ts';
import type { Conversation } from '../../../src/ports/inbox.ts';

/** Who and what is in the playground. It is a made-up team: only what people do there is kept (state.ts). */
export const WORKSPACE = { foreignId: asId<ForeignId>('playground'), name: 'Playground' };

export type Resident = Person & {
  readonly handle: string;
  readonly role: Exclude<Role, 'none'>;
  /** What they are there to try out, in a few words. */
  readonly about: string;
  /** Zone of their own device: their panes show times in it. `zone` is what the bot is told. */
  readonly deviceZone: string;
  /** Which of the page's avatar colours. */
  readonly hue: number;
  readonly dmsOpen: boolean;
};

const resident = (
  name: string,
  hue: number,
  deviceZone: string,
  about: string,
  special: Partial<Pick<Resident, 'role' | 'dmsOpen' | 'zone' | 'locale'>> = {},
): Resident => ({
  foreignId: asId<ForeignId>(name.toLowerCase()),
  name,
  handle: name.toLowerCase(),
  bot: false,
  role: 'member',
  zone: deviceZone,
  locale: 'en-GB',
  dmsOpen: true,
  about,
  deviceZone,
  hue,
  ...special,
});

export const RESIDENTS: readonly Resident[] = [
  resident('Olga', 1, 'Europe/Lisbon', 'organizer', { role: 'creator' }),
  resident('Ivan', 2, 'Europe/Berlin', 'invitee'),
  resident('Mia', 3, 'Asia/Tokyo', 'invitee', { dmsOpen: false }),
  // Discord and Telegram tell no zone either: the bot has to ask once.
  resident('Lee', 4, 'America/New_York', 'no time zone set', {
    role: 'creator',
    zone: null,
    locale: 'en-US',
  }),
  resident('Zoe', 5, 'Australia/Sydney', 'invitee', { locale: 'en-AU' }),
  resident('Pat', 6, 'America/Sao_Paulo', 'guest in #general', { role: 'guest' }),
  resident('Ada', 7, 'Europe/London', 'admin', { role: 'admin' }),
];

export const BOT: Person = {
  foreignId: asId<ForeignId>('latchkey'),
  name: 'Latchkey',
  handle: 'latchkey',
  bot: true,
  zone: null,
  locale: 'en-GB',
};

export type Channel = Conversation & {
  readonly members: readonly string[];
  /** Where the bot is not, no card can be posted; commands work all the same, as on Slack. */
  readonly hasBot: boolean;
};

const everybody = RESIDENTS.map(({ handle }) => handle);

const channel = (
  name: string,
  visibility: 'public' | 'private',
  members: readonly string[],
  hasBot = true,
): Channel => ({ foreignId: asId<ForeignId>(name), name: `#${name}`, visibility, members, hasBot });

export const CHANNELS: readonly Channel[] = [
  channel('general', 'public', everybody),
  channel('design', 'private', ['olga', 'ivan', 'mia']),
  channel('random', 'public', everybody, false),
];

export type Group = {
  readonly foreignId: ForeignId;
  readonly handle: string;
  readonly members: readonly string[];
};

export const GROUPS: readonly Group[] = [
  {
    foreignId: asId<ForeignId>('group-team'),
    handle: 'team',
    members: ['olga', 'ivan', 'mia', 'lee', 'zoe'],
  },
];

/** Only what the platform tells the core. */
export const personOf = ({ foreignId, name, handle, bot, zone, locale }: Person): Person => ({
  foreignId,
  name,
  handle,
  bot,
  zone,
  locale,
});

export const residentOf = (id: string): Resident | null =>
  RESIDENTS.find(({ foreignId }) => foreignId === id) ?? null;

export const channelOf = (id: string): Channel | null =>
  CHANNELS.find(({ foreignId }) => foreignId === id) ?? null;

/** A person's private messages with the bot. */
export const directOf = (person: Person): Conversation => ({
  foreignId: asId<ForeignId>(`dm-${person.foreignId}`),
  name: BOT.name,
  visibility: 'direct',
});

/** The conversation as the resident may open it; null where they cannot see it. */
export function conversationFor(person: Resident, id: string): Conversation | null {
  const direct = directOf(person);
  if (direct.foreignId === id) return direct;
  const found = channelOf(id);
  if (!found?.members.includes(person.handle)) return null;
  return { foreignId: found.foreignId, name: found.name, visibility: found.visibility };
}
