import { z } from 'zod';
import { invitationTo, sameInvitee } from '../meeting/invitation.ts';
import type { Meeting, Occurrence } from '../meeting/meeting.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { uninvite as withdraw } from '../meeting/uninvite.ts';
import { isCalled } from '../meeting/username.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { inviteesTo } from '../messages/reach.ts';
import { say } from '../messages/say.ts';
import { meetingCommand, type Outcome, type PersonProblem } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { accountsOf, mutedBy } from './invitees.ts';
import { readersOf } from './readers.ts';
import { rotated } from './rotation.ts';

const example = '/meeting uninvite 234 5678 9012 @lee';

type Uninvited = {
  readonly meeting: Meeting;
  readonly occurrence: Occurrence;
  readonly names: readonly string[];
  /** Named too, but there is nothing to take back. */
  readonly problems: readonly PersonProblem[];
  readonly mustRotate: boolean;
  readonly asking: boolean;
  /** Invitees that are left. */
  readonly left: number;
};

/** `/meeting uninvite <id> @people`: their links die; the passcode rotates once, if it had reached one of them. */
export const uninvite = meetingCommand({
  name: 'uninvite',
  summary: (text) => text.commands.uninvite,
  example,
  right: 'uninvite',
  input: z.object({ meeting: field.meeting().optional(), people: field.people().optional() }),
  async run(context, { people = [] }): Promise<Outcome<Uninvited>> {
    const { record, occurrence, people: found } = context;
    const { meeting } = record;
    if (people.length === 0) return refuse({ why: 'nobody-named', example });
    const byUsername = (handle: string | null) =>
      inviteesTo(record, occurrence).find((one) => isCalled(one, handle)) ?? null;
    const named = [
      ...[...found.accounts, ...found.outsiders].map(({ id, name, handle }) => ({
        name,
        account: id,
        invitation: invitationTo(record, occurrence.id, id) ?? byUsername(handle),
      })),
      ...found.usernames.map((handle) => ({
        name: `@${handle}`,
        account: null,
        invitation: byUsername(handle),
      })),
      ...found.addresses.map((address) => ({
        name: address,
        account: null,
        invitation:
          inviteesTo(record, occurrence).find(({ invitee }) =>
            sameInvitee(invitee, { kind: 'email', address }),
          ) ?? null,
      })),
    ];
    const meant = named.flatMap(({ invitation, ...who }) => (invitation ? [{ ...who, invitation }] : []));
    const strangers = named.filter(({ invitation }) => invitation === null);
    const problems = [
      ...found.problems,
      ...strangers.map(({ name }) => ({ name, why: 'not-invited' as const })),
    ];
    const ids = new Set(meant.map(({ invitation }) => invitation.id));
    const withdrawal = withdraw(record, ids, await readersOf(context, record));
    if (isRefused(withdrawal)) return withdrawal;
    const { mustRotate } = withdrawal;
    const names = meant.map(({ name }) => name);
    const data = { meeting, occurrence, names, problems, mustRotate };
    if (!context.confirmed) {
      const values = { meeting: occurrence.id, people };
      return { kind: 'question', data: { ...data, left: 0, asking: true }, values };
    }
    const next = mustRotate ? rotated(context, withdrawal.record) : withdrawal.record;
    if (isRefused(next)) return next;
    const noted = meant.map(
      ({ account, invitation }) =>
        ({ action: 'uninvited', about: account, invitationId: invitation.id }) as const,
    );
    const rotation = mustRotate ? [{ action: 'rotated', via: 'uninvite' } as const] : [];
    const muted = mutedBy(await accountsOf(context, record), record.meeting.organizer);
    const change = decide(context, record, next, [...noted, ...rotation], muted);
    const left = inviteesTo(next, occurrence).length;
    return { kind: 'done', data: { ...data, left, asking: false }, change };
  },
  answer(data, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(data.meeting, data.occurrence, text);
    const { names, problems, mustRotate } = data;
    if (data.asking) return question(text.questions.uninvite(names, topic, mustRotate), reader);
    const { answers } = text;
    const lines = [
      answers.linksDead(names.length),
      mustRotate ? answers.passcodeChanged(data.left) : answers.passcodeKept,
    ];
    const items = problems.map(text.personProblem);
    return { kind: 'private', message: say({ title: answers.uninvited(names, topic), lines, items }, text) };
  },
});
