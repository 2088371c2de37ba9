import { z } from 'zod';
import { isFor } from '../meeting/invitation.ts';
import type { Meeting, Occurrence } from '../meeting/meeting.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { uninvite as withdraw } from '../meeting/uninvite.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { inviteesTo } from '../messages/reach.ts';
import { say } from '../messages/say.ts';
import { meetingCommand, type Outcome } from './command.ts';
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
  async run(context, { people }): Promise<Outcome<Uninvited>> {
    const { record, occurrence, people: found } = context;
    const { meeting } = record;
    if (!people || people.length === 0) return refuse({ why: 'nobody-named', example });
    const named = new Set(found.accounts.map(({ id }) => id));
    const meant = record.invitations.filter(
      (invitation) =>
        invitation.state === 'invited' &&
        isFor(invitation, occurrence.id) &&
        invitation.invitee.kind === 'account' &&
        named.has(invitation.invitee.account),
    );
    const withdrawal = withdraw(record, new Set(meant.map(({ id }) => id)), await readersOf(context, record));
    if (isRefused(withdrawal)) return withdrawal;
    const { mustRotate } = withdrawal;
    const names = found.accounts.map(({ name }) => name);
    if (!context.confirmed) {
      const values = { meeting: occurrence.id, people };
      return {
        kind: 'question',
        data: { meeting, occurrence, names, mustRotate, left: 0, asking: true },
        values,
      };
    }
    const next = mustRotate ? rotated(context, withdrawal.record) : withdrawal.record;
    if (isRefused(next)) return next;
    const noted = meant.flatMap(({ id, invitee }) =>
      invitee.kind === 'account'
        ? [{ action: 'uninvited', about: invitee.account, invitationId: id } as const]
        : [],
    );
    const rotation = mustRotate ? [{ action: 'rotated', via: 'uninvite' } as const] : [];
    const muted = mutedBy(await accountsOf(context, record), record.meeting.organizer);
    const change = decide(context, record, next, [...noted, ...rotation], muted);
    const left = inviteesTo(next, occurrence).length;
    return { kind: 'done', data: { meeting, occurrence, names, mustRotate, left, asking: false }, change };
  },
  answer(data, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(data.meeting, data.occurrence, text);
    if (data.asking) {
      return question(text.questions.uninvite(data.names, topic, data.mustRotate), reader);
    }
    const { answers } = text;
    const lines = [
      answers.linksDead(data.names.length),
      data.mustRotate ? answers.rotatedThen(data.left) : answers.passcodeKept,
    ];
    return { kind: 'private', message: say({ title: answers.uninvited(data.names, topic), lines }, text) };
  },
});
