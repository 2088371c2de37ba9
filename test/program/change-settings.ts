import type { Page, Shown } from './page.ts';

/** Ada goes through the settings, changes these and keeps the rest; what she sees at the end. */
export async function changeSettings(page: Page, changes: Readonly<Record<string, string>>): Promise<Shown> {
  let shown = await page.says('ada', '/meeting settings');
  if (!shown.form) throw new Error('the settings show no form');
  for (let step = shown.form.step; shown.form; step += 1) {
    const { form } = shown;
    if (form.step !== step) throw new Error(`the settings were not saved: ${JSON.stringify(form.fields)}`);
    const values = Object.fromEntries(
      form.fields.map(({ name, value }) => [name, changes[name] ?? value ?? '']),
    );
    shown = await page.submits('ada', form, values);
  }
  return shown;
}
