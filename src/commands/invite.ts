import { z } from 'zod';
import { DAY } from '../clock.ts';
import { invitationTo, sameInvitee } from '../meeting/invitation.ts';
import { invite as addInvitees } from '../meeting/invite.ts';
import { limitInviting } from '../meeting/limits.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { bindUsername, isCalled } from '../meeting/username.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { inviteesTo } from '../messages/reach.ts';
import { say } from '../messages/say.ts';
import { type Crowd, crowdOf } from './arrange.ts';
import { meetingCommand, type Outcome, type PersonProblem } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { inviteesOf } from './invitees.ts';
import { providerOf } from './provider-of.ts';

const example = '/meeting invite 234 5678 9012 @ivan @lee';

type Invited =
  | {
      readonly kind: 'invited';
      readonly record: MeetingRecord;
      readonly occurrence: Occurrence;
      readonly more: number;
      readonly problems: readonly PersonProblem[];
    }
  | { readonly kind: 'crowd'; readonly invited: number; readonly crowd: Crowd };

/** `/meeting invite <id> @people`: each gets a slip. */
export const invite = meetingCommand({
  name: 'invite',
  summary: (text) => text.commands.invite,
  example,
  stoppedByLock: true,
  right: 'invite',
  input: z.object({ meeting: field.meeting().optional(), people: field.people().optional() }),
  async run(context, { people }): Promise<Outcome<Invited>> {
    const { record, occurrence, actor, store, workspace, now } = context;
    if (!people || people.length === 0) return refuse({ why: 'nobody-named', example });
    const { others, drafts, problems } = inviteesOf(context);
    const wanted = { invitees: drafts, invitedBy: actor.id, linkKey: context.vault.primary };
    // Who was invited by a username and has met the bot since.
    const met = others.reduce((so, { id, handle }) => bindUsername(so, { account: id, handle }, now), record);
    const next = addInvitees(met, occurrence.id, wanted, now);
    if (isRefused(next)) return next;
    const before = new Set(inviteesTo(record, occurrence));
    const after = inviteesTo(next, occurrence);
    const more = after.filter((invitation) => !before.has(invitation)).length;

    const invited = await store.meetings.invitedSince(workspace.id, actor.id, now - DAY);
    const limited = limitInviting(invited, more, workspace.settings, now);
    if (limited) return limited;
    const crowd = crowdOf(providerOf(context, record.meeting.provider), after.length, context);
    if (crowd && more > 0 && !context.confirmed) {
      const data = { kind: 'crowd', invited: after.length, crowd } as const;
      return { kind: 'question', data, values: { meeting: occurrence.id, people } };
    }

    const names = [
      ...others.filter(({ id }) => invitationTo(record, occurrence.id, id) !== null).map(({ name }) => name),
      ...context.people.usernames
        .filter((username) => [...before].some((one) => isCalled(one, username)))
        .map((username) => `@${username}`),
      ...context.people.addresses.filter((address) =>
        [...before].some(({ invitee }) => sameInvitee(invitee, { kind: 'email', address })),
      ),
    ];
    const twice = names.map((name) => ({ name, why: 'twice' as const }));
    const change = decide(context, record, next, [{ action: 'invited', via: String(more) }]);
    const data = { kind: 'invited', record, occurrence, more, problems: [...problems, ...twice] } as const;
    return { kind: 'done', data, change };
  },
  answer(data, reader) {
    const text = catalogueFor(reader.locale);
    if (data.kind === 'crowd') {
      return question(text.questions.seats(data.invited, data.crowd), reader, false);
    }
    const topic = topicOf(data.record.meeting, data.occurrence, text);
    const { answers } = text;
    const title = data.more > 0 ? answers.invited(data.more, topic) : answers.nobodyNew(topic);
    const lines = [
      ...(data.more > 0 ? [answers.codesGoOut(data.more)] : []),
      ...(data.problems.length > 0 ? [answers.notEveryone] : []),
    ];
    const items = data.problems.map(text.personProblem);
    return { kind: 'private', message: say({ title, lines, items }, text) };
  },
});
