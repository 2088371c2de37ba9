import { runCommandLine } from './cli/command-line.ts';
import { readEnvironment } from './cli/environment.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), readEnvironment(process.env, process.cwd()), {
  print: (line) => process.stdout.write(`${line}\n`),
  tell: (line) => process.stderr.write(`${line}\n`),
});
