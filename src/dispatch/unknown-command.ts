import { distance } from 'fastest-levenshtein';
import type { Command } from '../commands/command.ts';
import type { Refusal } from '../meeting/refusal.ts';

/** A mistyped word gets the nearest command, when it is near: at most every third letter differs. */
export function unknownCommand(
  typed: string,
  commands: readonly Pick<Command, 'name' | 'listed'>[],
): Refusal {
  const [nearest] = commands
    .filter(({ listed }) => listed)
    .map(({ name }) => ({ name, far: distance(typed, name) }))
    .filter(({ name, far }) => far <= Math.ceil(name.length / 3))
    .sort((a, b) => a.far - b.far);
  return { why: 'unknown-command', typed, nearest: nearest?.name ?? null };
}
