import type { Page } from 'playwright-core';
import type { Slip } from './playground.ts';

/** Tries to come in as a guest, with ID and passcode. */
export async function knock(door: Page, { id, passcode }: Slip, name: string): Promise<void> {
  await door.getByLabel('Meeting ID').fill(id);
  await door.getByLabel('Passcode').fill(passcode);
  await door.getByLabel('Your name').fill(name);
  await door.getByRole('button', { name: 'Join' }).click();
}
