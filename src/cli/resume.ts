import type { Store } from '../ports/store.ts';
import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** Lets go what a restore holds back. A bot that runs takes it up within seconds. */
export async function resume({ jobs }: Pick<Store, 'jobs'>, terminal: Terminal): Promise<number> {
  const paused = await jobs.isPaused();
  await jobs.resume();
  terminal.print(
    paused ? 'The queue goes on: messages are sent, meetings start and end.' : 'Nothing was held back.',
  );
  return EXIT.ok;
}
