import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes more than about ten seconds, the longest first; work for a processor and waiting take turns. */
const LONG = [
  'browser/room-rules',
  'telegram/fan-out',
  'crash/kills',
  'property/conference',
  'browser/room',
  'telegram/restart',
  'browser/pages',
  'canary',
  'canary/platforms',
  'browser/my-meetings',
  'discord/fan-out',
  'browser/journey',
  'telegram/journey',
  'slack/journey',
  'zoom/killed',
  'discord/journey',
  'property/web',
  'slack/inbox',
  'browser/german',
  'cli/operator',
  'property/door',
  'cli/start',
  'property/vault',
  'jobs/deliver',
  'dispatch/rights',
  'zoom/sequences',
  'discord/inbox',
  'slack/fan-out',
  'property/meeting',
  'db/store',
  'db/crash',
].map((name) => `/test/${name}.test.ts`);

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONG.findIndex((name) => moduleId.endsWith(name));
  return rank === -1 ? LONG.length : rank;
};

/** Long files first, so that no processor is idle at the end; vitest knows how long they take only from earlier runs. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Worker threads share one process: cheaper to start than processes. Nothing here changes global state, so that
    // files share what they import: read anew for each, it was half of the work.
    pool: 'threads',
    isolate: false,
    // More than processors: many tests wait for a browser, a disk, another process or a clock.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    // Milliseconds; long, because a slow machine must not make a test red.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000, // milliseconds; a browser starts in one
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'adapters/**/*.ts', 'db/**/*.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: {
        'src/**': { branches: 95 },
        'src/{vault,door,meeting}/**': { branches: 100 },
      },
    },
  },
});
