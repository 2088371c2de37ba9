import { expect, it } from 'vitest';
import { parseNetwork } from '../../src/door/address.ts';
import { throttleKeys } from '../../src/door/throttle.ts';
import { type AccountId, asId } from '../../src/ids.ts';

const keys = (address: string, shared: readonly string[] = []) =>
  throttleKeys(
    { kind: 'address', address },
    shared.flatMap((text) => parseNetwork(text) ?? []),
  );

it('counts an IPv4 address by itself and within its /24', () => {
  expect(keys('192.0.2.7')).toEqual({
    client: 'ip:192.0.2.7/32',
    network: 'net:192.0.2.0/24',
    shared: false,
  });
});

it('counts all addresses of an IPv6 /64 as one client, within its /48', () => {
  const [one, other] = [keys('2001:db8:1:2::1'), keys('2001:db8:1:2:aaaa:bbbb:cccc:dddd')];
  expect(one).toEqual(other);
  const neighbour = keys('2001:db8:1:3::1');
  expect(neighbour.client).not.toBe(one.client);
  expect(neighbour.network).toBe(one.network);
});

it('does not give an IPv4 client a second counter under IPv6', () => {
  expect(keys('::ffff:192.0.2.7')).toEqual(keys('192.0.2.7'));
});

it('knows the offices and schools that share an address', () => {
  expect(keys('198.51.100.4', ['198.51.100.0/24', '2001:db8::/32']).shared).toBe(true);
  expect(keys('198.51.101.4', ['198.51.100.0/24', '2001:db8::/32']).shared).toBe(false);
});

it('counts whoever has no readable address under one key', () => {
  expect(keys('?')).toEqual({ client: 'ip:unknown', network: 'net:unknown', shared: false });
});

it('counts people in chat by their account alone', () => {
  expect(throttleKeys({ kind: 'account', account: asId<AccountId>('ivan') }, [])).toEqual({
    client: 'chat:ivan',
    network: null,
    shared: false,
  });
});
