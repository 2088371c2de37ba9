import { afterEach, describe, expect, it, vi } from 'vitest';
import { ConfigError, StoreError } from '../../src/errors.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { FieldKind, Form } from '../../src/messages/form.ts';
import type { Acknowledgement, Departure, Invocation } from '../../src/ports/inbox.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { FakeSlack } from '../fakes/slack/slack-server.ts';
import { type Mode, slackWorld } from './slack-world.ts';

const CODE = 'K7QW3M9XTB';
const PATIENCE = { timeout: 20_000 };

const privately = (words: string, press = 'list'): Answer => ({
  kind: 'private',
  message: {
    notice: words,
    blocks: [
      { kind: 'paragraph', spans: [{ kind: 'text', text: words }] },
      {
        kind: 'paragraph',
        spans: [{ kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden: false }],
      },
      { kind: 'buttons', buttons: [{ kind: 'press', label: 'Again', press, style: 'plain' }] },
    ],
  },
});

const form = (step: number, error: string | null = null, kind: FieldKind = 'text'): Answer => {
  const topic = {
    name: 'topic',
    kind,
    label: 'Topic',
    hint: null,
    required: true,
    value: null,
    choices: [],
    error,
  } as const;
  const shown: Form = {
    submit: 'new:abcdefghij0123456789',
    title: 'New meeting',
    step,
    steps: 2,
    intro: [],
    fields: [topic],
    asking: null,
    button: 'Next',
  };
  return { kind: 'form', form: shown };
};

/** A core that answers what a test says, and keeps what it was asked. */
class Core {
  readonly asked: Invocation[] = [];
  readonly departed: Departure[] = [];
  answer: (invocation: Invocation) => Answer | Promise<Answer> = () => privately('Done');
  how: Acknowledgement = 'private';

  acknowledgement(): Acknowledgement {
    return this.how;
  }

  async handle(invocation: Invocation): Promise<Answer> {
    this.asked.push(invocation);
    return this.answer(invocation);
  }

  /** Departures that the database does not take. */
  failures = 0;

  async left(departure: Departure): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new StoreError('commit', 'SQLITE_FULL');
    }
    this.departed.push(departure);
  }

  async migrated() {}

  async reachable() {}
  async kept() {}

  async suggest() {
    return [];
  }
}

let running: { inbox: { stop(): Promise<void> }; close(): Promise<void> } | null = null;
afterEach(async () => {
  await running?.inbox.stop();
  await running?.close();
  running = null;
});

async function started(mode: Mode = 'socket') {
  const world = await slackWorld(mode);
  running = world;
  const core = new Core();
  await world.inbox.start(core);
  return { ...world, core };
}

const seen = (value: unknown) => JSON.stringify(value);

describe.each<Mode>(['socket', 'http'])('an event over %s', (mode) => {
  it('is acknowledged within three seconds although the core is busy', async () => {
    const { slack, core, olga, general } = await started(mode);
    const { promise, resolve } = Promise.withResolvers<Answer>();
    core.answer = () => promise;
    const before = performance.now();
    await slack.slash(olga, general, '/meeting list');
    await slack.event({ type: 'app_home_opened', user: olga, tab: 'messages' });
    expect(performance.now() - before).toBeLessThan(2_500);
    resolve(privately('At last'));
    await expect.poll(() => seen(slack.ephemerals(olga)), PATIENCE).toContain('At last');
  });

  it('that is delivered again has the same id', async () => {
    const { slack, core, olga, general } = await started(mode);
    await slack.slash(olga, general, '/meeting list');
    await slack.redeliver();
    await expect.poll(() => core.asked.length, PATIENCE).toBe(2);
    expect(core.asked[0]?.event).toBe(core.asked[1]?.event);
    expect(core.asked[0]?.event).toMatch(/^slack:/);
  });

  it('that is mutilated leaves the next one unharmed', async () => {
    const { slack, core, olga, general } = await started(mode);
    const broken = [
      {},
      { type: 'block_actions', actions: 'none' },
      { type: 'view_submission', view: null },
      { command: '/meeting', team_id: slack.team, text: 7 },
      { type: 'event_callback', team_id: slack.team, event: null },
    ];
    for (const payload of broken) {
      // Acknowledged or not: it must not hurt.
      await Promise.race([
        slack.deliver('interactive', payload).catch(() => null),
        new Promise((late) => setTimeout(late, 200)),
      ]);
    }
    await slack.slash(olga, general, '/meeting list');
    await expect.poll(() => core.asked.length, PATIENCE).toBe(1);
  });
});

