import { z } from 'zod';
import { type ConferenceId, fresh } from '../ids.ts';
import { dropJobs } from '../jobs/drop-jobs.ts';
import { combine, emptyChange } from '../meeting/change.ts';
import { BUILT_IN, changeProvider } from '../meeting/change-provider.ts';
import type { Meeting } from '../meeting/meeting.ts';
import { isRefused } from '../meeting/refusal.ts';
import { button, topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { inviteesTo } from '../messages/reach.ts';
import { say } from '../messages/say.ts';
import { type Crowd, crowdOf } from './arrange.ts';
import { meetingCommand, type Outcome } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { canTakeRoom } from './offered-providers.ts';
import { providerOf } from './provider-of.ts';

type Used =
  | { readonly kind: 'crowd'; readonly invited: number; readonly crowd: Crowd }
  | { readonly kind: 'nothing-fails' | 'changed'; readonly meeting: Meeting }
  | { readonly kind: 'off' };

/** The button *Use the built-in room*, when another provider does not make the call. */
export const useRoom = meetingCommand({
  name: 'use-room',
  listed: false,
  summary: (text) => text.buttons.useRoom,
  example: '/meeting show 234 5678 9012',
  right: 'recreate',
  input: z.object({ meeting: field.meeting() }),
  async run(context): Promise<Outcome<Used>> {
    const { record, occurrence, now } = context;
    const { meeting, conference } = record;
    // An old button: what failed then runs by now.
    const runs = conference.state === 'ready' && conference.reason === null;
    if (meeting.provider === BUILT_IN || runs) {
      return { kind: 'done', data: { kind: 'nothing-fails', meeting }, change: null };
    }
    if (!canTakeRoom(context, record)) return { kind: 'done', data: { kind: 'off' }, change: null };
    const invited = inviteesTo(record, occurrence).length;
    const crowd = crowdOf(providerOf(context, BUILT_IN), invited, context);
    if (crowd && !context.confirmed) {
      const values = { meeting: meeting.key };
      return { kind: 'question', data: { kind: 'crowd', invited, crowd }, values };
    }
    const next = changeProvider(record, { provider: BUILT_IN, conferenceId: fresh<ConferenceId>() });
    if (isRefused(next)) return next;
    const change = combine(decide(context, record, next, []), {
      ...emptyChange,
      jobs: dropJobs(conference, meeting.organizer, now),
    });
    return { kind: 'done', data: { kind: 'changed', meeting }, change };
  },
  answer(data, reader) {
    const text = catalogueFor(reader.locale);
    switch (data.kind) {
      case 'crowd':
        return question(text.questions.seats(data.invited, data.crowd), reader, false);
      case 'off': {
        const lines = [text.answers.roomOffThen];
        return { kind: 'private', message: say({ title: text.answers.roomOff, lines }, text) };
      }
      case 'nothing-fails': {
        const title = text.answers.nothingFails(topicOf(data.meeting, null, text));
        return { kind: 'private', message: say({ title }, text) };
      }
      case 'changed': {
        const title = text.answers.roomUsed(topicOf(data.meeting, null, text));
        const buttons = [button(text.buttons.details, `show:${data.meeting.key}`)];
        return {
          kind: 'private',
          message: say({ title, lines: [text.answers.roomUsedThen], buttons }, text),
        };
      }
      default:
        return data satisfies never;
    }
  },
});
