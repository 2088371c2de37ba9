import { describe, expect, it } from 'vitest';
import { isLoopback, isWithin, parseAddress, parseNetwork, prefix } from '../../src/door/address.ts';

const address = (text: string) => {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(`${text} is no address`);
  return parsed;
};
const network = (text: string) => {
  const parsed = parseNetwork(text);
  if (!parsed) throw new Error(`${text} is no network`);
  return parsed;
};

describe('an address', () => {
  it('is read in every spelling as the same bytes', () => {
    expect(address('192.0.2.1')).toEqual([192, 0, 2, 1]);
    expect(address('::ffff:192.0.2.1')).toEqual([192, 0, 2, 1]);
    expect(address('::FFFF:c000:0201')).toEqual([192, 0, 2, 1]);
    expect(address('2001:DB8::1')).toEqual(address('2001:0db8:0:0:0:0:0:1'));
    expect(address('fe80::1%eth0')).toEqual(address('fe80::1'));
    expect(address('::')).toEqual(Array(16).fill(0));
    expect(address('64:ff9b::192.0.2.1').slice(12)).toEqual([192, 0, 2, 1]);
  });

  it.each([
    '',
    'localhost',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.01',
    '192.0.2.1.1',
    '1::2::3',
    '1:2:3',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '::12345',
    '::g',
    'g::',
    '::192.0.2.256',
  ])('is not %s', (text) => {
    expect(parseAddress(text)).toBeNull();
  });

  it('is this machine only when it is a loopback address', () => {
    expect(
      ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map((one) => isLoopback(address(one))),
    ).toEqual([true, true, true, true]);
    expect(['128.0.0.1', '::2', '::', '1::1'].map((one) => isLoopback(address(one)))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('a network', () => {
  it('holds the addresses that begin like it', () => {
    expect(isWithin(address('10.9.8.7'), network('10.0.0.0/8'))).toBe(true);
    expect(isWithin(address('11.0.0.1'), network('10.0.0.0/8'))).toBe(false);
    expect(isWithin(address('192.0.2.129'), network('192.0.2.128/25'))).toBe(true);
    expect(isWithin(address('192.0.2.127'), network('192.0.2.128/25'))).toBe(false);
    expect(isWithin(address('2001:db8:1::1'), network('2001:db8::/32'))).toBe(true);
    expect(isWithin(address('2001:db9::1'), network('2001:db8::/32'))).toBe(false);
    expect(isWithin(address('192.0.2.1'), network('::/0'))).toBe(false);
    expect(isWithin(address('203.0.113.9'), network('0.0.0.0/0'))).toBe(true);
  });

  it('is one address without a length', () => {
    expect(isWithin(address('192.0.2.1'), network('192.0.2.1'))).toBe(true);
    expect(isWithin(address('192.0.2.2'), network('192.0.2.1'))).toBe(false);
  });

  it('is the same one when it is written as IPv6', () => {
    expect(network('::ffff:192.0.2.0/120')).toEqual(network('192.0.2.0/24'));
  });

  it.each([
    '',
    'office',
    '192.0.2.0/33',
    '::/129',
    '::ffff:0:0/95',
    '192.0.2.0/',
    '192.0.2.0/a',
    '10.0.0.0/8/8',
  ])('is not %s', (text) => {
    expect(parseNetwork(text)).toBeNull();
  });

  it('has one spelling', () => {
    expect(prefix(address('192.0.2.77'), 24)).toBe('192.0.2.0/24');
    expect(prefix(address('192.0.2.77'), 30)).toBe('192.0.2.76/30');
    expect(prefix(address('2001:db8:1:2:3::'), 64)).toBe(prefix(address('2001:DB8:1:2:ffff::1'), 64));
    expect(prefix(address('2001:db8:1:2::'), 64)).not.toBe(prefix(address('2001:db8:1:3::'), 64));
  });
});
