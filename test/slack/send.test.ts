import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createApi } from '../../adapters/chat/slack/api.ts';
import { personId } from '../../adapters/chat/slack/ids.ts';
import { createMessenger } from '../../adapters/chat/slack/send.ts';
import type { Tokens } from '../../adapters/chat/slack/tokens.ts';
import { asId, type DeliveryId, type ForeignId, fresh } from '../../src/ids.ts';
import type { Messenger, Place } from '../../src/ports/messenger.ts';
import { Secret } from '../../src/vault/secret.ts';
import { type FakeSlack, startSlack } from '../fakes/slack/slack-server.ts';

let slack: FakeSlack;
let token: string;
let messenger: Messenger;
let olga: Extract<Place, { kind: 'person' }>;
const never = new AbortController().signal;
const message = { notice: 'Hello', blocks: [] };

beforeEach(async () => {
  slack = await startSlack();
  token = slack.botToken;
  const tokens: Tokens = {
    of: async (team) => (team === slack.team ? { token: new Secret(token), bot: slack.botUser } : null),
    drop: async () => {},
  };
  messenger = createMessenger(createApi({ apiUrl: slack.url }, tokens));
  const person = personId(slack.team, slack.addUser({ name: 'Olga' }));
  olga = { kind: 'person', workspace: asId<ForeignId>(slack.team), person };
});
afterEach(() => slack.close());

const posts = () => slack.requests.filter(({ method }) => method === 'chat.postMessage');

it('asks for no previews, and names the delivery where only apps look', async () => {
  const id = fresh<DeliveryId>();
  await messenger.send(id, { to: olga, message }, never);
  expect(posts()[0]?.body).toMatchObject({
    unfurl_links: 'false',
    unfurl_media: 'false',
    metadata: { event_type: 'latchkey_delivery', event_payload: { id } },
  });
});

it.each(['rate', '502', 'drop-answer', 'drop'] as const)('posts once when it meets %s', async (fault) => {
  slack.fail('chat.postMessage', fault);
  await expect(messenger.send(fresh<DeliveryId>(), { to: olga, message }, never)).rejects.toMatchObject({
    failure: fault === 'rate' ? 'later' : 'ambiguous',
    scope: fault === 'rate' ? 'place' : 'workspace',
  });
  expect(posts()).toHaveLength(1);
});

it('lets edits alone wait when Slack takes no more of them', async () => {
  const ref = await messenger.send(fresh<DeliveryId>(), { to: olga, message }, never);
  slack.fail('chat.update', 'rate');
  await expect(messenger.edit(ref, { to: olga, message }, never)).rejects.toMatchObject({
    failure: 'later',
    scope: 'edits',
  });
});

it('stops waiting when it is told to stop', async () => {
  slack.pause('chat.postMessage', 300);
  const signal = AbortSignal.timeout(50);
  const sent = messenger.send(fresh<DeliveryId>(), { to: olga, message }, signal);
  await expect(sent).rejects.toMatchObject({ failure: 'ambiguous' });
  await vi.waitFor(() => expect(posts()[0]?.status).toBe(200));
});

it('cannot tell what arrived where it may not read', async () => {
  slack.fail('conversations.history', { error: 'missing_scope' });
  expect(await messenger.findSent(fresh<DeliveryId>(), olga, never)).toEqual({ kind: 'unknown' });
});

it('finds a message that a hundred others followed no more, and says so', async () => {
  const id = fresh<DeliveryId>();
  await messenger.send(id, { to: olga, message }, never);
  for (let sent = 0; sent < 100; sent += 1)
    await messenger.send(fresh<DeliveryId>(), { to: olga, message }, never);
  expect(await messenger.findSent(id, olga, never)).toEqual({ kind: 'unknown' });
});

it('says that a message is gone', async () => {
  const edit = (ref: string) => messenger.edit(ref, { to: olga, message }, never);
  await messenger.send(fresh<DeliveryId>(), { to: olga, message }, never);
  const [first] = slack.dm(slack.state.user(olga.person.split(':')[1] ?? '').id);
  await expect(edit(`${first?.channel}:1.1`)).rejects.toMatchObject({
    failure: 'refused',
    reason: 'message-gone',
  });
  await expect(edit('not-a-reference')).rejects.toMatchObject({ failure: 'refused' });
});

it('says that the bot was removed, and works again with a new token', async () => {
  const send = () => messenger.send(fresh<DeliveryId>(), { to: olga, message }, never);
  token = 'xoxb-wrong';
  await expect(send()).rejects.toMatchObject({ failure: 'revoked' });
  token = slack.botToken;
  await send();
  const elsewhere = { ...olga, workspace: asId<ForeignId>('T999') };
  const sent = messenger.send(fresh<DeliveryId>(), { to: elsewhere, message }, never);
  await expect(sent).rejects.toMatchObject({ failure: 'revoked' });
});
