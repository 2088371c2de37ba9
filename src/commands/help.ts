import { z } from 'zod';
import { help as helpMessage } from '../messages/help.ts';
import { plainCommand } from './command.ts';

/** `/meeting help`: all commands, from their own descriptions. */
export const help = plainCommand({
  name: 'help',
  summary: (text) => text.commands.help,
  example: '/meeting help',
  who: 'anyone',
  acknowledge: 'answer',
  input: z.object({}),
  run: async ({ commands }) => ({ kind: 'done', data: commands, change: null }),
  answer: (commands, reader) => ({ kind: 'private', message: helpMessage(commands, reader) }),
});
