import { SECOND } from '../clock.ts';
import { type Config, isLocalUrl } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { right, wrong } from '../finding.ts';
import { type Installation, openInstallation } from '../installation.ts';
import { createLog } from '../log.ts';
import type { Env, Finding } from '../ports/adapter.ts';
import { systemRandom } from '../random.ts';
import { type Entries, readSettings } from '../settings.ts';
import { createCredentials } from '../vault/adapter-credentials.ts';
import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

const TIMEOUT = 5 * SECOND;

/**
 * Looks at everything that a running bot needs, and tells what is wrong and what to do. Changes nothing; the bot may
 * run meanwhile. Throws ConfigError for wrong settings: until they are mended there is nothing to look at.
 */
export async function doctor(env: Env, entries: Entries, terminal: Terminal): Promise<number> {
  const { config, chat, conference, mail } = readSettings(env, entries);
  const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
  const { findings: database, installation } = await examineDatabase(config);
  const findings = await Promise.all([
    right('Settings: read.'),
    database,
    examineAddress(publicUrl),
    ...chat.map(({ entry, examine }) =>
      examine(
        publicUrl,
        installation &&
          createCredentials(`chat/${entry.name}`, installation.store.credentials, installation.vault),
      ),
    ),
    ...conference.map(({ examine }) => examine(publicUrl)),
    ...(mail ? [mail.examine()] : []),
  ]).finally(() => installation?.store.close());
  const all = findings.flat();
  for (const { what, fix } of all) {
    terminal.print(`${fix === null ? 'ok   ' : 'wrong'}  ${what}`);
    if (fix !== null) terminal.print(`       ${fix}`);
  }
  return all.every(({ fix }) => fix === null) ? EXIT.ok : EXIT.failed;
}

const HELD_BACK = wrong(
  'Queue: held back since a backup was restored. Nothing is sent, and no meeting starts or ends by itself.',
  'Look whether all is as it should be, then: npm run latchkey -- resume',
);

/** Leaves it open. Null: it cannot be. */
async function examineDatabase(
  config: Config,
): Promise<{ readonly findings: readonly Finding[]; readonly installation: Installation | null }> {
  try {
    const installation = await openInstallation(config, {
      random: systemRandom,
      log: createLog('silent'),
      create: false,
    });
    const paused = await installation.store.jobs.isPaused();
    const opened = right('Database: opened, and its keys are there.');
    return { findings: [opened, ...(paused ? [HELD_BACK] : [])], installation };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const findings = error.problems.map((fix) => wrong('Database: cannot be used.', fix));
    return { findings, installation: null };
  }
}

/** Whether the address that people open leads to a Latchkey. */
async function examineAddress(publicUrl: string): Promise<Finding> {
  const what = `PUBLIC_URL: ${publicUrl}`;
  const healthy = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(TIMEOUT) }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!healthy) {
    return wrong(
      `${what} does not lead to a running Latchkey.`,
      'Start it with npm start; if it runs, let DNS and the proxy pass that address on to PORT.',
    );
  }
  return right(`${what} answers${isLocalUrl(publicUrl) ? '; links work on this machine only' : ''}.`);
}
