import { expect, it } from 'vitest';
import { killRounds } from './kill-rounds.ts';

/** SECURITY.md §6: 40 in all, as the soak does 5,000. Two installations at a time. */
const LANES = [
  ['one', 'two'],
  ['three', 'four'],
];
const KILLS = 10;

it('loses nobody, makes nothing by half and sends nothing twice, killed 40 times', async () => {
  const fates = await Promise.all(
    LANES.map(async (seeds) => {
      const fates = [];
      for (const seed of seeds) fates.push(await killRounds(KILLS, seed));
      return fates;
    }),
  );
  for (const fate of fates.flat())
    expect(fate).toMatchObject({ kills: KILLS, meetings: 2 * KILLS, lost: [], halfMade: [], extra: [] });
  // Kills that interrupt nothing would prove nothing. How many do depends on the machine: usually nearly all.
  expect(fates.flat().reduce((sum, { interrupting }) => sum + interrupting, 0)).toBeGreaterThan(0);
}, 300_000);
