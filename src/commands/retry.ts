import { z } from 'zod';
import { isFailing, retryConference } from '../meeting/change-provider.ts';
import { isRefused } from '../meeting/refusal.ts';
import { topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { providerOf } from './provider-of.ts';

/** The button *Try again*, when the provider did not make the call or did not take a change. */
export const retry = meetingCommand({
  name: 'retry',
  listed: false,
  summary: (text) => text.buttons.tryAgain,
  example: '/meeting show 234 5678 9012',
  right: 'recreate',
  input: z.object({ meeting: field.meeting() }),
  async run(context) {
    const { record } = context;
    const provider = providerOf(context, record.meeting.provider).label(catalogueFor(context.locale));
    const data = { meeting: record.meeting, provider, failing: isFailing(record) };
    if (!data.failing) return { kind: 'done', data, change: null };
    const next = retryConference(record);
    return isRefused(next) ? next : { kind: 'done', data, change: decide(context, record, next, []) };
  },
  answer({ meeting, provider, failing }, reader) {
    const text = catalogueFor(reader.locale);
    const topic = topicOf(meeting, null, text);
    const message = failing
      ? say({ title: text.answers.triedAgain(provider, topic), lines: [text.answers.triedAgainThen] }, text)
      : say({ title: text.answers.nothingFails(topic) }, text);
    return { kind: 'private', message };
  },
});
