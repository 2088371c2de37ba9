import { z } from 'zod';
import { combine, workspaceChange } from '../meeting/change.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { question } from '../messages/question.ts';
import { say } from '../messages/say.ts';
import { plainCommand } from './command.ts';
import { noteOf } from './decision.ts';

/** `/meeting lock`: creating, claiming, asking and passcode entry stop at once, for a server that is being raided. */
export const lock = plainCommand({
  name: 'lock',
  summary: (text) => text.commands.lock,
  example: '/meeting lock',
  who: 'admin',
  input: z.object({}),
  async run(context) {
    const { workspace } = context;
    const data = { name: workspace.name, asking: !context.confirmed };
    if (!context.confirmed) return { kind: 'question', data, values: {} };
    const locked = workspaceChange({ ...workspace, locked: true });
    return { kind: 'done', data, change: combine(locked, noteOf(context, null, [{ action: 'locked' }])) };
  },
  answer({ name, asking }, reader) {
    const text = catalogueFor(reader.locale);
    if (asking) return question(text.questions.lock(name), reader);
    const { locked, lockedThen } = text.answers;
    return { kind: 'private', message: say({ title: locked, sign: 'lock', lines: [lockedThen] }, text) };
  },
});
