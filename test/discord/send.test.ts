import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dmOf } from '../../adapters/chat/discord/ids.ts';
import { createMessenger } from '../../adapters/chat/discord/send.ts';
import { SECOND } from '../../src/clock.ts';
import { DeliveryError } from '../../src/errors.ts';
import { asId, type DeliveryId, type ForeignId, fresh } from '../../src/ids.ts';
import type { PublicMessage } from '../../src/messages/message.ts';
import type { Messenger, Place } from '../../src/ports/messenger.ts';
import { type FakeDiscord, startDiscord } from '../fakes/discord/discord-server.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { apiOf } from './discord-api.ts';

type PersonPlace = Extract<Place, { kind: 'person' }>;
type ConversationPlace = Extract<Place, { kind: 'conversation' }>;

let discord: FakeDiscord;
let clock: FakeClock;
let messenger: Messenger;
let olga: PersonPlace;
let general: ConversationPlace;

const PATIENCE = { timeout: 10_000 };
const never = new AbortController().signal;
const message: PublicMessage = {
  notice: 'Hello',
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: 'Hello' }] }],
};
const withButton: PublicMessage = {
  ...message,
  blocks: [{ kind: 'buttons', buttons: [{ kind: 'press', label: 'Join', press: 'join:x', style: 'plain' }] }],
};
const personOf = (user: string): PersonPlace => ({
  kind: 'person',
  workspace: asId<ForeignId>(discord.guild),
  person: asId<ForeignId>(user),
});
const someone = (name = 'Ivan'): PersonPlace => personOf(discord.addUser({ name }));
const send = (to: PersonPlace = olga, id = fresh<DeliveryId>()) => messenger.send(id, { to, message }, never);
/** To somebody who was never written to, when it is time for that. */
async function sendNew(to: PersonPlace = someone()) {
  await clock.advance(SECOND);
  return send(to);
}
const requests = (line: string) =>
  discord.requests.filter(({ method, path }) => `${method} ${path}` === line);
const opened = () => requests('POST /users/@me/channels');
const posts = () =>
  discord.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));

beforeEach(async () => {
  discord = await startDiscord();
  clock = new FakeClock();
  messenger = createMessenger({ api: apiOf(discord), clock });
  olga = someone('Olga');
  const conversation = asId<ForeignId>(discord.addChannel(discord.guild, { name: 'general' }));
  general = { kind: 'conversation', workspace: olga.workspace, conversation };
});
afterEach(async () => {
  await discord.close();
  expect(discord.violations).toEqual([]);
});

it('asks Discord to take a repeat for the same message', async () => {
  const id = fresh<DeliveryId>();
  const first = await send(olga, id);
  expect(await send(olga, id)).toBe(first);
  expect(discord.dmsOf(olga.person)).toHaveLength(1);
  expect(posts()[0]?.body).toMatchObject({ nonce: id, enforce_nonce: true, allowed_mentions: { parse: [] } });
});

it('opens the private channel of a person once', async () => {
  await send();
  await send();
  expect(opened()).toHaveLength(1);
});

it.each([
  ['429', { status: 429, retryAfter: 2 }, 'later', 'place'],
  ['429 for all', { status: 429, retryAfter: 2, scope: 'global' }, 'later', 'platform'],
  ['502', { status: 502 }, 'ambiguous', 'workspace'],
  ['a lost answer', { drop: 'answer' }, 'ambiguous', 'workspace'],
  ['a lost request', { drop: 'request' }, 'ambiguous', 'workspace'],
] as const)('posts once when it meets %s', async (_, fault, failure, scope) => {
  discord.fail('POST /channels/*/messages', fault);
  await expect(send()).rejects.toMatchObject({ failure, scope });
  expect(posts()).toHaveLength(1);
});

it('stops waiting when it is told to stop, and leaves nothing behind on the signal', async () => {
  await send();
  discord.fail('POST /channels/*/messages', { after: 300 });
  const stopping = new AbortController();
  const sent = messenger.send(fresh<DeliveryId>(), { to: olga, message }, stopping.signal);
  await expect.poll(() => posts()).toHaveLength(2);
  stopping.abort();
  await expect(sent).rejects.toMatchObject({ failure: 'ambiguous' });
  await messenger.send(fresh<DeliveryId>(), { to: olga, message }, never);
  expect(getEventListeners(never, 'abort')).toEqual([]);
});

describe('looking for what was sent', () => {
  it('finds it by its buttons, or by its own number where it has none', async () => {
    for (const content of [withButton, message]) {
      const id = fresh<DeliveryId>();
      const ref = await messenger.send(id, { to: general, message: content }, never);
      expect(await messenger.findSent(id, general, never)).toEqual({ kind: 'found', ref });
    }
    expect(await messenger.findSent(fresh<DeliveryId>(), general, never)).toEqual({ kind: 'absent' });
  });

  it('finds it in the private channel after a restart', async () => {
    const id = fresh<DeliveryId>();
    const ref = await send(olga, id);
    const again = createMessenger({ api: apiOf(discord), clock });
    expect(await again.findSent(id, olga, never)).toEqual({ kind: 'found', ref });
  });

  it('cannot tell where it may not read, or sees nothing at all', async () => {
    discord.fail('GET /channels/*/messages', { status: 403, code: 50001 });
    expect(await messenger.findSent(fresh<DeliveryId>(), general, never)).toEqual({ kind: 'unknown' });
    expect(await messenger.findSent(fresh<DeliveryId>(), general, never)).toEqual({ kind: 'unknown' });
    expect(await messenger.findSent(fresh<DeliveryId>(), olga, never)).toEqual({ kind: 'absent' });
  });

  it('finds a message that a hundred others followed no more, and says so', async () => {
    discord.enforce(null);
    const id = fresh<DeliveryId>();
    await send(olga, id);
    for (let count = 0; count < 100; count += 1) {
      // discord.js counts 50 requests a second by itself, each client its own.
      if (count % 25 === 0) messenger = createMessenger({ api: apiOf(discord), clock });
      await send();
    }
    messenger = createMessenger({ api: apiOf(discord), clock });
    expect(await messenger.findSent(id, olga, never)).toEqual({ kind: 'unknown' });
  });
});