describe('a start', () => {
  it.each([
    ['bot token', { botToken: 'xoxb-wrong' }],
    ['app token', { appToken: 'xapp-wrong' }],
  ])('is refused with a wrong %s, and says where to look', async (_, secrets) => {
    const world = await slackWorld('socket', secrets);
    const start = world.inbox.start(new Core());
    await expect(start).rejects.toThrow(ConfigError);
    await expect(start).rejects.toThrow(/invalid_auth.*api\.slack\.com\/apps/);
    expect(world.inbox.ready()).toBe(false);
    await world.close();
  });

  it('says so when nobody answers', async () => {
    const world = await slackWorld('socket');
    await world.close();
    await expect(world.inbox.start(new Core())).rejects.toThrow(/does not answer/);
  });
});

describe('a socket', () => {
  it('comes back within two seconds when Slack closes it', async () => {
    const { slack, core, olga, general, inbox } = await started();
    slack.disconnect('refresh');
    await expect.poll(() => inbox.ready(), PATIENCE).toBe(false);
    const before = performance.now();
    await expect.poll(() => inbox.ready(), PATIENCE).toBe(true);
    expect(performance.now() - before).toBeLessThan(2_000);
    await slack.slash(olga, general, '/meeting list');
    await expect.poll(() => core.asked.length, PATIENCE).toBe(1);
  });
});

describe('a socket that is not let in again', () => {
  it('tries on until it is', async () => {
    const { slack, inbox } = await started();
    slack.fail('apps.connections.open', { error: 'invalid_auth' });
    slack.disconnect('refresh');
    await expect.poll(() => inbox.ready(), PATIENCE).toBe(false);
    await expect.poll(() => inbox.ready(), PATIENCE).toBe(true);
  });

  it('stops all the same', async () => {
    const { slack, inbox } = await started();
    slack.fail('apps.connections.open', { error: 'invalid_auth' });
    slack.disconnect('refresh');
    await expect.poll(() => inbox.ready(), PATIENCE).toBe(false);
    await inbox.stop();
    await new Promise((later) => setTimeout(later, 2_500));
    expect(inbox.ready()).toBe(false);
    expect(slack.connections).toBe(0);
  });
});

describe('an answer', () => {
  it('to a button in a private answer takes its place', async () => {
    const { slack, core, olga, general } = await started();
    core.answer = ({ request }) => privately(request.kind === 'press' ? 'Second' : 'First');
    await slack.slash(olga, general, '/meeting list');
    await expect.poll(() => slack.ephemerals(olga).length, PATIENCE).toBe(1);
    const [first] = slack.ephemerals(olga);
    if (first) await slack.press(olga, first, 'list');
    await expect.poll(() => seen(slack.ephemerals(olga)), PATIENCE).toContain('Second');
    expect(seen(slack.ephemerals(olga))).not.toContain('First');
  });

  it('to a button on a card is for who pressed it, and leaves the card', async () => {
    const { slack, olga, ivan, general, card } = await started();
    const ts = await card('code:abcdefghij0123456789');
    await slack.press(olga, ts, 'Go');
    await expect.poll(() => seen(slack.ephemerals(olga)), PATIENCE).toContain(CODE);
    expect(seen([slack.ephemerals(ivan), slack.messages(general)])).not.toContain(CODE);
    expect(slack.messages(general)).toHaveLength(1);
  });

  it('comes as a direct message when Slack takes no other any more', async () => {
    const { slack, core, olga, general } = await started();
    await slack.slash(olga, general, '/meeting list');
    await expect.poll(() => slack.ephemerals(olga).length, PATIENCE).toBe(1);
    for (let times = 1; times <= 5; times += 1) {
      await slack.redeliver(); // an address is good for five answers
      await expect.poll(() => core.asked.length, PATIENCE).toBe(times + 1);
    }
    await expect.poll(() => seen(slack.dm(olga)), PATIENCE).toContain('Done');
  });
});

