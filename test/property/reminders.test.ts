import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE, type Time } from '../../src/clock.ts';
import { fresh, type InvitationId } from '../../src/ids.ts';
import { cancel } from '../../src/meeting/cancel.ts';
import { accountsChange } from '../../src/meeting/change.ts';
import { invite } from '../../src/meeting/invite.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import { move } from '../../src/meeting/move.ts';
import { isRefused, type Refused } from '../../src/meeting/refusal.ts';
import { REMINDERS, type ReminderMinutes } from '../../src/meeting/reminder.ts';
import { replaceLinks } from '../../src/meeting/rotate.ts';
import { rsvp } from '../../src/meeting/rsvp.ts';
import { start } from '../../src/meeting/start.ts';
import { uninvite } from '../../src/meeting/uninvite.ts';
import { tellFigure } from '../figure.ts';
import { onlyOccurrence, type Stage, setStage } from '../jobs/stage.ts';
import { SEED } from '../seed.ts';

/** `npm run soak` plays more. */
const SEQUENCES = Number(process.env['REMINDER_SEQUENCES'] ?? 60);

const PEOPLE = ['olga', 'ivan', 'mia', 'lee'] as const;
type Name = (typeof PEOPLE)[number];

const who = fc.constantFrom(...PEOPLE);
const guest = fc.constantFrom<Exclude<Name, 'olga'>[]>('ivan', 'mia', 'lee');
const minutes = fc.constantFrom(...REMINDERS, null);
const step = fc.oneof(
  { weight: 6, arbitrary: fc.nat(25).map((many) => ({ kind: 'wait', minutes: many }) as const) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 60 }).map((many) => ({ kind: 'move', minutes: many }) as const),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('choose'), who, minutes }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('decline', 'come'), who: guest }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('uninvite', 'invite'), who: guest }) },
  { weight: 2, arbitrary: fc.constantFrom({ kind: 'rotate' } as const, { kind: 'replace' } as const) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'start' } as const, { kind: 'cancel' } as const) },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

const play = fc.record({
  in: fc.integer({ min: 1, max: 60 }),
  wishes: fc.tuple(minutes, minutes, minutes, minutes),
  steps: fc.array(step, { maxLength: 14, size: 'max' }),
});

type Told = { readonly who: Name; readonly what: 'soon' | 'started'; readonly at: Time };
type Person = { minutes: ReminderMinutes | null; invited: boolean; declined: boolean; started: boolean };

/** Who is to be told what and when, as simple as it can be said: minute by minute. */
class Model {
  readonly told: Told[] = [];
  readonly people = new Map<Name, Person>();
  startsAt: Time;
  state: 'planned' | 'live' | 'over' = 'planned';
  readonly #reminded = new Map<string, Time>();

  constructor(startsAt: Time) {
    this.startsAt = startsAt;
  }

  of(name: Name): Person {
    const person = this.people.get(name);
    if (!person) throw new Error(`${name} is nobody`);
    return person;
  }

  wait(from: Time, many: number): void {
    for (let at = from + MINUTE; at <= from + many * MINUTE; at += MINUTE) {
      for (const [name, person] of this.people) {
        const key = `${name} ${this.startsAt}`;
        const isDue = person.minutes !== null && at === this.startsAt - person.minutes * MINUTE;
        const isTold = !person.invited || person.declined || person.started || this.#reminded.has(key);
        if (this.state === 'over' || !isDue || isTold) continue;
        this.#reminded.set(key, at);
        this.told.push({ who: name, what: 'soon', at });
      }
    }
  }

  start(at: Time): void {
    this.state = 'live';
    for (const [name, person] of this.people) {
      const reminded = this.#reminded.get(`${name} ${this.startsAt}`) ?? 0;
      if (name === 'olga' || !person.invited || person.declined || at - reminded <= 15 * MINUTE) continue;
      person.started = true;
      this.told.push({ who: name, what: 'started', at });
    }
  }
}

