import { z } from 'zod';
import { HOUR } from '../clock.ts';
import { fresh, type InvitationId, type OccurrenceId } from '../ids.ts';
import { combine } from '../meeting/change.ts';
import { limitCreating } from '../meeting/limits.ts';
import { recreate as createAnew } from '../meeting/recreate.ts';
import { isRefused } from '../meeting/refusal.ts';
import { button, topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { inviteesTo } from '../messages/reach.ts';
import { say } from '../messages/say.ts';
import { newCodes } from './codes.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { accountsOf, mutedBy } from './invitees.ts';

/** `/meeting recreate <id>`: cancelled and created anew, with a new ID, passcode, links and slips. */
export const recreate = meetingCommand({
  name: 'recreate',
  summary: (text) => text.commands.recreate,
  example: '/meeting recreate 234 5678 9012',
  stoppedByLock: true,
  right: 'recreate',
  input: z.object({ meeting: field.meeting().optional() }),
  async run(context) {
    const { record, occurrence, workspace, actor, store, now } = context;
    const created = await store.meetings.createdSince(workspace.id, actor.id, now - HOUR);
    const limited = limitCreating(created, workspace.settings, now);
    if (limited) return limited;
    const own = {
      ...newCodes(context),
      newOccurrenceId: () => fresh<OccurrenceId>(),
      newInvitationId: () => fresh<InvitationId>(),
    };
    const next = createAnew(record, occurrence.id, own, now);
    if (isRefused(next)) return next;
    const invited = inviteesTo(record, occurrence).length;
    const data = { meeting: next.created.meeting, invited, asking: !context.confirmed };
    if (!context.confirmed) return { kind: 'question', data, values: { meeting: occurrence.id } };
    const muted = mutedBy(await accountsOf(context, record), record.meeting.organizer);
    const change = combine(
      decide(context, record, next.cancelled, [{ action: 'cancelled', via: 'recreate' }]),
      decide(context, null, next.created, [{ action: 'created', via: 'recreate' }], muted),
    );
    return { kind: 'done', data, change };
  },
  answer({ meeting, invited, asking }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, null, text);
    if (asking) return question(text.questions.recreate(topic, invited), reader);
    const lines = [text.answers.recreatedThen, text.answers.codesGoOut(invited)];
    const buttons = [button(text.buttons.details, `show:${meeting.key}`)];
    return { kind: 'private', message: say({ title: text.answers.recreated(topic), lines, buttons }, text) };
  },
});
