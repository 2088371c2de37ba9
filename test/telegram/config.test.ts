import { describe, expect, it } from 'vitest';
import { telegram } from '../../adapters/chat/telegram/config.ts';
import type { Env } from '../../src/ports/adapter.ts';

const bot = { TELEGRAM_TOKEN: '123456789:AAF-abcdefghijklmnopqrstuvwxyz_12345' };
const hook = { ...bot, TELEGRAM_MODE: 'webhook', TELEGRAM_WEBHOOK_SECRET: 'a_long-enough_secret' };

const problemsOf = (env: Env): readonly string[] => {
  const configured = telegram.configure(env);
  return configured.kind === 'wrong' ? configured.problems : [];
};

describe('the settings of Telegram', () => {
  it('leave it off while there is no bot', () => {
    expect(telegram.configure({ ...hook, TELEGRAM_TOKEN: '' }).kind).toBe('off');
  });

  it.each<[string, Env]>([
    ['a bot', bot],
    ['empty settings as none', { ...bot, TELEGRAM_API_ROOT: '', TELEGRAM_MODE: '' }],
    ['a webhook', hook],
    ['a local Telegram', { ...bot, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/' }],
  ])('take %s', (_, env) => {
    expect(telegram.configure(env).kind).toBe('on');
  });

  it.each<[string, Env, string]>([
    ['a username as token', { TELEGRAM_TOKEN: '@latchkey_bot' }, 'TELEGRAM_TOKEN'],
    ['an API without https', { ...bot, TELEGRAM_API_ROOT: 'http://example.org' }, 'TELEGRAM_API_ROOT'],
    ['a third mode', { ...bot, TELEGRAM_MODE: 'push' }, 'TELEGRAM_MODE'],
    ['a webhook without a secret', { ...hook, TELEGRAM_WEBHOOK_SECRET: '' }, 'TELEGRAM_WEBHOOK_SECRET'],
    ['a short secret', { ...hook, TELEGRAM_WEBHOOK_SECRET: 'short' }, 'TELEGRAM_WEBHOOK_SECRET'],
    [
      'a secret that Telegram does not take',
      { ...hook, TELEGRAM_WEBHOOK_SECRET: 'with a space in it, and long' },
      'TELEGRAM_WEBHOOK_SECRET',
    ],
  ])('refuse %s, and say how to mend it', (_, env, name) => {
    const [problem = '', ...others] = problemsOf(env);
    expect(problem).toMatch(new RegExp(`^${name}: .*(?:copy|use|make) `));
    expect(others).toEqual([]);
  });

  it('tell all problems at once, and no secret', () => {
    const env = {
      TELEGRAM_TOKEN: 'hush',
      TELEGRAM_API_ROOT: 'telegram',
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: 'hush',
    };
    expect(problemsOf(env)).toHaveLength(3);
    expect(problemsOf(env).join()).not.toContain('hush');
  });
});