/** Takes the step where the rules let it be taken; false: they do not, or nothing is to follow from it. */
async function take(stage: Stage, record: MeetingRecord, taken: Step): Promise<boolean> {
  const { id } = onlyOccurrence(record);
  const now = stage.clock.now();
  const account = 'who' in taken ? (await stage.person(taken.who)).id : record.meeting.organizer;
  const commit = async (next: MeetingRecord | Refused, actor = record.meeting.organizer) => {
    if (isRefused(next)) return false;
    await stage.becomes(record, next, actor);
    return true;
  };
  switch (taken.kind) {
    case 'wait':
      return true;
    case 'move': {
      const startsAt = now + taken.minutes * MINUTE;
      return commit(move(record, id, { startsAt, endsAt: startsAt + HOUR, zone: 'UTC' }, now));
    }
    case 'choose': {
      const known = await stage.store.accounts.byId(account);
      if (!known) throw new Error('nobody');
      await stage.store.commit(accountsChange([{ ...known, reminder: taken.minutes }]));
      return true;
    }
    case 'decline':
    case 'come':
      return commit(rsvp(record, id, account, taken.kind === 'come' ? 'coming' : 'declined'), account);
    case 'uninvite': {
      const theirs = record.invitations.filter(
        ({ invitee }) => invitee.kind === 'account' && invitee.account === account,
      );
      const left = uninvite(record, new Set(theirs.map((one) => one.id)), new Set());
      return commit(isRefused(left) ? left : left.record);
    }
    case 'invite': {
      const invitees = [{ id: fresh<InvitationId>(), invitee: { kind: 'account', account } as const }];
      const inviting = { invitees, invitedBy: record.meeting.organizer, linkKey: stage.vault.primary };
      return commit(invite(record, id, inviting, now));
    }
    case 'rotate':
      return commit(stage.rotated(record));
    case 'replace':
      return commit(replaceLinks(record));
    case 'start':
      return commit(start(record, id, now));
    case 'cancel':
      return commit(cancel(record, id, now));
  }
}

/** What the step means to the model, once it was taken. */
function follow(model: Model, taken: Step, now: Time): void {
  switch (taken.kind) {
    case 'wait':
      model.wait(now, taken.minutes);
      return;
    case 'move':
      model.startsAt = now + taken.minutes * MINUTE;
      return;
    case 'choose':
      model.of(taken.who).minutes = taken.minutes;
      return;
    case 'decline':
    case 'come':
      model.of(taken.who).declined = taken.kind === 'decline';
      return;
    case 'uninvite':
      model.of(taken.who).invited = false;
      return;
    case 'invite': {
      const person = model.of(taken.who);
      if (!person.invited) Object.assign(person, { invited: true, declined: false });
      return;
    }
    case 'start':
      model.start(now);
      return;
    case 'cancel':
      model.state = 'over';
      return;
    case 'rotate':
    case 'replace':
      return;
  }
}

/** What everybody was told since that many messages stood there. */
const toldSince = ({ chat }: Stage, count: number): readonly Told[] =>
  chat.posted.slice(count).flatMap(({ place, versions: [text = ''], at }): readonly Told[] => {
    const name = PEOPLE.find((each) => each === String(place));
    const what = text.includes('starts soon') ? 'soon' : text.includes('has started') ? 'started' : null;
    return name && what ? [{ who: name, what, at }] : [];
  });

const inOrder = (told: readonly Told[]) =>
  told.map(({ who: name, what, at }) => `${at} ${name} ${what}`).sort();

test('nobody is reminded twice of a start, nobody who declined, and everybody else once and at their own time', async () => {
  const stage = await setStage();
  await fc.assert(
    fc.asyncProperty(play, async (played) => {
      const before = stage.chat.posted.length;
      const startsAt = stage.clock.now() + played.in * MINUTE;
      const model = new Model(startsAt);
      for (const [index, name] of PEOPLE.entries()) {
        const wish = played.wishes[index] ?? null;
        const { id } = await stage.person(name);
        const known = await stage.store.accounts.byId(id);
        if (known) await stage.store.commit(accountsChange([{ ...known, reminder: wish }]));
        model.people.set(name, { minutes: wish, invited: name !== 'lee', declined: false, started: false });
      }
      const meeting = await stage.meeting(['ivan', 'mia'], { startsAt, endsAt: startsAt + HOUR });
      await stage.worker.runDue();
      const rest = [
        { kind: 'wait', minutes: 61 },
        { kind: 'cancel' },
        { kind: 'wait', minutes: 31 },
      ] as const;
      for (const taken of [...played.steps, ...rest]) {
        const now = stage.clock.now();
        if (await take(stage, await stage.read(meeting), taken)) follow(model, taken, now);
        await stage.pass(taken.kind === 'wait' ? taken.minutes * MINUTE : 0);
      }
      expect(inOrder(toldSince(stage, before))).toEqual(inOrder(model.told));
    }),
    { numRuns: SEQUENCES, seed: SEED },
  );
  tellFigure(`${SEQUENCES} courses of a meeting: reminders as they must be`, SEED);
});