describe('a form', () => {
  it('opens as a modal, goes on in it, and ends in what came of it', async () => {
    const { slack, core, olga, general } = await started();
    core.how = 'form';
    core.answer = ({ request }) => (request.kind === 'words' ? form(1) : form(1, 'Too short.'));
    await slack.slash(olga, general, '/meeting new');
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);

    const [first] = slack.views(olga);
    if (!first) return;
    await slack.submit(olga, first, { topic: 'x' });
    expect(seen(slack.views(olga))).toContain('Too short.');
    expect(core.asked.at(-1)).toMatchObject({
      conversation: { foreignId: general, name: '#general', visibility: 'public' },
      request: { kind: 'submit', submit: 'new:abcdefghij0123456789', values: { topic: 'x' } },
    });

    core.answer = () => privately('Made');
    await slack.submit(olga, first.id, { topic: 'Standup' });
    expect(seen(slack.views(olga))).toContain('Made');
    const [made] = slack.views(olga);
    if (made) await slack.press(olga, made, 'Again');
    await expect.poll(() => core.asked.at(-1)?.request, PATIENCE).toEqual({ kind: 'press', press: 'list' });
    expect(core.asked.at(-1)?.conversation.foreignId).toBe(general);
  });

  it('says that it is worked on while that takes longer than Slack waits', async () => {
    const { slack, core, olga, general } = await started();
    core.how = 'form';
    core.answer = () => form(1);
    await slack.slash(olga, general, '/meeting new');
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
    const { promise, resolve } = Promise.withResolvers<Answer>();
    core.answer = () => promise;
    const [view] = slack.views(olga);
    if (view) await slack.submit(olga, view, { topic: 'Standup' });
    expect(seen(slack.views(olga))).toContain('Working on it');
    resolve(privately('Made'));
    await expect.poll(() => seen(slack.views(olga)), PATIENCE).toContain('Made');
  });

  it('that was closed meanwhile is answered by a direct message', async () => {
    const { slack, core, olga, general } = await started();
    core.how = 'form';
    const { promise, resolve } = Promise.withResolvers<Answer>();
    core.answer = () => promise;
    await slack.slash(olga, general, '/meeting new');
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
    slack.state.views.set(olga, []);
    resolve(privately('Made'));
    await expect.poll(() => seen(slack.dm(olga)), PATIENCE).toContain('Made');
  });

  it('that is not ready in time opens as a note, and comes into it', async () => {
    const { slack, core, olga, general } = await started();
    core.how = 'form';
    const { promise, resolve } = Promise.withResolvers<Answer>();
    core.answer = () => promise;
    await slack.slash(olga, general, '/meeting new');
    await expect.poll(() => seen(slack.views(olga)), PATIENCE).toContain('Working on it');
    resolve(form(1));
    await expect.poll(() => seen(slack.views(olga)), PATIENCE).toContain('Topic');
  });
});

