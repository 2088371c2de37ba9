import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { asId, type DeliveryId, type ForeignId } from '../../src/ids.ts';
import { startPlayground, temporaryDirectory } from './playground-server.ts';

const SENDER = fileURLToPath(new URL('./sender.ts', import.meta.url));
const ivan = {
  kind: 'person',
  workspace: asId<ForeignId>('playground'),
  person: asId<ForeignId>('ivan'),
} as const;

it('keeps every message that it accepted before it was killed', async () => {
  const directory = await temporaryDirectory();
  const accepted: string[] = [];
  for (const enough of [1, 20, 50]) {
    const sender = spawn(process.execPath, [SENDER, directory.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let written = '';
    sender.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      written += chunk;
      if (written.split('\n').length > enough) sender.kill('SIGKILL');
    });
    const [, signal] = await once(sender, 'close');
    expect(signal).toBe('SIGKILL');
    accepted.push(...written.split('\n').slice(0, -1));
  }
  expect(accepted.length).toBeGreaterThanOrEqual(71);

  const server = await startPlayground(directory.path);
  for (const id of new Set(accepted))
    expect(
      await server.adapter.messenger.findSent(asId<DeliveryId>(id), ivan, new AbortController().signal),
    ).toMatchObject({ kind: 'found' });
  await server.close();
  await directory.remove();
});
