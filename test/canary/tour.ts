import type { ShownForm } from '../../adapters/chat/playground/encode-form.ts';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import { type Page, type Shown, secretOf, textOf } from '../program/page.ts';
import type { Guest } from './guest.ts';
import type { Watch } from './watch.ts';

type Values = Parameters<Page['submits']>[2];

/** A meeting of the tour, by what people see of it. */
type Known = { readonly topic: string; readonly id: string; readonly key: string; readonly call: string };

/** How often the codes of one meeting are replaced. */
const RENEWALS = 7;

/** Where a button that does not stand in the presser's pane is pressed nevertheless. */
const ELSEWHERE = { id: 'none', conversation: asId<ForeignId>('general') };

/**
 * Olga's day: every command is run, by those who may and by those who may not. Zoe and Pat are never given a code and
 * try everything. `used` gets the name of each command that was run.
 */
export class Tour {
  readonly #page: Page;
  readonly #watch: Watch;
  readonly #guest: Guest;
  readonly #used: Set<string>;

  constructor(page: Page, watch: Watch, guest: Guest, used: Set<string>) {
    this.#page = page;
    this.#watch = watch;
    this.#guest = guest;
    this.#used = used;
  }

  async walk(round: number): Promise<void> {
    await this.#instant(`Standup ${round}`);
    await this.#planned(`Review ${round}`);
    await this.#repeated(`Retro ${round}`);
    await this.#misplaced(`Lost ${round}`);
    await this.#personalRoom(`Chat ${round}`, round);
    await this.#raided(`Raid ${round}`);
    await this.#renewed(`Crowd ${round}`);
  }

  async #instant(topic: string): Promise<void> {
    const people = ['olga', 'ivan', 'mia', 'lee'];
    this.#watch.allow(topic, ...people);
    const made = await this.#say('olga', `/meeting now ${topic} @ivan @mia @lee`);
    const meeting = await this.#meetingOf(topic, made);
    const slip = await this.#slipOf('ivan', topic);
    const invitation = argumentOf(slip, 'copy-code');