describe('a channel that Slack names by its id alone', () => {
  const plansOf = (slack: FakeSlack, olga: string, hasBot: boolean) =>
    slack.addChannel({ name: 'plans', members: [olga], private: true, hasBot });

  it.each([
    ['has its name where the bot is in it', true, '#plans'],
    ['is called what it is elsewhere', false, 'the chosen channel'],
  ])('%s, when it is chosen', async (_, hasBot, name) => {
    const { slack, core, olga, general } = await started();
    core.how = 'form';
    core.answer = () => form(1, null, 'people');
    await slack.slash(olga, general, '/meeting new');
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
    const [view] = slack.views(olga);
    const plans = plansOf(slack, olga, hasBot);
    if (view) await slack.submit(olga, view, { topic: [olga], 'topic:channels': [plans] });
    expect(core.asked.at(-1)?.request).toMatchObject({
      values: { topic: [{ kind: 'person' }, { kind: 'group', foreignId: plans, name }] },
    });
  });

  it.each([
    ['has its name where the bot is in it', true, '#plans'],
    ['is called what it is elsewhere', false, 'this private channel'],
  ])('%s, when something is typed there', async (_, hasBot, name) => {
    const { slack, core, olga } = await started();
    const plans = plansOf(slack, olga, hasBot);
    await slack.slash(olga, plans, `/meeting now Standup <#${plans}|>`);
    await expect.poll(() => core.asked.length, PATIENCE).toBe(1);
    expect(core.asked[0]?.conversation).toEqual({ foreignId: plans, name, visibility: 'private' });
    expect(core.asked[0]?.request).toMatchObject({
      words: ['now', 'Standup', { kind: 'group', name: hasBot ? '#plans' : 'the chosen channel' }],
    });
  });

  it('is told from a user group, which has a name too', async () => {
    const { slack, core, olga, general } = await started();
    const team = slack.addGroup({ handle: 'team', members: [olga] });
    await slack.slash(olga, general, `/meeting now Standup <!subteam^${team}>`);
    await expect.poll(() => core.asked.length, PATIENCE).toBe(1);
    expect(core.asked[0]?.request).toMatchObject({ words: ['now', 'Standup', { name: 'team' }] });
  });

  it('goes with the user groups that are typed into a form', async () => {
    const { slack, core, olga, ivan, general } = await started();
    const team = slack.addGroup({ handle: 'Team', members: [olga, ivan] });
    core.how = 'form';
    core.answer = () => form(1, null, 'people');
    await slack.slash(olga, general, '/meeting new');
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
    await slack.submit(olga, slack.views(olga)[0] ?? '', { topic: [ivan], 'topic:others': '@team, @zoe' });
    expect(core.asked.at(-1)?.request).toMatchObject({
      values: {
        topic: [
          { kind: 'person' },
          { kind: 'group', foreignId: team, name: 'Team' },
          { kind: 'handle', handle: 'zoe' },
        ],
      },
    });
  });

  it('goes without it when Slack takes too long to say', async () => {
    const { slack, core, olga } = await started();
    const plans = plansOf(slack, olga, true);
    slack.pause('conversations.info', 3_000);
    await slack.slash(olga, plans, '/meeting now Standup');
    await expect.poll(() => core.asked[0]?.conversation.name, PATIENCE).toBe('this private channel');
  });
});

describe('shortcuts', () => {
  it('open the form', async () => {
    const { slack, core, olga } = await started();
    core.answer = () => form(1);
    await slack.shortcut(olga, 'new_meeting');
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
    expect(core.asked[0]).toMatchObject({
      conversation: { visibility: 'direct' },
      request: { kind: 'words', words: ['new'] },
    });
  });

  it('name the people of a thread, but not the asker', async () => {
    const { slack, core, olga, ivan, general } = await started();
    core.answer = () => form(1);
    const { ts } = slack.say(olga, general, 'Shall we talk?');
    slack.say(ivan, general, 'Yes', ts);
    await slack.shortcut(olga, 'meeting_with_thread', { channel: general, ts });
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
    expect(core.asked[0]?.request).toEqual({
      kind: 'words',
      words: ['new', { kind: 'person', foreignId: `${slack.team}:${ivan}` }],
    });
  });
});

describe('a thread that Slack does not let the bot read', () => {
  it.each([
    ['at all', (slack: FakeSlack) => slack.fail('conversations.replies', { error: 'not_in_channel' })],
    ['in time', (slack: FakeSlack) => slack.pause('conversations.replies', 2_000)],
  ])('%s names the author of its message', async (_, hinder) => {
    const { slack, core, olga, ivan, general } = await started();
    core.answer = () => form(1);
    const { ts } = slack.say(ivan, general, 'Shall we talk?');
    hinder(slack);
    await slack.shortcut(olga, 'meeting_with_thread', { channel: general, ts });
    await expect.poll(() => slack.views(olga).length, PATIENCE).toBe(1);
    expect(core.asked[0]?.request).toMatchObject({
      words: ['new', { foreignId: `${slack.team}:${ivan}` }],
    });
  });
});

