import type { Page } from './page.ts';

const WIDE: Readonly<Record<string, string>> = { meetingsPerHour: '1000', inviteesPerDay: '10000' };

/** Ada sets the limits of SPEC.md §3 so high that a test may create as it likes, and keeps the rest. */
export async function widenLimits(page: Page): Promise<void> {
  let { form } = await page.says('ada', '/meeting settings');
  if (!form) throw new Error('the settings show no form');
  for (let step = form.step; form; step += 1) {
    if (form.step !== step) throw new Error(`the settings were not saved: ${JSON.stringify(form.fields)}`);
    const values = Object.fromEntries(
      form.fields.map(({ name, value }) => [name, WIDE[name] ?? value ?? '']),
    );
    ({ form } = await page.submits('ada', form, values));
  }
}
