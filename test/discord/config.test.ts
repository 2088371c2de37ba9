import { describe, expect, it } from 'vitest';
import { discord } from '../../adapters/chat/discord/config.ts';
import type { Env } from '../../src/ports/adapter.ts';

const app = { DISCORD_TOKEN: 'MTAx.Gabc.x_-9', DISCORD_APPLICATION_ID: '1011121314151617181' };

const problemsOf = (env: Env): readonly string[] => {
  const configured = discord.configure(env);
  return configured.kind === 'wrong' ? configured.problems : [];
};

describe('the settings of Discord', () => {
  it('leave it off while there is no app', () => {
    const rest = { DISCORD_API_URL: 'https://discord.com/api', DISCORD_MEMBERS: 'on' };
    expect(discord.configure(rest).kind).toBe('off');
  });

  it.each<[string, Env]>([
    ['an app', app],
    ['empty settings as none', { ...app, DISCORD_API_URL: '', DISCORD_MEMBERS: '', DISCORD_DEV_GUILD: '' }],
    ['an app that may see members', { ...app, DISCORD_MEMBERS: 'on' }],
    ['a server to try commands in', { ...app, DISCORD_DEV_GUILD: '1011121314151617182' }],
    ['a local Discord', { ...app, DISCORD_API_URL: 'http://127.0.0.1:9000/api/' }],
  ])('take %s', (_, env) => {
    expect(discord.configure(env).kind).toBe('on');
  });

  it.each<[string, Env, string]>([
    ['a missing token', { ...app, DISCORD_TOKEN: '' }, 'DISCORD_TOKEN'],
    ['a client secret as token', { ...app, DISCORD_TOKEN: 'abcdefghij0123456789' }, 'DISCORD_TOKEN'],
    ['a token with what stands before it', { ...app, DISCORD_TOKEN: 'Bot a.b.c' }, 'DISCORD_TOKEN'],
    ['a missing application id', { ...app, DISCORD_APPLICATION_ID: '' }, 'DISCORD_APPLICATION_ID'],
    ['a name as application id', { ...app, DISCORD_APPLICATION_ID: 'Latchkey' }, 'DISCORD_APPLICATION_ID'],
    ['an API without https', { ...app, DISCORD_API_URL: 'http://example.org/' }, 'DISCORD_API_URL'],
    ['an API that is no address', { ...app, DISCORD_API_URL: 'discord' }, 'DISCORD_API_URL'],
    ['members neither on nor off', { ...app, DISCORD_MEMBERS: 'yes' }, 'DISCORD_MEMBERS'],
    ['the name of a server', { ...app, DISCORD_DEV_GUILD: 'Acme' }, 'DISCORD_DEV_GUILD'],
  ])('refuse %s, and say how to mend it', (_, env, name) => {
    const [problem = '', ...others] = problemsOf(env);
    expect(problem).toMatch(new RegExp(`^${name}: .*(?:copy|use) `));
    expect(others).toEqual([]);
  });

  it('tell all problems at once, and no token', () => {
    const env = { DISCORD_TOKEN: 'hush', DISCORD_API_URL: 'discord', DISCORD_MEMBERS: 'hush' };
    expect(problemsOf(env)).toHaveLength(4);
    expect(problemsOf(env).join()).not.toContain('hush');
  });
});
