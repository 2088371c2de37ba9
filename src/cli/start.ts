import { flushCompileCache } from 'node:module';
import { SECOND } from '../clock.ts';
import { compose } from '../compose.ts';
import { isLocalUrl } from '../config.ts';
import { errorCode } from '../error-code.ts';
import type { Env } from '../ports/adapter.ts';
import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** Runs the bot until a signal stops it. */
export async function start(env: Env, terminal: Terminal): Promise<number> {
  const app = await compose(env).catch((error: unknown) => {
    const problem = portProblem(error);
    if (problem === null) throw error;
    terminal.tell(problem);
    return null;
  });
  if (app === null) return EXIT.failed;

  // A crash is logged as bare facts: Node's own report shows every property of an error, a request's body too.
  const crash = (err: unknown) => {
    app.log.error({ err }, 'crashed');
    process.exit(EXIT.failed);
  };
  process.on('uncaughtException', crash).on('unhandledRejection', crash);

  // Listened for before the greeting: whoever reads it may stop the program at once.
  const stopped = stopSignal();
  terminal.tell(greeting(app));
  // Node keeps what it compiled only when the program ends by itself: one that is killed would compile anew each time.
  flushCompileCache();
  await stopped;
  process.on('SIGINT', hurry).on('SIGTERM', hurry);
  const hurryFrom = Date.now() + ECHO;
  function hurry() {
    if (Date.now() > hurryFrom) process.exit(EXIT.failed);
  }
  await app.stop();
  return EXIT.ok;
}

/** npm passes Ctrl-C on to a program that the terminal has told already: within this time it is the same one. */
const ECHO = SECOND;

const stopSignal = () =>
  new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve()).once('SIGTERM', () => resolve());
  });

type Greeted = { readonly url: string; readonly playground: string | null; readonly hasPlatform: boolean };

function greeting({ url, playground, hasPlatform }: Greeted): string {
  const where = playground ? `Open the playground: ${playground}` : `The door is at ${url}`;
  const local = hasPlatform && isLocalUrl(url) ? ' PUBLIC_URL is this machine: links work here only.' : '';
  return `Latchkey is ready. ${where}${local}`;
}

function portProblem(error: unknown): string | null {
  const at = error instanceof Error && 'port' in error ? `port ${error.port}` : 'the port';
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return `Another program uses ${at}, perhaps a Latchkey that still runs. Stop that one, or set PORT to another number.`;
    case 'EACCES':
      return `This user may not listen on ${at}. Set PORT to a number from 1024 on.`;
    case 'EADDRNOTAVAIL':
      return 'This machine has no such address. Set HOST to 127.0.0.1, or to 0.0.0.0 for all of its addresses.';
    default:
      return null;
  }
}
