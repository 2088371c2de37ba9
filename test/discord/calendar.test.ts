import { expect, it } from 'vitest';
import type { Acknowledgement } from '../../src/ports/inbox.ts';
import { anEntry } from '../time/an-entry.ts';
import { readCalendar } from '../time/read-calendar.ts';
import { started, textOf } from './core.ts';

it.each<Acknowledgement>(['private', 'answer', 'public'])(
  'brings a calendar file with the answer, to the asker alone (acknowledged: %s)',
  async (how) => {
    const { discord, core, olga, general } = await started();
    core.how = how;
    core.answer = () => ({
      kind: 'private',
      message: {
        notice: 'Standup',
        blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Open the file' }] }],
        calendar: anEntry({ title: 'Fünf Sterne ⭐' }),
      },
    });
    const reply = await discord.as(olga).slash(general, 'list');
    expect(textOf(reply)).toContain('Open the file');
    const files = discord.requests.flatMap((request) => request.files);
    expect(files.map(({ name }) => name)).toEqual(['funf-sterne.ics']);
    expect(readCalendar(files[0]?.content ?? '').events[0]?.summary).toBe('Fünf Sterne ⭐');
    expect(reply.ephemeral).toBe(true);
    expect(discord.violations).toEqual([]);
  },
);
