import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const WIDTHS = [390, 1280]; // pixels: a phone and a laptop
const SCHEMES = ['light', 'dark'] as const;

/** What every page must be at every width and in both schemes: not cut off, with a name and a way by keyboard for all. */
export async function expectWellMade(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate(OVERFLOW), `wider than ${width} pixels`).toBeLessThanOrEqual(0);
      expect(await page.evaluate(BRIGHTNESS), `the ${colorScheme} ground`).toSatisfy(
        (brightness: number) => brightness > 0.5 === (colorScheme === 'light'),
      );
    }
    expect(await nameless(page), `without a name at ${width} pixels`).toEqual([]);
    expect(await unreachable(page), `not reached by Tab at ${width} pixels`).toEqual([]);
  }
}

// Run in the page, where the compiler does not look.
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
/** Of the ground that everything stands on, from 0 to 1: the first of body and html that is not transparent. */
const BRIGHTNESS = `[document.body, document.documentElement]
  .map((element) => getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number))
  .find(([, , , alpha = 1]) => alpha > 0)
  .slice(0, 3)
  .reduce((sum, channel) => sum + channel / 255 / 3, 0)`;
/** What can be acted on, of the dialog if one is open. A group of radio buttons has one place in the order of Tab. */
const CONTROLS = `[...(document.querySelector('dialog[open]') ?? document).querySelectorAll('a[href], button, input, select, textarea')]
  .filter((control) => control.checkVisibility() && !control.disabled)
  .filter(({ type, name, checked, form }) => type !== 'radio' || checked || !form.elements[name].value)`;
const WATCH = `window.reached = new Set();
  addEventListener('focusin', ({ target }) => reached.add(target));
  document.activeElement.blur();
  ${CONTROLS}.length`;
const MISSED = `${CONTROLS}.filter((control) => !reached.has(control)).map((control) => control.outerHTML)`;

/** Places in the order of Tab besides the controls: areas that scroll, and the browser itself. */
const MORE = 10;

async function unreachable(page: Page): Promise<readonly string[]> {
  const controls = await page.evaluate<number>(WATCH);
  expect(controls).toBeGreaterThan(0);
  for (let n = 0; n < controls + MORE; n += 1) await page.keyboard.press('Tab');
  return page.evaluate<string[]>(MISSED);
}

const NAMED = new Set([
  'button',
  'link',
  'textbox',
  'combobox',
  'checkbox',
  'switch',
  'radio',
  'listbox',
  'dialog',
]);

/** As assistive technology sees the page: roles without a name. */
async function nameless(page: Page): Promise<readonly string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  const controls = nodes.filter(({ ignored, role }) => !ignored && NAMED.has(role?.value));
  expect(controls.length).toBeGreaterThan(0);
  return controls
    .filter(({ name }) => !name?.value?.trim())
    .map(({ role, properties }) => `${role?.value} ${JSON.stringify(properties)}`);
}
