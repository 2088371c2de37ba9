import { afterEach, expect, it } from 'vitest';
import { anEntry } from '../time/an-entry.ts';
import { readCalendar } from '../time/read-calendar.ts';
import { started } from './core.ts';

let world: Awaited<ReturnType<typeof started>>;
afterEach(async () => {
  await world.close();
  expect(world.telegram.violations).toEqual([]);
});

async function open() {
  world = await started({});
  const { telegram, core } = world;
  core.answer = () => ({
    kind: 'private',
    message: {
      notice: 'Standup',
      blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Open the file' }] }],
      calendar: anEntry({ title: 'Fünf Sterne ⭐' }),
    },
  });
  const files = () =>
    telegram.requests
      .filter(({ method }) => method === 'sendDocument')
      .map(({ body }) => ({ chat: Number(body['chat_id']), document: body['document'] }));
  return { ...world, files };
}

it('brings a calendar file below the answer in the private chat', async () => {
  const { telegram, olga, files } = await open();
  const { messages } = await telegram.as(olga).types('private', '/meeting list');
  expect(messages.map(({ text }) => text)).toContain('Open the file');
  const [file] = files();
  expect(file?.chat).toBe(olga);
  expect(file?.document).toMatchObject({ name: 'funf-sterne.ics' });
  const { content } = Object(file?.document);
  expect(readCalendar(String(content)).events[0]?.summary).toBe('Fünf Sterne ⭐');
});

it('brings it there too when it is asked for in a group, where nothing of it is said', async () => {
  const { telegram, olga, group, files } = await open();
  await telegram.as(olga).types(group, '/meeting list');
  expect(files().map(({ chat }) => chat)).toEqual([olga]);
  expect(JSON.stringify(telegram.messagesIn(group))).not.toContain('Open the file');
});

it('says that it did not come', async () => {
  const { telegram, olga } = await open();
  telegram.fail('sendDocument', { code: 500 });
  const { messages } = await telegram.as(olga).types('private', '/meeting list');
  expect(messages.map(({ text }) => text)).toContain('The file could not be sent. Try again in a moment.');
});
