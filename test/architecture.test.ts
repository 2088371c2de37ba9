import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

type Import = {
  /** Path from the top of the project, or the name of a package. */
  readonly to: string;
  readonly how: 'value' | 'type' | 'lazy';
};
type Source = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };

const sources: readonly Source[] = ['src', 'adapters', 'db'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    }),
);

/** Biome writes every import the same way, so that a pattern reads them surely. */
function importsOf(path: string, text: string): readonly Import[] {
  const resolve = (to: string) => (to.startsWith('.') ? join(dirname(path), to) : to);
  const fixed = [...text.matchAll(/^(?:import|export)( type)?(?: [\w*{][^'=;]* from)? '([^']+)';$/gm)].map(
    ([, type, to = '']) => ({ to: resolve(to), how: type ? ('type' as const) : ('value' as const) }),
  );
  const lazy = [...text.matchAll(/\b(?:import|require)\('([^']+)'\)/g)].map(([, to = '']) => ({
    to: resolve(to),
    how: 'lazy' as const,
  }));
  return [...fixed, ...lazy];
}

/** Where the parts are put together: env → config → store → adapters → run. */
const isRoot = (path: string) =>
  /^src\/(main|compose|settings|installation)\.ts$/.test(path) || path.startsWith('src/cli/');

/** What the core is made of (DESIGN.md), and the files that may use more. */
const CORE = ['zod', 'nanoid', 'node:crypto', 'node:util'];
const MORE: readonly (readonly [path: RegExp, packages: readonly string[]])[] = [
  [/^src\/log\.ts$/, ['pino']],
  [/^src\/dispatch\/unknown-command\.ts$/, ['fastest-levenshtein']],
  [/^src\/config\.ts$/, ['node:path']],
  [/^src\/free-port\.ts$/, ['node:events', 'node:net']],
  [/^src\/time\/chrono\.ts$/, ['node:module', 'chrono-node']],
  [/^src\/time\/calendar-file\.ts$/, ['node:module', 'ical-generator']],
  [/^src\/time\/recurrence\.ts$/, ['node:module', 'rrule-temporal']],
  [/^src\/vault\/(keyring-file|live-vault)\.ts$/, ['node:fs', 'node:fs/promises', 'node:path']],
];

/** `adapters/web`, `adapters/chat/playground`: what is one adapter. */
const adapterOf = (path: string) => /^adapters\/(?:(?:chat|conference)\/)?[^/]+/.exec(path)?.[0];

/** `<file> → <import>` of every import that breaks the rule. */
const breaking = (
  from: (path: string) => boolean,
  allowed: (to: string, path: string, how: Import['how']) => boolean,
) =>
  sources
    .filter(({ path }) => from(path))
    .flatMap(({ path, imports }) =>
      imports.filter(({ to, how }) => !allowed(to, path, how)).map(({ to }) => `${path} → ${to}`),
    );

describe('who may import whom', () => {
  it('reads the sources', () => {
    expect(sources.find(({ path }) => path === 'src/settings.ts')?.imports).toContainEqual({
      to: 'src/config.ts',
      how: 'value',
    });
    expect(sources.find(({ path }) => path === 'src/door/door.ts')?.imports).toContainEqual({
      to: 'src/ports/conference.ts',
      how: 'type',
    });
    expect(sources.find(({ path }) => path === 'src/cli/command-line.ts')?.imports).toContainEqual({
      to: 'src/cli/start.ts',
      how: 'lazy',
    });
  });

  it('lets the core see only itself and the few packages it is made of', () => {
    const core = (path: string) => path.startsWith('src/') && !isRoot(path);
    const found = breaking(core, (to, path) => {
      if (to.startsWith('src/')) return !isRoot(to);
      return CORE.includes(to) || MORE.some(([file, packages]) => file.test(path) && packages.includes(to));
    });
    expect(found).toEqual([]);
  });

  it('lets the composition roots see the adapters by their registry and the store by its door, and no more', () => {
    const found = breaking(isRoot, (to, path) => {
      if (to.startsWith('adapters/')) {
        return to === 'adapters/registry.ts' || (path === 'src/compose.ts' && to === 'adapters/web/index.ts');
      }
      return !to.startsWith('db/') || to === 'db/index.ts';
    });
    expect(found).toEqual([]);
  });

  it('keeps adapters apart from each other and from the database', () => {
    const adapter = (path: string) => path.startsWith('adapters/') && path !== 'adapters/registry.ts';
    const found = breaking(adapter, (to, path) => {
      if (to.startsWith('src/')) return !isRoot(to);
      if (to.startsWith('adapters/')) return adapterOf(to) === adapterOf(path);
      return !to.startsWith('db/');
    });
    expect(found).toEqual([]);
  });

  it('lets the database see the core, and nothing of the adapters', () => {
    const found = breaking(
      (path) => path.startsWith('db/'),
      (to) => !to.startsWith('adapters/') && !isRoot(to) && !/^src\/(commands|dispatch|messages)\//.test(to),
    );
    expect(found).toEqual([]);
  });

  it('loads no adapter before it is configured', () => {
    const configs = /^adapters\/((chat|conference)\/[^/]+|mail)\/config\.ts$/;
    const found = breaking(
      (path) => path === 'adapters/registry.ts' || configs.test(path),
      (to, path, how) =>
        how !== 'value' || to.startsWith('src/') || to === 'zod' || (configs.test(to) && !configs.test(path)),
    );
    expect(found).toEqual([]);
  });

  it('has no circle of imports at run time', () => {
    expect(circle()).toEqual([]);
  });
});

/** The files of one circle of run-time imports, in order; empty: there is none. */
function circle(): readonly string[] {
  const next = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.filter(({ how }) => how === 'value').map(({ to }) => to),
    ]),
  );
  const done = new Set<string>();
  function walk(path: string, trail: readonly string[]): readonly string[] {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const to of next.get(path) ?? []) {
      const found = walk(to, [...trail, path]);
      if (found.length > 0) return found;
    }
    done.add(path);
    return [];
  }
  for (const path of next.keys()) {
    const found = walk(path, []);
    if (found.length > 0) return found;
  }
  return [];
}

describe('what only the edge may do', () => {
  const holding = (pattern: RegExp) =>
    sources.filter(({ text }) => pattern.test(withoutComments(text))).map(({ path }) => path);
  const withoutComments = (text: string) => text.replace(/\/\*.*?\*\/|^\s*\/\/.*?$/gms, '');

  it('reads the environment and the command line in main.ts alone', () => {
    expect(holding(/\bprocess\.(env|argv)\b/)).toEqual(['src/main.ts']);
  });

  it('writes to the console nowhere, and draws no random number that can be foreseen', () => {
    expect(holding(/\bconsole\.|\bMath\.random\b/)).toEqual([]);
  });
});
