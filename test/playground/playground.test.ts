import { chmod, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import { DeliveryError } from '../../src/errors.ts';
import { asId, type DeliveryId, type ForeignId } from '../../src/ids.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { PublicMessage } from '../../src/messages/message.ts';
import type { Acknowledgement, Dispatcher, Invocation } from '../../src/ports/inbox.ts';
import { addKey, makePrimary, removeKey } from '../../src/vault/keyring.ts';
import { Secret } from '../../src/vault/secret.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import {
  newKeyring,
  type PlaygroundServer,
  startPlayground,
  temporaryDirectory,
} from './playground-server.ts';

const CODE = 'K7QW3M9XTB';
const never = new AbortController().signal;
const workspace = asId<ForeignId>('playground');
const toPerson = (name: string) => ({ kind: 'person', workspace, person: asId<ForeignId>(name) }) as const;
const toChannel = (name: string) =>
  ({ kind: 'conversation', workspace, conversation: asId<ForeignId>(name) }) as const;
const delivery = (name: string) => asId<DeliveryId>(name);

const says = (text: string): PublicMessage => ({
  notice: text,
  blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text }] }],
});
const privately = (text: string): Answer => ({ kind: 'private', message: says(text) });
const slip = {
  notice: 'Your code',
  blocks: [
    {
      kind: 'paragraph',
      spans: [{ kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden: false }],
    },
  ],
} as const;

/** Answers from a script, and keeps what it was asked. An event that it has seen gets `nothing`, as in the core. */
class Scripted implements Dispatcher {
  readonly asked: Invocation[] = [];
  readonly suggested: Invocation[] = [];
  acknowledged: Acknowledgement = 'private';
  readonly #answer: (invocation: Invocation) => Answer | Promise<Answer>;

  constructor(answer: (invocation: Invocation) => Answer | Promise<Answer>) {
    this.#answer = answer;
  }

  acknowledgement(): Acknowledgement {
    return this.acknowledged;
  }

  async handle(invocation: Invocation): Promise<Answer> {
    const isKnown = this.asked.some(({ event }) => event === invocation.event);
    this.asked.push(invocation);
    return isKnown ? { kind: 'nothing' } : this.#answer(invocation);
  }

  async left() {}

  async migrated() {}

  async reachable() {}
  async kept() {}

