import { isWithin, type Network, parseAddress } from '../../src/door/address.ts';

/**
 * Whose request it is. `X-Forwarded-For` is believed only as far as listed proxies wrote it: read from the right,
 * the first address that is no proxy of ours is the client's. Whatever stands left of it the client may have made up.
 */
export function clientAddress(
  socket: string,
  forwardedFor: string | null,
  proxies: readonly Network[],
): string {
  let client = socket;
  for (const hop of (forwardedFor ?? '').split(',').reverse()) {
    const address = withoutPort(hop.trim());
    if (!isProxy(client, proxies) || parseAddress(address) === null) break;
    client = address;
  }
  return client;
}

function isProxy(text: string, proxies: readonly Network[]): boolean {
  const address = parseAddress(text);
  return address !== null && proxies.some((proxy) => isWithin(address, proxy));
}

/** Some proxies add the client's port: `192.0.2.1:5000`, `[2001:db8::1]:5000`. */
const withoutPort = (hop: string): string => hop.replace(/^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2');
