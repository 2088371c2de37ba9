import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const WIDTHS = [390, 1280]; // pixels: a phone and a laptop
/** Of all that axe looks at, only colours differ from one scheme to the other. */
const SCHEMES = [
  ['light', undefined],
  ['dark', ['color-contrast']],
] as const;
type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;
type RunOptions = Parameters<AxeBuilder['options']>[0];

/** What every page must be at every width and in both schemes: not cut off, with a way by keyboard, and nothing that axe finds. */
export async function expectWellMade(page: Page, widths = WIDTHS): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    for (const [colorScheme, rules] of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }); // no colour on its way to another
      expect(await page.evaluate(OVERFLOW), `wider than ${width} pixels`).toBeLessThanOrEqual(0);
      expect(await page.evaluate(BRIGHTNESS), `the ${colorScheme} ground`).toSatisfy(
        (brightness: number) => brightness > 0.5 === (colorScheme === 'light'),
      );
      expect(await violations(page, rules), `axe, ${width} pixels, ${colorScheme}`).toEqual([]);
    }
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

/** A name that says what is seen, for who speaks to the browser: axe tries it only when it is asked to. */
const LABEL_IN_NAME = { rules: { 'label-content-name-mismatch': { enabled: true } } };
/** What is wrong, with all of its places. To list what is right as well takes axe several times as long. */
const ONLY_WRONG = { resultTypes: ['violations'] } as const satisfies RunOptions;

/** Every rule of axe, the best practices too (names, labels, landmarks, headings), or these. */
async function violations(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  const chosen = rules ? { runOnly: [...rules] } : LABEL_IN_NAME;
  const { violations } = await runAxe(page, { ...chosen, ...ONLY_WRONG });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}: ${html} ${failureSummary}`),
  );
}

/** Reading axe into a page takes longer than running it, so that is done once for each document. */
async function runAxe(page: Page, options: RunOptions): Promise<AxeResults> {
  if (await page.evaluate<boolean>('"axe" in window')) {
    return page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  }
  // Our pages have no frames: in the legacy mode no blank page is opened besides.
  return new AxeBuilder({ page }).options(options).setLegacyMode().analyze();
}
