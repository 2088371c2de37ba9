import { z } from 'zod';
import { checkPasscode } from '../meeting/passcode.ts';
import { allows } from '../meeting/plan.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { replaceLinks } from '../meeting/rotate.ts';
import { button, topicOf } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { meetingCommand } from './command.ts';
import { decide } from './decision.ts';
import { field } from './fields.ts';
import { accountsOf, mutedBy } from './invitees.ts';
import { rotated } from './rotation.ts';

/** `/meeting rotate <id> [passcode]`: the old one dead at once; personal links stay, unless they are to go too. */
export const rotate = meetingCommand({
  name: 'rotate',
  summary: (text) => text.commands.rotate,
  example: '/meeting rotate 234 5678 9012',
  right: 'rotate',
  input: z.object({
    meeting: field.meeting().optional(),
    links: field.toggle((text) => text.fields.links, { keyword: 'with links' }).optional(),
    passcode: field.passcode().optional(),
  }),
  async run(context, { passcode, links = false }) {
    const { record, workspace } = context;
    if (passcode !== undefined && !allows(workspace.plan, 'passcode')) {
      return refuse({ why: 'plan', what: 'passcode' });
    }
    const chosen = passcode === undefined ? undefined : checkPasscode(passcode);
    if (chosen && 'problem' in chosen) return refuse({ why: 'passcode-policy', problem: chosen.problem });
    const renewed = rotated(context, record, chosen);
    const next = !isRefused(renewed) && links ? replaceLinks(renewed) : renewed;
    if (isRefused(next)) return next;
    const muted = mutedBy(await accountsOf(context, record), record.meeting.organizer);
    const replaced = links ? [{ action: 'links-replaced' } as const] : [];
    const change = decide(context, record, next, [{ action: 'rotated' }, ...replaced], muted);
    return { kind: 'done', data: { record: next, links }, change };
  },
  answer({ record, links }, reader) {
    const text = catalogueFor(reader.locale);
    const { key } = record.meeting;
    const invitees = record.invitations.filter(
      ({ state, role }) => state === 'invited' && role !== 'organizer',
    );
    const lines = [
      text.answers.rotatedThen(invitees.length),
      links ? text.answers.linksReplaced : text.answers.linksKept,
    ];
    const title = text.answers.rotated(topicOf(record.meeting, null, text));
    const buttons = [
      button(text.buttons.show, `reveal:${key}`),
      ...(links ? [] : [button(text.buttons.replaceLinks, `rotate:${key}:yes`)]),
    ];
    return { kind: 'private', message: say({ title, sign: 'lock', lines, buttons }, text) };
  },
});
