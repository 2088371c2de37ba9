import { webApi } from '@slack/bolt';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createHandlers } from '../../adapters/chat/slack/handlers.ts';
import { silentLogger } from '../../adapters/chat/slack/silent-logger.ts';
import { systemClock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import type { Dispatcher } from '../../src/ports/inbox.ts';
import { FakeChat } from '../fakes/fake-chat.ts';
import { tellFigure } from '../figure.ts';
import { SEED } from '../seed.ts';

const who = {
  user: { id: 'U1', username: 'olga', team_id: 'T1' },
  team: { id: 'T1', domain: 'local' },
  trigger_id: '1.2',
};
const conversation = { id: 'C1', name: '#general', visibility: 'public' };
const private_metadata = JSON.stringify({ submit: 'new:1', conversation });

/** What Slack sends, by handler. */
const PAYLOADS = {
  command: {
    team_id: 'T1',
    channel_id: 'C1',
    channel_name: 'general',
    user_id: 'U1',
    user_name: 'olga',
    text: 'now Standup <@U2|ivan>',
    response_url: 'http://127.0.0.1:9/response',
    trigger_id: '1.2',
  },
  press: {
    ...who,
    channel: { id: 'C1', name: 'general' },
    container: { type: 'message', is_ephemeral: true },
    response_url: 'http://127.0.0.1:9/response',
    actions: [{ action_id: 'a', value: 'list' }],
  },
  submit: {
    ...who,
    view: {
      id: 'V1',
      hash: '1.a',
      private_metadata,
      state: { values: { topic: { value: { type: 'plain_text_input', value: 'Standup' } } } },
    },
  },
  shortcut: { ...who, callback_id: 'new_meeting' },
  home: { team_id: 'T1', event_id: 'Ev1', event: { user: 'U1', tab: 'home' } },
} as const;

/** The value with one of its members, at any depth, put to something else or taken away. */
const mutated = (value: unknown): fc.Arbitrary<unknown> => {
  const noise = fc.oneof(fc.jsonValue(), fc.constant(undefined));
  if (typeof value !== 'object' || value === null) return noise;
  const inside = Object.entries(value).map(([key, member]) =>
    mutated(member).map((other) => (Array.isArray(value) ? [other] : { ...value, [key]: other })),
  );
  return fc.oneof(noise, ...inside);
};

const NAMES = ['command', 'press', 'submit', 'shortcut', 'home'] as const;

/** Of each kind. */
const MUTATED = Math.ceil(Number(process.env['MUTATED_PAYLOADS'] ?? 2_500) / NAMES.length); // SECURITY.md §6

/** Answers nothing, so that nothing is shown. */
function setUp() {
  const events: string[] = [];
  const core: Dispatcher = {
    migrated: async () => {},
    reachable: async () => {},
    kept: async () => {},
    acknowledgement: () => 'private',
    async handle({ event }) {
      events.push(event);
      return { kind: 'nothing' };
    },
    left: async () => {},
    suggest: async () => [],
  };
  const client = new webApi.WebClient('xoxb-1', {
    slackApiUrl: 'http://127.0.0.1:9/api/',
    retryConfig: { retries: 0 },
    logger: silentLogger,
  });
  client.views.publish = async () => ({ ok: true });
  const handlers = createHandlers({
    api: { clientOf: async () => client },
    directory: new FakeChat(systemClock),
    clock: systemClock,
    log: createLog('silent'),
  });
  return { handlers, events, core };
}

it.each(NAMES)('understands the %s that Slack sends', async (name) => {
  const { handlers, events, core } = setUp();
  await handlers[name](PAYLOADS[name], core, async () => {});
  expect(events[0]).toMatch(/^slack:/);
});

it('understands a line of a menu as a press', async () => {
  const { handlers, core } = setUp();
  const asked: unknown[] = [];
  core.handle = async ({ request }) => {
    asked.push(request);
    return { kind: 'nothing' };
  };
  const selected_option = { text: { type: 'plain_text', text: 'Rotate' }, value: 'rotate:x' };
  const actions = [{ type: 'overflow', action_id: 'menu', selected_option }];
  await handlers.press({ ...PAYLOADS.press, actions }, core);
  expect(asked).toEqual([{ kind: 'press', press: 'rotate:x' }]);
});

it.each(NAMES)('asks for nothing by a %s that it does not understand', async (name) => {
  const { handlers, events, core } = setUp();
  await fc.assert(
    fc.asyncProperty(mutated(PAYLOADS[name]), async (payload) => {
      const before = events.length;
      try {
        await handlers[name](payload, core, async () => {});
      } catch (error) {
        expect(error).toBeInstanceOf(z.ZodError);
        expect(events.length).toBe(before);
      }
    }),
    { numRuns: MUTATED, seed: SEED },
  );
  tellFigure(`${MUTATED} mutated payloads of Slack, ${name}: 0 mistakes`, SEED);
});
