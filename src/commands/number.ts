import { z } from 'zod';
import { checkNumber, showMeetingId } from '../meeting/meeting-id.ts';
import { allows } from '../meeting/plan.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { renumber } from '../meeting/renumber.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { refusalLine } from '../messages/refusal.ts';
import { say } from '../messages/say.ts';
import { openPasscode } from './codes.ts';
import { plainCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { roomOf } from './personal-room.ts';

/** The button *Choose number* of a personal room, in workspaces on the pro plan. */
export const number = plainCommand({
  name: 'number',
  listed: false,
  summary: (text) => text.buttons.chooseNumber,
  example: '/meeting room',
  who: 'creator',
  acknowledge: 'form',
  input: z.object({
    number: field.text((text) => text.fields.number, { hint: (text) => text.hints.number }),
  }),
  form: {
    steps: [['number']],
    title: (text) => text.forms.number,
    button: (text) => text.buttons.save,
    prefill: ({ workspace }) =>
      allows(workspace.plan, 'number') ? {} : refuse({ why: 'plan', what: 'number' }),
    choices: () => ({}),
    check({ number: typed }, reader): Record<string, string> {
      if (typeof typed !== 'string') return {};
      const checked = checkNumber(typed);
      if ('number' in checked) return {};
      return { number: refusalLine({ why: 'number-rules', problem: checked.problem }, reader) };
    },
    echo: () => null,
  },
  async run(context, { number: typed }) {
    if (!allows(context.workspace.plan, 'number')) return refuse({ why: 'plan', what: 'number' });
    const checked = checkNumber(typed);
    if ('problem' in checked) return refuse({ why: 'number-rules', problem: checked.problem });
    const meetingId = checked.number;
    if (await context.store.meetings.isTaken(meetingId)) return refuse({ why: 'number-taken' });
    const { record, stored } = await roomOf(context);
    const check = context.vault.check(meetingId, openPasscode(context, record));
    const next = renumber(record, { meetingId, check });
    if (isRefused(next)) return next;
    return {
      kind: 'done',
      data: meetingId,
      change: decide(context, stored, next, [{ action: 'renumbered' }]),
    };
  },
  answer(meetingId, reader) {
    const text = catalogueFor(reader.locale);
    const title = text.answers.numberChanged(showMeetingId(meetingId));
    return { kind: 'private', message: say({ title, lines: [text.answers.numberChangedThen] }, text) };
  },
});
