import { type Address, isWithin, type Network, parseAddress, prefix } from './address.ts';
import type { Caller } from './door.ts';

/** Under what a caller's tries are counted (SECURITY.md §1). */
export type ThrottleKeys = {
  readonly client: string;
  /** Null in chat: the platform has verified who it is, and there is no network. */
  readonly network: string | null;
  readonly shared: boolean;
};

/** What one home or one phone gets from its provider: a single IPv4 address, or an IPv6 /64. */
const CLIENT_BITS = { v4: 32, v6: 64 };
/** What one attacker cheaply has: a /24 of IPv4, a /48 of IPv6. */
const NETWORK_BITS = { v4: 24, v6: 48 };

/** `sharedNetworks`: offices and schools, where many people share one address (`SHARED_NETWORKS`). */
export function throttleKeys(caller: Caller, sharedNetworks: readonly Network[]): ThrottleKeys {
  if (caller.kind === 'account') return { client: `chat:${caller.account}`, network: null, shared: false };
  const address = parseAddress(caller.address);
  // Whoever has no readable address shares one counter: the limit closes, it never opens.
  if (address === null) return { client: 'ip:unknown', network: 'net:unknown', shared: false };
  return {
    client: `ip:${prefix(address, CLIENT_BITS[family(address)])}`,
    network: `net:${prefix(address, NETWORK_BITS[family(address)])}`,
    shared: sharedNetworks.some((network) => isWithin(address, network)),
  };
}

const family = (address: Address): 'v4' | 'v6' => (address.length === 4 ? 'v4' : 'v6');
