import { expect, it } from 'vitest';
import { clientAddress } from '../../adapters/web/client-address.ts';
import { networks } from './a-web.ts';

const proxies = networks('10.0.0.0/8', '2001:db8:ffff::/48');

it.each([
  ['is the socket’s without a proxy', '192.0.2.1', null, '192.0.2.1'],
  ['is not what a client claims', '192.0.2.1', '203.0.113.5', '192.0.2.1'],
  ['is what a listed proxy says', '10.0.0.1', '203.0.113.5', '203.0.113.5'],
  ['is read from the right', '10.0.0.1', '198.51.100.1, 203.0.113.5', '203.0.113.5'],
  ['goes through several proxies', '10.0.0.1', '203.0.113.5, 10.9.9.9', '203.0.113.5'],
  ['stops at a proxy that is not listed', '10.0.0.1', '203.0.113.5, 192.0.2.77, 10.9.9.9', '192.0.2.77'],
  ['is the last proxy’s when that says nothing readable', '10.0.0.1', 'unknown', '10.0.0.1'],
  ['is the last proxy’s when that says nothing', '10.0.0.1', '', '10.0.0.1'],
  ['may come with a port', '10.0.0.1', '203.0.113.5:4711', '203.0.113.5'],
  ['may be IPv6', '2001:db8:ffff::1', '2001:db8:1::5', '2001:db8:1::5'],
  ['may be IPv6 with a port', '::ffff:10.0.0.1', '[2001:db8:1::5]:4711', '2001:db8:1::5'],
  ['is nobody’s where the socket has none', '', '203.0.113.5', ''],
])('the client’s address %s', (_, socket, forwarded, client) => {
  expect(clientAddress(socket, forwarded, proxies)).toBe(client);
});