  async suggest(invocation: Invocation) {
    this.suggested.push(invocation);
    return [{ value: 'rotate', label: 'rotate <meeting>', hint: 'New passcode' }];
  }
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let server: PlaygroundServer;

beforeEach(async () => {
  directory = await temporaryDirectory();
  server = await startPlayground(directory.path);
});
afterEach(async () => {
  await server.close();
  await directory.remove();
});

async function start(
  answer: (invocation: Invocation) => Answer | Promise<Answer> = () => privately('Done.'),
) {
  const dispatcher = new Scripted(answer);
  await server.adapter.inbox.start(dispatcher);
  return dispatcher;
}

const Answered = z.object({ form: z.unknown().optional(), error: z.string().optional() });
const act = async (as: string, where: string, did: object, id: string = crypto.randomUUID()) => {
  const response = await server.post('act', { id, as, in: where, ...did });
  return { status: response.status, ...Answered.parse(await response.json()) };
};
const say = (as: string, where: string, text: string, id?: string) =>
  act(as, where, { kind: 'say', text }, id);
const press = (as: string, where: string, entry: string) =>
  act(as, where, { kind: 'press', press: 'show:x', entry });

/** What an entry says, in one line. */
const textOf = ({ body }: Entry): string =>
  body.kind === 'line'
    ? body.text
    : body.blocks
        .flatMap((block) => (block.kind === 'paragraph' ? block.spans : []))
        .map((span) => ('text' in span ? span.text : ''))
        .join('');
const read = async (as: string, where?: string) => (await server.seen(as, where)).map(textOf);

describe('what people type', () => {
  it('is talk for everybody in the channel and reaches no command', async () => {
    const dispatcher = await start();
    await say('olga', 'general', 'Good morning');
    expect(await read('pat', 'general')).toEqual(['Good morning']);
    expect(dispatcher.asked).toEqual([]);
  });

  it('is seen by its author alone when it is a command, and so is the private answer', async () => {
    await start();
    await say('olga', 'general', `/meeting join 23456789012 ${CODE}`);
    expect(await read('olga', 'general')).toEqual([`/meeting join 23456789012 ${CODE}`, 'Done.']);
    expect(await read('ivan')).toEqual([]);
  });

  it('is answered for all only where that was acknowledged', async () => {
    const dispatcher = await start(() => ({ kind: 'public', message: says('Hello all.') }));
    await say('olga', 'general', '/meeting now');
    expect(await read('ivan', 'general')).toEqual([]);
    dispatcher.acknowledged = 'public';
    await say('olga', 'general', '/meeting now');
    expect(await read('ivan', 'general')).toEqual(['Hello all.']);
    await say('olga', 'dm-olga', 'now');
    expect(await read('ivan')).toEqual(['Hello all.']);
  });

  it('gets a word when no such command is here', async () => {
    const dispatcher = await start();
    await say('olga', 'general', '/giphy cats');
    expect(await read('olga', 'general')).toEqual([
      '/giphy cats',
      'There is no /giphy here. Commands begin with /meeting.',
    ]);
    expect(await read('ivan')).toEqual([]);
    expect(dispatcher.asked).toEqual([]);
  });

  it('stays text, however hostile', async () => {
    await start();
    const hostile = '<img src=x onerror=alert(1)> @everyone <!channel> \u202Eabc\u0000';
    await say('olga', 'general', hostile);
    expect(await read('ivan', 'general')).toEqual(['<img src=x onerror=alert(1)> @everyone <!channel> abc']);
  });

  it('is completed by the dispatcher, with the word being typed as the last', async () => {
    const dispatcher = await start();
    const response = await server.post('suggest', { as: 'olga', in: 'general', text: '/meeting ro' });
    expect(await response.json()).toEqual({
      suggestions: [{ value: 'rotate', label: 'rotate <meeting>', hint: 'New passcode' }],
    });
    expect(dispatcher.suggested[0]?.request).toEqual({ kind: 'words', words: ['ro'] });
    for (const unasked of [
      { as: 'olga', in: 'general', text: 'hello' },
      { as: 'pat', in: 'design', text: '/meeting ' },
    ])
      expect(await (await server.post('suggest', unasked)).json()).toEqual({ suggestions: [] });
  });
});

describe('the same thing done twice', () => {
  it('is one event and one answer when a click was doubled', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const dispatcher = await start(() => promise);
    const id = crypto.randomUUID();
    const both = [say('olga', 'general', '/meeting list', id), say('olga', 'general', '/meeting list', id)];
    await expect.poll(() => dispatcher.asked.length).toBe(1);
    resolve(privately('Your meetings'));
    await Promise.all(both);
    expect(dispatcher.asked).toHaveLength(1);
    expect(dispatcher.asked[0]?.event).toBe(`playground:${id}`);
    expect(await read('olga', 'general')).toEqual(['/meeting list', 'Your meetings']);
  });

  it('is answered once when the page repeats it later', async () => {
    await start();
    const id = crypto.randomUUID();
    await say('olga', 'general', '/meeting now', id);
    await say('olga', 'general', '/meeting now', id);
    expect(await read('olga', 'general')).toEqual(['/meeting now', 'Done.']);
  });

  it('says so when the first answer was lost in a restart', async () => {
    await start(() => ({ kind: 'nothing' }));
    await say('olga', 'general', '/meeting now');
    expect(await read('olga', 'general')).toEqual([
      '/meeting now',
      'This was done already. Its answer was lost in a restart.',
    ]);
  });
});

describe('a pressed button', () => {
  it('of a private answer has its answer put in its place', async () => {
    await start(({ request }) => privately(request.kind === 'press' ? 'Code shown.' : 'Code hidden.'));
    await say('olga', 'general', '/meeting show');
    const [, answer] = await server.seen('olga', 'general');
    await press('olga', 'general', answer?.id ?? '');
    expect(await read('olga', 'general')).toEqual(['/meeting show', 'Code shown.']);
  });

  it('of a delivered message leaves the message', async () => {
    await start();
    const ref = await server.adapter.messenger.send(
      delivery('d1'),
      { to: toPerson('olga'), message: slip },
      never,
    );
    await press('olga', 'dm-olga', ref);
    expect(await read('olga', 'dm-olga')).toEqual([CODE, 'Done.']);
  });

  it('never touches the private answer of somebody else', async () => {
    await start(({ actor }) => privately(`For ${actor.name}`));
    await say('olga', 'general', '/meeting show');
    const [, answer] = await server.seen('olga', 'general');
    await press('ivan', 'general', answer?.id ?? '');
    expect(await read('olga', 'general')).toEqual(['/meeting show', 'For Olga']);
    expect(await read('ivan', 'general')).toEqual(['For Ivan']);
  });
});

