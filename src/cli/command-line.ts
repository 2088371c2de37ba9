import { Argument, Command, CommanderError } from 'commander';
import { systemClock } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import { createLog } from '../log.ts';
import { PLANS } from '../meeting/plan.ts';
import type { Env } from '../ports/adapter.ts';
import { systemRandom } from '../random.ts';
import { readSettings } from '../settings.ts';
import { EXIT } from './exit-code.ts';
import { onInstallation } from './on-installation.ts';
import type { Terminal } from './terminal.ts';

const ENDINGS = `
Ends with ${EXIT.ok} when it is done, ${EXIT.failed} when it could not be done, ${EXIT.usage} when the command line is wrong, ${EXIT.config} when a setting is wrong.
Settings are environment variables or lines of .env; .env.example lists them.`;

/** Runs one command line to its end; answers the exit code. What a command needs is loaded when it is called. */
export async function runCommandLine(args: readonly string[], env: Env, terminal: Terminal): Promise<number> {
  let code: number = EXIT.ok;

  const program = new Command('latchkey')
    .description('A self-hosted meeting bot: the code reaches the people who were invited, and nobody else.')
    .addHelpText('afterAll', ENDINGS)
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.tell(text.trimEnd()),
    })
    .showHelpAfterError('(latchkey --help lists the commands)')
    .exitOverride();

  program
    .command('start', { isDefault: true })
    .description('run the bot until it is told to stop (Ctrl-C or SIGTERM)')
    .action(async () => {
      const { start } = await import('./start.ts');
      code = await start(env, terminal);
    });

  program
    .command('doctor')
    .description('look at settings, database, address and tokens; tell what is wrong and how to mend it')
    .addHelpText('after', '\nIt changes nothing and sends no message. Run it while the bot runs.')
    .action(async () => {
      const { doctor } = await import('./doctor.ts');
      const entries = await import('../../adapters/registry.ts');
      code = await doctor(env, entries, terminal);
    });

  program
    .command('plan')
    .description(
      "show a workspace's plan, or set it: pro lets people choose their room's number and a passcode",
    )
    .argument(
      '<workspace>',
      "the platform's id of it, such as T012AB3CD; slack:T012AB3CD where two platforms share it",
    )
    .addArgument(new Argument('[plan]', 'the plan that it gets').choices(PLANS))
    .addHelpText('after', '\nExample: npm run latchkey -- plan T012AB3CD pro')
    .action(async (workspace: string, wanted: string | undefined) => {
      const { plan } = await import('./plan.ts');
      const { chatEntries } = await import('../../adapters/registry.ts');
      const platforms = chatEntries.map(({ name }) => name);
      code = await onInstallation(env, terminal, ({ store }) =>
        plan(store, platforms, workspace, wanted, terminal),
      );
    });

  program
    .command('rotate-keys')
    .description('add a new key to the key file and re-seal what is stored; the bot may run meanwhile')
    .option('--finish', 'add no key: go on re-sealing, and remove the keys that nothing needs any more')
    .addHelpText(
      'after',
      `
Passcodes are re-sealed at once. A personal link works under the key it was made with until its meeting is erased
(RETENTION_DAYS) or its links are replaced; until then that key stays. Run it with --finish later to remove it.
It may be interrupted: --finish goes on where it stopped.`,
    )
    .action(async ({ finish }: { finish?: true }) => {
      const { finishRotation, rotateKeys } = await import('./rotate-keys.ts');
      code = await onInstallation(env, terminal, (installation, { keysFile }) => {
        const rotation = { ...installation, keysFile, random: systemRandom };
        return finish ? finishRotation(rotation, terminal) : rotateKeys(rotation, terminal);
      });
    });

  program
    .command('backup')
    .description('write a whole copy of the database into a new file; the bot may run meanwhile')
    .argument('[file]', 'where to; without it, a new file in DATA_DIR')
    .addHelpText('after', '\nIt holds no keys. Keep the key file too, in another place.')
    .action(async (file: string | undefined) => {
      const { backup } = await import('./backup.ts');
      code = await onInstallation(env, terminal, ({ store }, config) =>
        backup(store, config, file, systemClock.now(), terminal),
      );
    });

  program
    .command('restore')
    .description('put a backup in the place of the database; stop the bot first')
    .argument('<file>', 'what backup has written')
    .option('--keep-codes', 'leave passcodes and links as they were then, also those revoked since')
    .addHelpText(
      'after',
      `
The key file must be the one that the backup was made under, or have its keys. Every open meeting gets a new passcode and
new links, and everyone invited gets them when the queue goes on: nothing is sent before "resume". The database that was
there is kept.`,
    )
    .action(async (file: string, { keepCodes = false }: { keepCodes?: boolean }) => {
      const { restore } = await import('./restore.ts');
      const entries = await import('../../adapters/registry.ts');
      code = await restore(readSettings(env, entries), file, keepCodes, systemClock.now(), terminal);
    });

  program
    .command('resume')
    .description('let the queue go on that a restore holds back')
    .action(async () => {
      const { resume } = await import('./resume.ts');
      code = await onInstallation(env, terminal, ({ store }) => resume(store, terminal));
    });

  program
    .command('export')
    .description('print every meeting as a line of JSON, without any code or link')
    .addHelpText('after', '\nExample: npm run --silent latchkey -- export > meetings.jsonl')
    .action(async () => {
      const { exportMeetings } = await import('./export.ts');
      code = await onInstallation(env, terminal, ({ store }) => exportMeetings(store, terminal));
    });

  program
    .command('audit')
    .description('look into what was recorded')
    .command('who')
    .description('who got the passcode of a meeting, revision by revision, when and how; and who was let in')
    .argument('<meeting-id...>', 'the 11 digits (10 of a personal room), with or without spaces')
    .addHelpText('after', '\nExample: npm run latchkey -- audit who 234 5678 9012')
    .action(async (typed: readonly string[]) => {
      const { auditWho } = await import('./audit-who.ts');
      code = await onInstallation(env, terminal, ({ store }) => auditWho(store, typed.join(' '), terminal));
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    return report(error, terminal);
  }
}

function report(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof ConfigError) {
    const { problems } = error;
    terminal.tell(
      problems.length === 1
        ? 'Latchkey cannot start:'
        : `Latchkey cannot start, for ${problems.length} reasons:`,
    );
    for (const problem of problems) terminal.tell(`  ${problem}`);
    return EXIT.config;
  }
  createLog('error', { write: (line) => terminal.tell(line.trimEnd()) }).error({ err: error }, 'failed');
  return EXIT.failed;
}