    await this.#say('ivan', `/meeting code ${meeting.id}`);
    await this.#pressAll('ivan', slip, ['copy-code', 'copy-id', 'rsvp']);
    await this.#press('ivan', `enter:${meeting.call}`);
    await this.#press('ivan', `calendar:${meeting.key}`);
    await this.#press(
      'ivan',
      `reveal:${meeting.key}`,
      await this.#say('ivan', `/meeting show ${meeting.id}`),
    );
    await this.#press('mia', `code:${meeting.call}`);
    await this.#say('mia', '/meeting list');
    await this.#say('olga', `/meeting show ${meeting.id}`);
    const text = await this.#press('olga', `invitation:${meeting.key}`, made);
    await this.#press('olga', `invitation:${meeting.key}:passcode`, text);
    await this.#press('olga', `note:${meeting.call}`);
    await this.#mute(meeting, argumentOf(await this.#slipOf('lee', topic), 'mute'));
    for (const person of ['olga', 'ivan'])
      await this.#browses(person, [`reveal:${meeting.key}`, `invitation:${meeting.key}:passcode`]);
    await this.#strangers(meeting, invitation);
    await this.#door(meeting, slip);

    await this.#say('olga', `/meeting cohost ${meeting.id} @lee`);
    const leaving = await this.#say('olga', `/meeting uninvite ${meeting.id} @ivan`);
    this.#watch.allow(topic, 'olga', 'mia', 'lee');
    await this.#press('olga', pressOf(leaving, 'yes'), leaving);
    await this.#say('ivan', `/meeting code ${meeting.id}`);
    await this.#press('ivan', `copy-code:${invitation}`, shownOf(slip));
    await this.#press('ivan', `reveal:${meeting.key}`);
    await this.#say('lee', `/meeting rotate ${meeting.id}`);
    await this.#press('lee', `rotate:${meeting.key}:yes`);
    await this.#say('olga', `/meeting rotate ${meeting.id} Z4H8N2V6PC`);
    await this.#press('olga', `extend:${meeting.call}`);
    await this.#guest.tries({ meetingId: meeting.id, passcode: secretOf(slip, 'Passcode'), name: 'Gil' });
    const anew = await this.#say('olga', `/meeting recreate ${meeting.id}`);
    const created = await this.#meetingOf(
      topic,
      await this.#press('olga', pressOf(anew, 'yes'), anew),
      meeting,
    );
    await this.#say('olga', `/meeting end ${created.id}`);
    await this.#press('mia', `code:${created.call}`);
  }

  /** Planned through the form, on a provider that issues codes and fails; some ask for the code. */
  async #planned(topic: string): Promise<void> {
    this.#watch.allow(topic, 'olga', 'ivan');
    const first = await this.#say('olga', '/meeting new');
    const second = await this.#submit('olga', first, { topic, when: 'tomorrow 10:00' });
    const values = {
      people: { people: '@ivan' },
      access: 'request',
      provider: 'leaky',
      conversation: 'general',
    };
    const meeting = await this.#meetingOf(topic, await this.#submit('olga', second, values));
    await this.#slipOf('ivan', topic);

    this.#watch.also(topic, 'lee');
    for (const [asker, decision] of DECISIONS) {
      await this.#press(asker, `code:${meeting.call}`);
      await this.#press(asker, `ask:${meeting.key}`);
      const asked = await this.#page.until(`a request of ${asker}`, (entries) =>
        entries.find(
          (entry) => entry.audience === 'olga' && hasPress(entry, decision) && textOf(entry).includes(topic),
        ),
      );
      await this.#press('olga', pressOf(shownOf(asked), decision), shownOf(asked));
    }
    await this.#slipOf('lee', topic);

    await this.#asking('olga', `/meeting move ${meeting.id} to tomorrow 12:00`);
    await this.#say('olga', `/meeting start ${meeting.id}`);
    const slip = await this.#slipOf('ivan', topic);
    await this.#guest.tries({ meetingId: meeting.id, passcode: secretOf(slip, 'Passcode'), name: 'Gil' });
    this.#watch.allow(topic, 'olga', 'ivan', 'lee');
    await this.#say('olga', `/meeting rotate ${meeting.id}`);
    await this.#press('olga', `retry:${meeting.key}`);
    await this.#strangers(meeting, argumentOf(slip, 'copy-code'));
    await this.#press('olga', `use-room:${meeting.key}`);
    await this.#asking('olga', `/meeting transfer ${meeting.id} @ivan`);
    await this.#asking('ivan', `/meeting cancel ${meeting.id}`);

    const tea = topic.replace('Review', 'Tea');
    this.#watch.allow(tea, 'olga', 'ivan');
    await this.#say('olga', `/meeting plan ${tea} at tomorrow 15:00 for 30 min @ivan`);
  }

  /** Every day; one of them moves, and all are cancelled. */
  async #repeated(topic: string): Promise<void> {
    this.#watch.allow(topic, 'olga', 'ivan');
    const made = await this.#asking('olga', `/meeting plan ${topic} at every day 10:00 for 30 min @ivan`);
    const { id } = await this.#meetingOf(topic, made);
    const slip = await this.#slipOf('ivan', topic);
    await this.#pressAll('ivan', slip, ['rsvp']);
    await this.#say('ivan', `/meeting show ${id}`);
    await this.#asking('olga', `/meeting move ${id} to tomorrow 12:00`);
    const question = await this.#say('olga', `/meeting cancel ${id}`);
    await this.#press('olga', `${pressOf(question, 'yes')}:following`, question);
  }

  /** The bot is not in #random: the card is put elsewhere. */
  async #misplaced(topic: string): Promise<void> {
    this.#watch.allow(topic, 'olga', 'ivan');
    await this.#say('olga', `/meeting now ${topic} @ivan`, 'random');
    const report = await this.#page.until(`a report of ${topic}`, (entries) =>
      entries.find((entry) => hasPress(entry, 'place') && textOf(entry).includes(topic)),
    );
    const form = await this.#press('olga', pressOf(shownOf(report), 'place'), shownOf(report));
    await this.#submit('olga', form, { conversation: 'general' });
    await this.#card(topic);
    const { id } = await this.#meetingOf(topic, await this.#say('olga', `/meeting show ${topic}`));
    this.#watch.also(topic, 'lee');
    await this.#say('olga', `/meeting invite ${id} @lee @nobody @latchkey`);
    await this.#slipOf('lee', topic);
    await this.#say('olga', '/meeting suggest nothing');
    for (const line of ['/meeting sh', '/meeting show ', `/meeting rotate ${topic}`])
      await this.#page.suggestions('zoe', line);
  }

  async #personalRoom(topic: string, round: number): Promise<void> {
    const inside = ['olga', 'ivan'];
    this.#watch.allow('Olga', ...inside);
    this.#watch.allow(topic, ...inside);
    const room = await this.#say('olga', '/meeting room');
    const shown = await this.#press('olga', pressOf(room, 'reveal'), room);
    await this.#press('olga', 'home');
    const form = await this.#press('olga', 'number', shown);
    await this.#submit('olga', form, { number: `29413${String(57_086 + round)}` });
    await this.#say('olga', `/meeting now ${topic} in my room @ivan`);
    await this.#slipOf('ivan', topic);
    await this.#press('olga', pressOf(room, 'rotate'), room);
    await this.#asking('olga', `/meeting end ${topic}`);
  }

  /** The admin locks, rotates what is not hers, and unlocks. */
  async #raided(topic: string): Promise<void> {
    this.#watch.allow(topic, 'olga', 'ivan');
    const made = await this.#say('olga', `/meeting now ${topic} @ivan`);
    const meeting = await this.#meetingOf(topic, made);
    const slip = await this.#slipOf('ivan', topic);
    await this.#asking('ada', '/meeting lock');
    await this.#say('ivan', `/meeting code ${meeting.id}`);
    await this.#press('zoe', `ask:${meeting.key}`);
    await this.#guest.tries({ meetingId: meeting.id, passcode: secretOf(slip, 'Passcode'), name: 'Gil' });
    await this.#say('ada', `/meeting rotate ${meeting.id}`);
    await this.#say('ada', `/meeting show ${meeting.id}`);
    await this.#press('zoe', `reveal:${meeting.key}`);
    await this.#say('ada', '/meeting unlock');
    await this.#say('zoe', '/meeting settings');
    await this.#say('pat', '/meeting help');
  }

  /** New codes and links again and again, each brought to everybody before the next. */
  async #renewed(topic: string): Promise<void> {
    const people = ['olga', 'ivan', 'lee', 'ada'];
    this.#watch.allow(topic, ...people);
    const made = await this.#say('olga', `/meeting now ${topic} @ivan @lee @ada`);
    const { id } = await this.#meetingOf(topic, made);
    for (let renewal = 0, passcode = ''; renewal <= RENEWALS; renewal += 1) {
      if (renewal > 0) await this.#say('olga', `/meeting rotate ${id} with links`);
      const slips = await Promise.all(people.map((person) => this.#slipOf(person, topic, passcode)));
      passcode = slips[0] ? secretOf(slips[0], 'Passcode') : '';
    }
  }

  async #mute(meeting: Known, invitation: string): Promise<void> {
    await this.#press('lee', `mute:${invitation}`);
    const me = await this.#say('lee', '/meeting me');
    const muted = await this.#press('lee', pressOf(me, 'unmute'), me);
    await this.#submit('lee', await this.#press('lee', 'zone', muted), { zone: 'Europe/Paris' });
    await this.#submit('lee', await this.#press('lee', 'language', muted), { language: 'en' });
    await this.#submit('lee', await this.#press('lee', 'reminders', muted), { reminders: '30' });
    await this.#say('lee', `/meeting show ${meeting.topic}`);
  }

  /** Whoever has no right tries each way to a code, and to somebody else's. */
  async #strangers(meeting: Known, invitation: string): Promise<void> {
    const { id, key, call } = meeting;
    const presses = [
      ...[
        `enter:${call}`,
        `code:${call}`,
        `rsvp:${call}:yes`,
        `reveal:${key}`,
        `show:${key}`,
        `copy-id:${key}`,
      ],
      ...[
        `copy-code:${invitation}`,
        `copy-code:${key}`,
        `invitation:${key}:passcode`,
        `note:${call}`,
        `mute:${key}`,
        `calendar:${key}`,
      ],
      ...[`rotate:${key}:yes`, `recreate:${key}`, `deny-all:${key}`, `approve:${key}`, `place:${call}`],
      ...[`retry:${key}`, `use-room:${key}`],
    ];
    for (const stranger of ['zoe', 'pat']) {
      for (const press of presses) await this.#press(stranger, press);
      await this.#browses(stranger, presses);
      for (const line of [
        `show ${id}`,
        `code ${id}`,
        `join ${id} 0123456789`,
        `invite ${id} @${stranger}`,
        'list',
      ])
        await this.#say(stranger, `/meeting ${line}`);
    }
  }

  /** The same in a browser that is theirs, and in one that is nobody's. */
  async #browses(person: string, presses: readonly string[]): Promise<void> {
    await this.#press(person, 'my');
    const { entry } = await this.#say(person, '/meeting web');
    if (!entry) throw new Error(`no way into My meetings for ${person}`);
    await this.#guest.browses(person, linkOf(entry), presses);
  }

  async #door(meeting: Known, slip: Entry): Promise<void> {
    const { id: meetingId } = meeting;
    const passcode = secretOf(slip, 'Passcode');
    await this.#guest.looksAround(meetingId);
    await this.#guest.tries({ meetingId, passcode: '0123456789', name: 'Gil' });
    await this.#guest.tries({ meetingId, passcode, name: 'Gil' });
    await this.#guest.tries({ meetingId, passcode, name: 'Ivan' });
    await this.#guest.tries({ meetingId, token: linkOf(slip) });
    await this.#guest.tries({ meetingId, token: `${linkOf(slip).slice(0, -1)}!` });
    await this.#guest.breaks(`{"meetingId":"${meetingId}","passcode":"${passcode}"`);
    await this.#guest.breaks(JSON.stringify({ meetingId, passcode, token: linkOf(slip) }));
    await this.#say('ivan', `/meeting join ${meetingId} ${passcode}`);
    await this.#say('ivan', `/meeting join ${meetingId} ${passcode}x`);
  }

  async #say(as: string, text: string, where?: string): Promise<Shown> {
    this.#used.add(text.split(' ')[1] ?? '');
    return this.#page.says(as, text, where);
  }

  async #press(as: string, press: string, on: Shown | null = null): Promise<Shown> {
    this.#used.add(press.split(':')[0] ?? '');
    return this.#page.presses(as, press, on?.entry ?? ELSEWHERE);
  }

  async #pressAll(as: string, entry: Entry, names: readonly string[]): Promise<void> {
    for (const press of pressesIn(entry))
      if (names.some((name) => press.startsWith(`${name}:`))) await this.#press(as, press, shownOf(entry));
  }

  async #submit(as: string, shown: Shown, values: Values): Promise<Shown> {
    if (!shown.form) throw new Error(`no form: ${shown.entry && textOf(shown.entry)}`);
    return this.#page.submits(as, shown.form, { ...filled(shown.form), ...values });
  }

  /** A command that asks first, and is told yes. */
  async #asking(as: string, line: string): Promise<Shown> {
    const question = await this.#say(as, line);
    const yes = question.entry && pressesIn(question.entry).find((press) => press.startsWith('yes:'));
    return yes ? this.#press(as, yes, question) : question;
  }

  /** The newest slip, with another passcode than the one `before`. */
  #slipOf(person: string, topic: string, before = ''): Promise<Entry> {
    return this.#page.until(`a slip of ${topic} for ${person}`, (entries) => {
      const slip = entries.findLast(
        ({ audience, body }) =>
          audience === person && body.kind === 'message' && body.notice === `Your code for ${topic}`,
      );
      return slip && secretOf(slip, 'Passcode') !== before && slip;
    });
  }

  #card(topic: string, but?: string): Promise<Entry> {
    return this.#page.until(`a card of ${topic}`, (entries) =>
      entries.find(
        (entry) =>
          entry.audience === null &&
          hasPress(entry, 'enter') &&
          textOf(entry).includes(`"${topic}"`) &&
          argumentOf(entry, 'enter') !== but,
      ),
    );
  }

  async #meetingOf(topic: string, made: Shown, before?: Known): Promise<Known> {
    const card = await this.#card(topic, before?.call);
    const [id = ''] = /\d{3} \d{4} \d{4}/.exec(textOf(card)) ?? [];
    const own = made.entry
      ? pressesIn(made.entry).find((press) => /^(show|reveal|invitation):/.test(press))
      : null;
    if (!own) throw new Error(`${topic} was not made: ${made.entry && textOf(made.entry)}`);
    return { topic, id, key: own.split(':')[1] ?? '', call: argumentOf(card, 'enter') };
  }
}

