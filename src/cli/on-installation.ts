import { type Config, readConfig } from '../config.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { createLog } from '../log.ts';
import type { Env } from '../ports/adapter.ts';
import { systemRandom } from '../random.ts';
import type { Terminal } from './terminal.ts';

/** Runs a command on the installation that the settings name, which the bot may have open too. */
export async function onInstallation(
  env: Env,
  terminal: Terminal,
  work: (installation: Installation, config: Config) => Promise<number>,
): Promise<number> {
  const config = readConfig(env);
  const log = createLog('error', { write: (line) => terminal.tell(line.trimEnd()) });
  const installation = await openInstallation(config, { random: systemRandom, log, create: false });
  try {
    return await work(installation, config);
  } finally {
    await installation.store.close();
  }
}
