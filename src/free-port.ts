import { once } from 'node:events';
import { createServer } from 'node:net';

/** The links have to name the port before it is listened on. */
export async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error(`${host} has no port`);
  return address.port;
}
