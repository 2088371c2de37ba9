import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Worker threads share one process: cheaper to start than processes, and nothing here changes global state.
    pool: 'threads',
    // All processors: many tests wait for a browser, a disk or another process.
    maxWorkers: '100%',
    testTimeout: 30_000, // milliseconds; long, because a slow machine must not make a test red
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
