import type { Page } from 'playwright-core';

/** Past the page that shows the own camera, into the call or its waiting room. */
export async function enterRoom(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enter' }).click();
}
