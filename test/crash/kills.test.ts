import { expect, it } from 'vitest';
import { killRounds } from './kill-rounds.ts';
import { platformKills } from './platform-kills.ts';

/** SECURITY.md §6: 40 in all, as the soak does 5,000: in the playground, and on three platforms at once. */
const PLAYGROUND = { one: 10, two: 10, three: 12 };
const PLATFORMS = { four: 8 };

it('loses nobody, makes nothing by half and sends nothing twice but where Telegram cannot tell, killed 40 times', async () => {
  const alone = async () => [
    await killRounds(PLAYGROUND.one, 'one'),
    await killRounds(PLAYGROUND.two, 'two'),
  ];
  const beside = async () => ({
    playground: await killRounds(PLAYGROUND.three, 'three'),
    platforms: await platformKills(PLATFORMS.four, 'four'),
  });
  // Two installations at a time.
  const [first, { playground, platforms }] = await Promise.all([alone(), beside()]);
  for (const fate of [...first, playground])
    expect(fate).toMatchObject({ meetings: 2 * fate.kills, lost: [], halfMade: [], extra: [] });
  expect(platforms).toMatchObject({ kills: PLATFORMS.four, lost: [], halfMade: [], extra: [] });
  // Telegram keeps what was typed until it is confirmed.
  expect(platforms.meetings).toBeGreaterThanOrEqual(PLATFORMS.four);
  const all = [...first, playground, platforms];
  // Kills that interrupt nothing would prove nothing. How many do depends on the machine: usually nearly all.
  expect(all.reduce((sum, { interrupting }) => sum + interrupting, 0)).toBeGreaterThan(0);
  expect(all.reduce((sum, { kills }) => sum + kills, 0)).toBe(40);
}, 300_000);