describe('the Home tab', () => {
  /** A core whose Home tab counts how often it was drawn. */
  function counting(core: Core, answer: () => Answer): void {
    let times = 0;
    core.answer = ({ request }) => {
      if (request.kind !== 'call') return answer();
      times += 1;
      return privately(`${request.command} ${times}`);
    };
  }

  it('shows what is mine, and again after a press in it', async () => {
    const { slack, core, olga } = await started();
    counting(core, () => privately('Shown'));
    await slack.openHome(olga);
    await expect.poll(() => seen(slack.home(olga)), PATIENCE).toContain('home 1');
    await slack.press(olga, 'home', 'Again');
    await expect.poll(() => seen(slack.views(olga)), PATIENCE).toContain('Shown');
    await expect.poll(() => seen(slack.home(olga)), PATIENCE).toContain('home 2');
  });

  it('shows what came of a modal that was opened from it, and of a press in that', async () => {
    const { slack, core, olga } = await started();
    counting(core, () => form(1));
    await slack.openHome(olga);
    await expect.poll(() => seen(slack.home(olga)), PATIENCE).toContain('home 1');
    await slack.press(olga, 'home', 'Again');
    await expect.poll(() => seen(slack.home(olga)), PATIENCE).toContain('home 2');
    counting(core, () => privately('Made'));
    await slack.submit(olga, slack.views(olga)[0] ?? '', { topic: 'Standup' });
    await expect.poll(() => seen(slack.home(olga)), PATIENCE).toContain('home 1');
    await slack.press(olga, slack.views(olga)[0] ?? '', 'Again');
    await expect.poll(() => seen(slack.home(olga)), PATIENCE).toContain('home 2');
  });

  it('is left alone by what is asked elsewhere', async () => {
    const { slack, core, olga, general } = await started();
    await slack.slash(olga, general, '/meeting list');
    await expect.poll(() => slack.ephemerals(olga).length, PATIENCE).toBe(1);
    const [list] = slack.ephemerals(olga);
    if (list) await slack.press(olga, list, 'Again');
    await expect.poll(() => core.asked.length, PATIENCE).toBe(2);
    expect(slack.home(olga)).toBeNull();
  });
});

describe.each<Mode>(['socket', 'http'])('a departure over %s', (mode) => {
  it('is delivered again when it could not be written down', async () => {
    const { slack, core, olga } = await started(mode);
    core.failures = 1;
    const user = { id: olga, team_id: slack.team, deleted: true };
    await expect(slack.event({ type: 'user_change', user })).rejects.toThrow(
      /not acknowledged|answered with/,
    );
    expect(core.departed).toEqual([]);
    await slack.redeliver();
    expect(core.departed).toHaveLength(1);
  });

  it('that is not understood is not waited for again', async () => {
    const { slack, core } = await started(mode);
    await slack.event({ type: 'user_change', user: { id: 7, deleted: true } });
    expect(core.departed).toEqual([]);
  });
});

describe('what happens in the workspace', () => {
  it('that does not end a membership is no departure', async () => {
    const { slack, core, olga, inbox } = await started();
    await slack.event({ type: 'user_change', user: { id: olga, team_id: slack.team, deleted: false } });
    await inbox.stop();
    expect(core.departed).toEqual([]);
  });

  it('ends the use of a token that was revoked', async () => {
    const { slack, core, olga, general } = await started();
    await slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } });
    await slack.slash(olga, general, '/meeting list');
    await expect.poll(() => core.asked.length, PATIENCE).toBe(1);
    await slack.event({ type: 'app_uninstalled' });
    await vi.waitFor(async () => {
      const before = core.asked.length;
      await slack.slash(olga, general, '/meeting list');
      expect(core.asked.length).toBe(before);
    });
  });
});
