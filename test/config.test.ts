import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { chatEntries, conferenceEntries, mailEntry } from '../adapters/registry.ts';
import { isLocalUrl, readConfig } from '../src/config.ts';
import { ConfigError } from '../src/errors.ts';
import { asId, type Platform } from '../src/ids.ts';
import type { ChatEntry, Env } from '../src/ports/adapter.ts';
import { readSettings } from '../src/settings.ts';

const entries = { chatEntries, conferenceEntries, mailEntry };

/** A platform that is on as soon as its token is there. */
const real: ChatEntry = {
  name: asId<Platform>('real'),
  configure: (env) =>
    env['REAL_TOKEN']
      ? { kind: 'on', load: () => Promise.reject(new Error('not loaded')), examine: async () => [] }
      : { kind: 'off' },
};
const withReal = { ...entries, chatEntries: [...chatEntries, real] };

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the settings', () => {
  it('need none to be set', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      trustedProxies: [],
      sharedNetworks: [],
      dataDir: resolve('data'),
      databaseUrl: `file:${resolve('data/latchkey.db')}`,
      keysFile: resolve('data/keys.json'),
      defaultPlan: 'free',
      retentionDays: 90,
      playground: 'auto',
      logLevel: 'info',
      conference: 'room',
      metricsToken: null,
    });
  });

  it('keep the database and the keys where the data is, unless told otherwise', () => {
    const moved = readConfig({ DATA_DIR: '/srv/latchkey' });
    expect(moved.databaseUrl).toBe('file:/srv/latchkey/latchkey.db');
    expect(moved.keysFile).toBe('/srv/latchkey/keys.json');
    const apart = readConfig({ DATABASE_URL: 'file:/db/x.db', LATCHKEY_KEYS_FILE: '/keys/k.json' });
    expect([apart.databaseUrl, apart.keysFile]).toEqual(['file:/db/x.db', '/keys/k.json']);
  });

  it('take the public address without a slash at the end', () => {
    expect(readConfig({ PUBLIC_URL: 'https://meet.example.org/' }).publicUrl).toBe(
      'https://meet.example.org',
    );
  });

  it('take networks with commas or spaces between them', () => {
    expect(readConfig({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8 ::1' }).trustedProxies).toHaveLength(3);
  });

  it('never print the metrics token', () => {
    expect(JSON.stringify(readConfig({ METRICS_TOKEN: 'hunter2hunter2hunter2' }))).not.toContain('hunter2');
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['HOST', 'my host'],
    ['PUBLIC_URL', 'meet.example.org'],
    ['PUBLIC_URL', 'ftp://meet.example.org'],
    ['PUBLIC_URL', 'https://meet.example.org/latchkey'],
    ['PUBLIC_URL', 'https://user:word@meet.example.org'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['SHARED_NETWORKS', 'office'],
    ['DATABASE_URL', 'latchkey'],
    ['DEFAULT_PLAN', 'gold'],
    ['RETENTION_DAYS', '0'],
    ['PLAYGROUND', 'yes'],
    ['LOG_LEVEL', 'loud'],
    ['METRICS_TOKEN', 'short'],
  ])('refuse %s=%s and say how to mend it', (name, value) => {
    const [problem, ...others] = problemsOf(() => readConfig({ [name]: value }));
    expect(problem).toMatch(new RegExp(`^${name}: .*use `));
    expect(others).toEqual([]);
  });

  it('tell all that is wrong at once, the adapters included', () => {
    const wrong: ChatEntry = {
      name: asId<Platform>('wrong'),
      configure: () => ({ kind: 'wrong', problems: ['WRONG_TOKEN: copy it again.'] }),
    };
    const env = { PORT: '-1', LOG_LEVEL: 'loud', PLAYGROUND: 'yes' };
    const problems = problemsOf(() =>
      readSettings(env, { ...entries, chatEntries: [...chatEntries, wrong] }),
    );
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'LOG_LEVEL',
      'PLAYGROUND',
      'PORT',
      'WRONG_TOKEN',
    ]);
  });

  it('let a mistake of the program itself through', () => {
    const broken: ChatEntry = {
      name: asId<Platform>('broken'),
      configure: () => {
        throw new TypeError('a bug');
      },
    };
    expect(() => readSettings({}, { ...entries, chatEntries: [broken] })).toThrow('a bug');
  });
});

