import { describe, expect, it } from 'vitest';
import { slack } from '../../adapters/chat/slack/config.ts';
import type { Env } from '../../src/ports/adapter.ts';

const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
const oauth = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's', SLACK_APP_TOKEN: 'xapp-1' };

const problemsOf = (env: Env): readonly string[] => {
  const configured = slack.configure(env);
  return configured.kind === 'wrong' ? configured.problems : [];
};

describe('the settings of Slack', () => {
  it('leave it off while there are none', () => {
    expect(slack.configure({ SLACK_API_URL: 'https://slack.com/api/' }).kind).toBe('off');
  });

  it.each([
    ['a bot token over a socket', socket],
    ['a bot token by HTTP', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0'.repeat(32) }],
    ['an app for several workspaces', oauth],
    ['a local Slack', { ...socket, SLACK_API_URL: 'http://127.0.0.1:9000/api/' }],
  ])('take %s', (_, env) => {
    expect(slack.configure(env).kind).toBe('on');
  });

  it.each<[string, Env, string]>([
    ['a missing bot token', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN'],
    ['a token of a person', { ...socket, SLACK_BOT_TOKEN: 'xoxp-1' }, 'SLACK_BOT_TOKEN'],
    ['a bot token beside a client id', { ...socket, SLACK_CLIENT_ID: '1.2' }, 'SLACK_BOT_TOKEN'],
    ['a client id without its secret', { ...oauth, SLACK_CLIENT_SECRET: '' }, 'SLACK_CLIENT_SECRET'],
    ['a client secret without its id', { ...oauth, SLACK_CLIENT_ID: '' }, 'SLACK_CLIENT_ID'],
    ['no way in for events', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
    ['a bot token as app token', { ...socket, SLACK_APP_TOKEN: 'xoxb-1' }, 'SLACK_APP_TOKEN'],
    [
      'a short signing secret',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'abc' },
      'SLACK_SIGNING_SECRET',
    ],
    ['an API without https', { ...socket, SLACK_API_URL: 'http://example.org/' }, 'SLACK_API_URL'],
    ['an API that is no address', { ...socket, SLACK_API_URL: 'slack' }, 'SLACK_API_URL'],
  ])('refuse %s, and say how to mend it', (_, env, name) => {
    const [problem = '', ...others] = problemsOf(env);
    expect(problem).toMatch(new RegExp(`^${name}: .*(?:copy|make|keep|use) `));
    expect(others).toEqual([]);
  });

  it('tell all problems at once, and no token', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxp-hush', SLACK_APP_TOKEN: 'hush', SLACK_API_URL: 'slack' };
    expect(problemsOf(env)).toHaveLength(3);
    expect(problemsOf(env).join()).not.toContain('hush');
  });
});
