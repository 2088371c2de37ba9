import { z } from 'zod';
import { isRefused } from '../meeting/refusal.ts';
import { denyAll as refuseRequests } from '../meeting/request.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';

/** The button *Deny all* of the code requests. */
export const denyAll = meetingCommand({
  name: 'deny-all',
  listed: false,
  summary: (text) => text.buttons.denyAll,
  example: '/meeting show 234 5678 9012',
  right: 'decide',
  input: z.object({ meeting: field.meeting() }),
  async run(context) {
    const { record, actor, now } = context;
    const next = refuseRequests(record, actor.id, now);
    if (isRefused(next)) return next;
    const denied = record.requests.filter(({ state }) => state === 'open');
    const noted = denied.map(({ account }) => ({ action: 'denied', about: account }) as const);
    return { kind: 'done', data: denied.length, change: decide(context, record, next, noted) };
  },
  answer(denied, reader) {
    const text = catalogueFor(reader.locale);
    return { kind: 'private', message: say({ title: text.answers.deniedAll(denied) }, text) };
  },
});
