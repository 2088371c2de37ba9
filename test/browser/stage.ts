import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Program, startProgram } from '../program/program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { NO_BROWSER, startChromium } from './chromium.ts';

/** The program, and browsers that look at it. */
export type Stage = {
  readonly url: string;
  /** A page in a browser of its own, until the test ends: other cookies, another history. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on the same data and port, its clock ahead by so many milliseconds. */
  restart(ahead: number): Promise<void>;
  /** Every address that a page asked for so far. */
  readonly requested: readonly URL[];
  /** What pages complained about in their console, and errors that nobody caught. */
  readonly complaints: string[];
};

/** Milliseconds for one thing to appear, and for a whole test; long, because a slow machine must not make one red. */
const PATIENCE = 20_000;
const LONGEST = 120_000;

/** Tests in a real Chromium, on a program of their own. Where there is no Chromium they are skipped, and it is said. */
export async function onStage(
  name: string,
  define: (stage: Stage) => void,
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const browser = await startChromium();
  if (!browser) {
    process.stderr.write(`${NO_BROWSER}\n`);
    describe(name, () => it('in a browser', ({ skip }) => skip(NO_BROWSER)));
    return;
  }
  describe(name, { timeout: LONGEST }, () => {
    const set = setUp(browser, env);
    afterAll(async () => {
      await browser.close();
      await set.strike();
    });
    beforeAll(() => set.start(0));
    beforeEach(set.begin);
    afterEach(set.end);
    define(set);
  });
}

type Set = Stage & {
  start(ahead: number): Promise<void>;
  begin(): void;
  /** Closes what was opened since it began. */
  end(): Promise<void>;
  strike(): Promise<void>;
};

function setUp(browser: Browser, env: Readonly<Record<string, string>>): Set {
  const requested: URL[] = [];
  const complaints: string[] = [];
  let opened: BrowserContext[] = [];
  let folder = '';
  let running: Program | null = null;
  let port = '0';
  const program = () => running ?? expect.fail('the program does not run');

  async function start(ahead: number): Promise<void> {
    folder ||= temporaryFolder('browser');
    running = await startProgram(folder, { env: { ...env, PORT: port }, ahead });
    port = new URL(running.url).port;
  }

  return {
    requested,
    complaints,
    get url() {
      return program().url;
    },
    async visit(path, options = {}) {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Lisbon', ...options });
      opened.push(context);
      context.setDefaultTimeout(PATIENCE);
      context.on('request', (request) => void requested.push(new URL(request.url())));
      context.on('weberror', (error) => void complaints.push(error.error().message));
      context.on('console', (message) => {
        if (message.type() !== 'error') return;
        complaints.push(`${new URL(message.location().url).pathname}: ${message.text()}`);
      });
      const page = await context.newPage();
      await page.goto(new URL(path, program().url).href);
      return page;
    },
    kill: () => program().kill(),
    start,
    restart: start,
    begin() {
      opened = [];
    },
    async end() {
      await Promise.all(opened.map((context) => context.close()));
    },
    async strike() {
      await running?.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
