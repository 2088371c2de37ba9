// Runs before every npm script, also on a fresh clone, where nothing but the machine's own Node (18 or newer) and
// npm is there: installs what the lock file says when it is not installed yet. The scripts themselves then run on
// the Node that is installed here, because npm puts node_modules/.bin first on the PATH.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const changedAt = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

// npm writes node_modules/.package-lock.json last, so that an install that was cut short is done again.
if (changedAt('node_modules/.package-lock.json') < changedAt('package-lock.json')) {
  process.stderr.write('Installing what Latchkey needs (once, about a minute) …\n');
  const { status } = spawnSync('npm', ['ci', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    process.stderr.write('npm ci failed, see above. Mend that and run the command again.\n');
    process.exit(1);
  }
}

const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(node)) {
  process.stderr.write(
    'The Node that Latchkey runs on was not installed, because npm is set to run no install scripts.\n' +
      'Run: npm rebuild node --ignore-scripts=false\n',
  );
  process.exit(1);
}