it('says that a message is gone', async () => {
  const edit = (ref: string) => messenger.edit(ref, { to: olga, message }, never);
  const ref = await send();
  const [first] = discord.dmsOf(olga.person);
  if (first) discord.removeMessage(first);
  await expect(edit(ref)).rejects.toMatchObject({ failure: 'refused', reason: 'message-gone' });
  await expect(edit('not-a-reference')).rejects.toMatchObject({ failure: 'refused' });
  await expect(edit('../../x:1')).rejects.toMatchObject({ failure: 'refused' });
});

it('says why somebody is not reached', async () => {
  const mia = personOf(discord.addUser({ name: 'Mia', dms: 'closed' }));
  await expect(send(mia)).rejects.toMatchObject({ failure: 'unreachable', reason: 'dm-closed' });
  discord.leave(discord.guild, olga.person);
  await expect(sendNew(olga)).rejects.toMatchObject({ failure: 'unreachable', reason: 'no-shared-server' });
  const nobody = personOf('nobody');
  await expect(send(nobody)).rejects.toMatchObject({ failure: 'unreachable', reason: 'user-gone' });
});

it('says that the bot was removed from the server', async () => {
  await send();
  discord.removeBot(discord.guild);
  await expect(sendNew()).rejects.toMatchObject({ failure: 'revoked' });
  const post = { to: general, message };
  await expect(messenger.send(fresh<DeliveryId>(), post, never)).rejects.toMatchObject({
    failure: 'revoked',
  });
  const dm = { ...olga, workspace: dmOf(olga.person) };
  await expect(send(dm)).rejects.toMatchObject({ failure: 'unreachable', reason: 'no-shared-server' });
});

it('says that a channel is gone', async () => {
  discord.removeChannel(general.conversation);
  const sent = messenger.send(fresh<DeliveryId>(), { to: general, message }, never);
  await expect(sent).rejects.toMatchObject({ failure: 'refused', reason: 'channel-gone' });
});

it('writes again to somebody who opened their messages', async () => {
  discord.setDms(olga.person, 'closed');
  await expect(send()).rejects.toMatchObject({ failure: 'unreachable' });
  discord.setDms(olga.person, 'open');
  await send();
  expect(discord.dmsOf(olga.person)).toHaveLength(1);
});

it('works again when Discord takes its token again', async () => {
  discord.fail('POST /channels/*/messages', { status: 401, code: 0 });
  await expect(send()).rejects.toMatchObject({ failure: 'revoked' });
  await send();
});

describe('writing to many for the first time', () => {
  it('brings some at once, one after the other, and has the others come back', async () => {
    const waits = Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        send(someone(`Guest ${at}`)).then(
          () => 0,
          (error: unknown) =>
            error instanceof DeliveryError ? error.retryAfter : expect.fail(String(error)),
        ),
      ),
    );
    for (const many of [1, 2, 3, 4]) {
      await vi.waitFor(() => expect(posts()).toHaveLength(many), PATIENCE);
      await clock.advance(524);
      expect(opened()).toHaveLength(many);
      await clock.advance(1);
    }
    expect((await waits).map((wait) => wait > 2 * SECOND)).toEqual([false, false, false, false, true, true]);
  });

  it('needs no turn for those whom it knows', async () => {
    await send();
    await sendNew();
    await send();
    await send();
    expect(posts()).toHaveLength(4);
  });

  it('makes a pause when Discord says so, in which those whom it knows are written to', async () => {
    await send();
    discord.fail('POST /users/@me/channels', { status: 403, code: 40003 });
    const ivan = someone();
    await expect(sendNew(ivan)).rejects.toMatchObject({
      failure: 'later',
      scope: 'place',
      retryAfter: 10 * SECOND,
    });
    await send();
    await expect(sendNew()).rejects.toMatchObject({ failure: 'later' });
    expect(opened()).toHaveLength(2);
    await clock.advance(10 * SECOND);
    await send(ivan);
  });

  it('says that Discord lets the bot write to nobody new, and does not ask again for a while', async () => {
    await send();
    discord.fail('POST /users/@me/channels', { status: 403, code: 20026 });
    const quarantined = { failure: 'unreachable', reason: 'quarantined' };
    await expect(sendNew()).rejects.toMatchObject(quarantined);
    await expect(sendNew()).rejects.toMatchObject(quarantined);
    expect(opened()).toHaveLength(2);
    await send();
    await clock.advance(600 * SECOND);
    await send(someone());
  });

  it('does not doubt a message when only the channel was in doubt', async () => {
    discord.fail('POST /users/@me/channels', { drop: 'answer' });
    await expect(send()).rejects.toMatchObject({ failure: 'failed' });
    await sendNew(olga);
    expect(discord.dmsOf(olga.person)).toHaveLength(1);
  });
});