describe('a form', () => {
  const step = (error: string | null): Answer => ({
    kind: 'form',
    form: {
      submit: 'new:f1',
      title: 'New meeting',
      step: 1,
      steps: 1,
      intro: [],
      fields: [
        {
          name: 'topic',
          kind: 'text',
          label: 'Topic',
          hint: null,
          required: true,
          value: null,
          choices: [],
          error,
        },
      ],
      asking: null,
      button: 'Create',
    },
  });

  it('goes to the page that asked, comes back with its values, and may come again with errors', async () => {
    const dispatcher = await start(({ request }) => step(request.kind === 'submit' ? 'Say more.' : null));
    const asked = await say('olga', 'general', '/meeting');
    expect(asked.form).toMatchObject({ submit: 'new:f1', fields: [{ name: 'topic', error: null }] });
    const values = { topic: 'Standup', invitees: { people: '@ivan mia' }, room: false, duration: '' };
    const again = await act('olga', 'general', { kind: 'submit', submit: 'new:f1', values });
    expect(again.form).toMatchObject({ fields: [{ error: 'Say more.' }] });
    expect(dispatcher.asked[1]?.request).toEqual({
      kind: 'submit',
      submit: 'new:f1',
      values: {
        topic: 'Standup',
        invitees: [
          { kind: 'person', foreignId: 'ivan' },
          { kind: 'handle', handle: 'mia' },
        ],
        room: false,
      },
    });
    expect(await read('olga', 'general')).toEqual(['/meeting']);
  });
});

describe('a sent message', () => {
  it('that was sent before is not sent again', async () => {
    const { messenger } = server.adapter;
    const post = { to: toPerson('ivan'), message: slip };
    const refs = [
      await messenger.send(delivery('d1'), post, never),
      await messenger.send(delivery('d1'), post, never),
    ];
    expect(new Set(refs).size).toBe(1);
    expect(await read('ivan')).toEqual([CODE]);
  });

  it('reaches Mia once she opens her direct messages, and nobody who left', async () => {
    const { messenger } = server.adapter;
    const sendTo = (name: string, id: string) =>
      messenger.send(delivery(id), { to: toPerson(name), message: slip }, never);
    await expect(sendTo('mia', 'd1')).rejects.toMatchObject({ failure: 'unreachable', reason: 'dm-closed' });
    await server.post('switches', { as: 'mia', dmsOpen: true, member: true });
    await sendTo('mia', 'd2');
    expect(await read('mia')).toEqual([CODE]);
    await server.post('switches', { as: 'mia', dmsOpen: true, member: false });
    await expect(sendTo('mia', 'd3')).rejects.toMatchObject({ failure: 'unreachable', reason: 'user-gone' });
    expect((await say('mia', 'general', 'Still here?')).status).toBe(403);
  });

  it('for a place that is not there is refused', async () => {
    const { messenger } = server.adapter;
    const elsewhere = { ...toChannel('general'), workspace: asId<ForeignId>('elsewhere') };
    for (const to of [toChannel('nowhere'), elsewhere])
      await expect(messenger.send(delivery('d1'), { to, message: says('x') }, never)).rejects.toMatchObject({
        failure: 'refused',
        reason: 'channel-gone',
      });
    await expect(
      messenger.send(delivery('d1'), { to: toPerson('nobody'), message: slip }, never),
    ).rejects.toMatchObject({ reason: 'user-gone' });
    await expect(
      messenger.edit('delivery:none', { to: toPerson('ivan'), message: slip }, never),
    ).rejects.toMatchObject({ failure: 'refused', reason: 'message-gone' });
  });

  it('to a conversation with the bot alone is for its one person', async () => {
    const { messenger } = server.adapter;
    await messenger.send(delivery('d1'), { to: toChannel('dm-olga'), message: says('Card') }, never);
    expect(await read('olga', 'dm-olga')).toEqual(['Card']);
    expect(await read('ivan')).toEqual([]);
  });

  it('cannot be edited into another place', async () => {
    const { messenger } = server.adapter;
    const ref = await messenger.send(
      delivery('d1'),
      { to: toChannel('general'), message: says('Card') },
      never,
    );
    await expect(messenger.edit(ref, { to: toPerson('ivan'), message: slip }, never)).rejects.toThrow(
      DeliveryError,
    );
    expect(await read('ivan')).toEqual(['Card']);
  });

  it('that the disk does not take has failed, without a word of the message', async () => {
    const db = new DatabaseSync(join(directory.path, 'playground.db'));
    db.exec("CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(ABORT, 'disk full'); END");
    const sent = server.adapter.messenger.send(
      delivery('d1'),
      { to: toPerson('ivan'), message: slip },
      never,
    );
    await expect(sent).rejects.toMatchObject({ failure: 'failed', reason: 'disk' });
    await start();
    const { status, error } = await say('olga', 'general', `/meeting join ${CODE}`);
    expect([status, error]).toEqual([500, 'failed']);
    expect(server.logged.join()).toContain('playground request failed');
    expect(server.logged.join()).not.toContain(CODE);
    db.exec('DROP TRIGGER full');
    db.close();
    expect((await say('olga', 'general', 'Back')).status).toBe(200);
  });
});

