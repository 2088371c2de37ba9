import { expect, it, onTestFinished } from 'vitest';
import { bringFile } from '../../adapters/chat/slack/bring-file.ts';
import { webClient } from '../../adapters/chat/slack/web-client.ts';
import { createLog } from '../../src/log.ts';
import type { Answer } from '../../src/messages/answer.ts';
import { en } from '../../src/messages/en.ts';
import { Secret } from '../../src/vault/secret.ts';
import { startSlack } from '../fakes/slack/slack-server.ts';
import { anEntry } from '../time/an-entry.ts';
import { readCalendar } from '../time/read-calendar.ts';

async function open() {
  const slack = await startSlack();
  onTestFinished(() => slack.close());
  const client = webClient(slack.url, new Secret(slack.botToken));
  const said = (answer: Answer) => JSON.stringify('message' in answer ? answer.message : answer);
  return {
    slack,
    said,
    brings: (answer: Answer, user: string) =>
      bringFile(
        Promise.resolve(answer),
        { user, text: Promise.resolve(en) },
        { client, log: createLog('silent') },
      ),
  };
}

const answer: Answer = {
  kind: 'private',
  message: { notice: 'Standup', blocks: [], calendar: anEntry({ title: 'Fünf Sterne ⭐' }) },
};

it('brings a calendar file into the direct messages of whoever asked, and says so', async () => {
  const { slack, said, brings } = await open();
  const [olga, ivan] = [slack.addUser({ name: 'Olga' }), slack.addUser({ name: 'Ivan' })];
  const shown = await brings(answer, olga);
  expect(said(shown)).toContain('The file is in our private chat: funf-sterne.ics');
  expect(said(shown)).not.toContain('calendar');
  const [message] = slack.dm(olga);
  const [file] = message?.files ?? [];
  expect(file?.name).toBe('funf-sterne.ics');
  expect(readCalendar(file?.content ?? '').events[0]?.summary).toBe('Fünf Sterne ⭐');
  expect(slack.dm(ivan)).toEqual([]);
});

it.each([
  ['files.getUploadURLExternal', { error: 'missing_scope' }],
  ['files.completeUploadExternal', '502'],
  ['upload_url', '502'],
] as const)('says that it did not come where Slack takes none (%s)', async (method, fault) => {
  const { slack, said, brings } = await open();
  const olga = slack.addUser({ name: 'Olga' });
  slack.fail(method, fault);
  expect(said(await brings(answer, olga))).toContain('The file could not be sent');
  expect(slack.dm(olga)).toEqual([]);
});

it('leaves every other answer as it is', async () => {
  const { slack, brings } = await open();
  const other: Answer = { kind: 'nothing' };
  expect(await brings(other, slack.addUser({ name: 'Olga' }))).toBe(other);
  expect(slack.requests).toEqual([]);
});
