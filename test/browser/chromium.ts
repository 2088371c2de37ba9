import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import type { Env } from '../../src/ports/adapter.ts';
import { ROOT } from '../program/program.ts';

/** A browser to run, and what it needs in its environment. */
type Found = { readonly executable: string; readonly env: Env };

const UNPACK = fileURLToPath(new URL('./unpack-chromium.ts', import.meta.url));
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Nothing that asks the network by itself, and no sandbox: containers seldom allow one. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // One process for each page instead of two: a quarter of the work of opening it.
  '--disable-site-isolation-trials',
  // A camera with moving pictures, half as many a second as usual, since each is packed and unpacked without a graphics
  // card; a microphone that beeps, a screen, and a person who allows all of it.
  '--use-fake-device-for-media-stream=fps=10',
  '--use-fake-ui-for-media-stream',
];

/** Starts a Chromium: `CHROMIUM_PATH`, one on the PATH, or the one inside `@sparticuz/chromium`. Null: there is none. */
export async function startChromium(env: Env = process.env): Promise<Browser | null> {
  const found = (await installed(env)) ?? (await bundled());
  if (!found) return null;
  return chromium.launch({
    executablePath: found.executable,
    args: ARGS,
    env: { ...env, ...found.env },
    // Playwright's own request to stop would come before a test has ended.
    handleSIGINT: false,
  });
}

/** What the log says where no browser is found. */
export const NO_BROWSER =
  'No Chromium here: install one, or set CHROMIUM_PATH. The tests of the pages were not run.';

async function installed(env: Env): Promise<Found | null> {
  const { CHROMIUM_PATH, PATH = '' } = env;
  const folders = PATH.split(delimiter).filter(Boolean);
  const candidates = CHROMIUM_PATH
    ? [CHROMIUM_PATH]
    : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const executable of candidates) if (await isExecutable(executable)) return { executable, env: {} };
  if (CHROMIUM_PATH) throw new Error(`CHROMIUM_PATH: ${CHROMIUM_PATH} cannot be run`);
  return null;
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The package has a browser for Linux on x64, packed, and the libraries and fonts that a bare machine lacks. */
async function bundled(): Promise<Found | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = join(ROOT, 'node_modules/.cache/chromium');
  const executable = join(folder, 'chromium');
  if (!(await isExecutable(executable))) await unpackTo(folder);
  return {
    executable,
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/** The package's own looks for its fonts in places that only Lambda has. */
const FONTS = `<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir prefix="relative">fonts</dir>
</fontconfig>
`;

/** Appears whole: another test may be unpacking at the same time, and any may be killed. */
async function unpackTo(folder: string): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  try {
    await promisify(execFile)(process.execPath, [UNPACK], {
      env: { TMPDIR: beside, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
    });
    await writeFile(join(beside, 'fonts/fonts.conf'), FONTS);
    await rename(beside, folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