describe('an open page', () => {
  it('is told of every change as it happens', async () => {
    await start();
    const abort = new AbortController();
    const response = await fetch(`${server.url}/events`, { signal: abort.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (part: string) => {
      while (!heard.includes(part)) heard += (await reader?.read())?.value ?? expect.fail('the stream ended');
    };
    await hear('event: snapshot');
    await say('olga', 'general', 'Good morning');
    await hear('Good morning');
    await server.post('switches', { as: 'ivan', dmsOpen: false, member: true });
    await hear('event: switches');
    expect(heard).toContain('"person":"ivan","switches":{"dmsOpen":false,"member":true}');
    abort.abort();
  });

  it('ends when the bot stops, so that the server can', async () => {
    await start();
    const response = await fetch(`${server.url}/events`);
    await server.adapter.inbox.stop();
    expect(await response.text()).toContain('event: snapshot');
  });
});

describe('after a restart', () => {
  const restart = async (keyring = newKeyring()) => {
    await server.close();
    server = await startPlayground(directory.path, keyring);
  };

  it('everything is still there: talk, private answers, direct messages, switches', async () => {
    await start();
    await say('olga', 'general', 'Good morning');
    await say('olga', 'general', '/meeting list');
    const { messenger } = server.adapter;
    const ref = await messenger.send(delivery('d1'), { to: toPerson('ivan'), message: slip }, never);
    await server.post('switches', { as: 'mia', dmsOpen: true, member: true });
    const before = await server.snapshot();
    await restart();
    expect(await server.snapshot()).toEqual(before);
    expect(await server.adapter.messenger.findSent(delivery('d1'), toPerson('ivan'), never)).toEqual({
      kind: 'found',
      ref,
    });
  });

  it('a private message opens with the keys of before, also when another one is primary now', async () => {
    await server.adapter.messenger.send(delivery('d1'), { to: toPerson('ivan'), message: slip }, never);
    const { keyring, id } = addKey(newKeyring(), seededRandom('second'));
    const rotated = makePrimary(keyring, id);
    await restart(rotated);
    expect(await read('ivan')).toEqual([CODE]);
    await restart(removeKey(rotated, newKeyring().primary));
    expect(await read('ivan')).toEqual([CODE]);
  });

  it('what was sealed with a key that is gone is gone, and the rest stays', async () => {
    await start();
    await say('olga', 'general', 'Good morning');
    await server.adapter.messenger.send(delivery('d1'), { to: toPerson('ivan'), message: slip }, never);
    await restart(newKeyring('another'));
    expect(await read('ivan')).toEqual(['Good morning']);
  });

  it('shows the newest of each conversation', async () => {
    await start();
    for (let count = 1; count <= 205; count += 1)
      await server.adapter.messenger.send(
        delivery(`d${count}`),
        { to: toChannel('general'), message: says(`${count}`) },
        never,
      );
    await say('olga', 'design', 'First here');
    const shown = await read('olga');
    expect(shown).toHaveLength(201);
    expect([shown[0], shown.at(-1)]).toEqual(['6', 'First here']);
  });
});

describe('on disk', () => {
  it('no code stands in the clear, in no file', async () => {
    await start();
    await server.adapter.messenger.send(delivery('d1'), { to: toPerson('ivan'), message: slip }, never);
    await say('olga', 'general', `/meeting join 23456789012 ${CODE}`);
    expect(await read('ivan')).toEqual([CODE]);
    const files = await readdir(directory.path);
    expect(files).toContain('playground.db-wal');
    for (const file of files) {
      const path = join(directory.path, file);
      expect([file, (await readFile(path, 'latin1')).includes(CODE)]).toEqual([file, false]);
      expect([file, (await stat(path)).mode & 0o077]).toEqual([file, 0]);
    }
  });

  it('a file that others may read is shut again', async () => {
    const file = join(directory.path, 'playground.db');
    await chmod(file, 0o644);
    await server.close();
    server = await startPlayground(directory.path);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
