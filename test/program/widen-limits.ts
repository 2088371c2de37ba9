import { changeSettings } from './change-settings.ts';
import type { Page } from './page.ts';

const WIDE = { meetingsPerHour: '1000', inviteesPerDay: '10000' };

/** Ada sets the limits of SPEC.md §3 so high that a test may create as it likes. */
export async function widenLimits(page: Page): Promise<void> {
  await changeSettings(page, WIDE);
}
