import { expect, it } from 'vitest';
import { remember } from '../src/remember.ts';

it('forgets what was put longest ago once there is too much', () => {
  const all = new Map<string, number>();
  for (const [key, value] of [
    ['olga', 1],
    ['ivan', 2],
    ['olga', 3],
    ['lee', 4],
  ] as const)
    remember(all, key, value, 2);
  expect([...all]).toEqual([
    ['olga', 3],
    ['lee', 4],
  ]);
});