describe('the playground', () => {
  const names = (env: Env) => readSettings(env, withReal).chat.map(({ entry }) => entry.name);

  it('is on while no platform is set up', () => {
    expect(names({})).toEqual(['playground']);
  });

  it('is off as soon as one is, unless asked for', () => {
    const env = { REAL_TOKEN: 'x', PUBLIC_URL: 'https://meet.example.org' };
    expect(names(env)).toEqual(['real']);
    expect(names({ ...env, PLAYGROUND: 'on' })).toEqual(['playground', 'real']);
  });

  it('cannot be switched off when there is nothing else', () => {
    expect(problemsOf(() => names({ PLAYGROUND: 'off' }))).toEqual([
      'There is no chat platform: set the token of one, or PLAYGROUND=on.',
    ]);
  });
});

describe('the public address', () => {
  const check = (publicUrl: string) =>
    problemsOf(() => readSettings({ REAL_TOKEN: 'x', PUBLIC_URL: publicUrl }, withReal));

  it('must be set with a platform', () => {
    const [problem] = problemsOf(() => readSettings({ REAL_TOKEN: 'x' }, withReal));
    expect(problem).toMatch(/^PUBLIC_URL: /);
  });

  it('must then be https or this machine', () => {
    expect(check('http://meet.example.org')).toHaveLength(1);
    expect(check('https://meet.example.org')).toEqual([]);
    expect(check('http://localhost:3000')).toEqual([]);
  });

  it.each(['http://localhost', 'http://a.localhost:1', 'http://127.9.9.9', 'http://[::1]:3000'])(
    '%s is this machine',
    (url) => expect(isLocalUrl(url)).toBe(true),
  );

  it.each(['http://localhost.example.org', 'http://128.0.0.1', 'http://[7f00::1]'])('%s is not', (url) =>
    expect(isLocalUrl(url)).toBe(false),
  );
});

it('refuses a conference provider that is not set up', () => {
  const [problem] = problemsOf(() => readSettings({ CONFERENCE: 'zoom' }, entries));
  expect(problem).toMatch(/^CONFERENCE: zoom is not set up: use one of room/);
});

it('refuses one at which only workspaces have accounts, for a new workspace has none', () => {
  const env = { CONFERENCE: 'zoom', ZOOM_WORKSPACES: 'on' };
  const [problem] = problemsOf(() => readSettings(env, entries));
  expect(problem).toMatch(/^CONFERENCE: zoom is not set up: use one of room/);
  expect(
    readSettings({ ...env, CONFERENCE: 'room' }, entries).conference.map(({ entry }) => entry.name),
  ).toEqual(['room', 'zoom']);
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const listed = [...text.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name);

  it('lists every setting that is read, and no other', () => {
    const read = new Set<string>();
    const spy = (env: Env): Env =>
      new Proxy(env, {
        get(target, name) {
          if (typeof name === 'string' && /^[A-Z]/.test(name)) read.add(name);
          return Reflect.get(target, name);
        },
      });
    readConfig(spy({}));
    for (const { configure } of [...chatEntries, ...conferenceEntries, mailEntry]) configure(spy({}));
    expect([...new Set(listed)].sort()).toEqual([...read].sort());
  });

  it('shows values that work', () => {
    const shown = text.replaceAll(/^#(?=[A-Z][A-Z0-9_]*=.)/gm, '');
    expect(problemsOf(() => readConfig(withoutEmpty(parseEnv(shown))))).toEqual([]);
  });

  const withoutEmpty = (env: Env): Env =>
    Object.fromEntries(Object.entries(env).filter(([, value]) => value));
});
