import { spawnSync } from 'node:child_process';

export type FanOutFigures = readonly (readonly [
  platform: string,
  slips: string,
  /** Of the time that the platform's limits allow at best; null: it went wrong. */
  ratio: number | null,
])[];

const PLATFORMS = ['slack', 'discord', 'telegram'] as const;

/** How long the fan-outs of the tests take, whose local platforms keep the real limits, beside the limits themselves. */
export const benchFanOut = (): FanOutFigures =>
  PLATFORMS.map((platform) => {
    const { stdout } = spawnSync(
      'vitest',
      ['run', `test/${platform}/fan-out.test.ts`, '--coverage.enabled=false', '-t', 'brings everybody'],
      { encoding: 'utf8' },
    );
    const [, slips = '', ratio = ''] = /(\d+) slips: ([\d.]+) of the time/.exec(stdout) ?? [];
    return [platform, slips, ratio === '' ? null : Number(ratio)];
  });
