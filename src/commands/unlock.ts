import { z } from 'zod';
import { combine, workspaceChange } from '../meeting/change.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { plainCommand } from './command.ts';
import { noteOf } from './decision.ts';

/** `/meeting unlock`: takes the lock back. */
export const unlock = plainCommand({
  name: 'unlock',
  summary: (text) => text.commands.unlock,
  example: '/meeting unlock',
  who: 'admin',
  input: z.object({}),
  async run(context) {
    const unlocked = workspaceChange({ ...context.workspace, locked: false });
    const change = combine(unlocked, noteOf(context, null, [{ action: 'unlocked' }]));
    return { kind: 'done', data: null, change };
  },
  answer(_data, reader) {
    const text = catalogueFor(reader.locale);
    const { unlocked, unlockedThen } = text.answers;
    return { kind: 'private', message: say({ title: unlocked, lines: [unlockedThen] }, text) };
  },
});
