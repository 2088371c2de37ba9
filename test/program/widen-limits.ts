import type { Page } from './page.ts';

/** Ada sets the limits of SPEC.md §3 so high that a test may create as it likes. */
export async function widenLimits(page: Page): Promise<void> {
  const { form } = await page.says('ada', '/meeting settings');
  if (!form) throw new Error('the settings show no form');
  const kept = Object.fromEntries(form.fields.map(({ name, value }) => [name, value ?? '']));
  const next = await page.submits('ada', form, kept);
  if (!next.form) throw new Error('the settings have no second step');
  const wide = { doorMinutes: '15', meetingsPerHour: '1000', inviteesPerDay: '10000' };
  const saved = await page.submits('ada', next.form, wide);
  if (saved.form) throw new Error(`the settings were not saved: ${JSON.stringify(saved.form.fields)}`);
}