/** Who asks for the code, and what Olga presses then. */
const DECISIONS = [
  ['lee', 'approve'],
  ['zoe', 'deny'],
  ['pat', 'deny-all'],
  ['ada', 'close-requests'],
] as const;

const shownOf = (entry: Entry): Shown => ({ form: null, entry });

const filled = ({ fields }: ShownForm): Values =>
  Object.fromEntries(
    fields.flatMap(({ name, kind, value }) => (value === null || kind === 'people' ? [] : [[name, value]])),
  );

const pressesIn = ({ body }: Entry): readonly string[] =>
  (body.kind === 'message' ? body.blocks : []).flatMap((block) =>
    block.kind === 'buttons'
      ? block.buttons.flatMap((button) => ('press' in button ? [button.press] : []))
      : [],
  );

const hasPress = (entry: Entry, name: string): boolean =>
  pressesIn(entry).some((press) => press.startsWith(`${name}:`));

function pressOf({ entry }: Shown, name: string): string {
  const found = entry && pressesIn(entry).find((press) => press.startsWith(`${name}:`));
  if (!found) throw new Error(`no button ${name} in: ${entry && textOf(entry)}`);
  return found;
}

const argumentOf = (entry: Entry, name: string): string => pressOf(shownOf(entry), name).split(':')[1] ?? '';

/** The token of the personal link in a slip. */
function linkOf({ body }: Entry): string {
  const blocks = body.kind === 'message' ? body.blocks : [];
  const buttons = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const open = buttons.find(({ kind }) => kind === 'open');
  if (open?.kind !== 'open') throw new Error('no link');
  return new URL(open.url).hash.slice(1);
}
