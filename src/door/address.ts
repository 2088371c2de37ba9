/** An IP address as its bytes: 4 or 16. An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) has 4. */
export type Address = readonly number[];

/** Addresses that begin with the same `bits` bits. */
export type Network = { readonly address: Address; readonly bits: number };

/** Reads an IPv4 or IPv6 address; null: it is none. A zone (`fe80::1%eth0`) is left out. */
export function parseAddress(text: string): Address | null {
  const [plain = ''] = text.split('%', 1);
  if (!plain.includes(':')) return parseV4(plain);
  const bytes = parseV6(plain);
  if (bytes === null) return null;
  const mapped = bytes.slice(0, 12).every((byte, at) => byte === (at < 10 ? 0 : 255));
  return mapped ? bytes.slice(12) : bytes;
}

/** Reads `192.0.2.0/24`, `2001:db8::/32`, or one address; null: it is none. */
export function parseNetwork(text: string): Network | null {
  const [base = '', length, ...rest] = text.trim().split('/');
  const address = parseAddress(base);
  if (address === null || rest.length > 0) return null;
  const most = address.length * 8;
  if (length === undefined) return { address, bits: most };
  if (!/^\d{1,3}$/.test(length)) return null;
  // An IPv4 network written as IPv6 counts the 96 bits before it.
  const bits = Number(length) - (base.includes(':') && most === 32 ? 96 : 0);
  return bits < 0 || bits > most ? null : { address, bits };
}

export const isWithin = (address: Address, { address: base, bits }: Network): boolean =>
  address.length === base.length && prefix(address, bits) === prefix(base, bits);

/** This machine itself: `127.0.0.0/8`, `::1`. */
export const isLoopback = (address: Address): boolean =>
  address.length === 4
    ? address[0] === 127
    : address.every((byte, at) => byte === (at === address.length - 1 ? 1 : 0));

/** The network of `bits` bits around an address, in one spelling only. */
export function prefix(address: Address, bits: number): string {
  const kept = address.map((byte, at) => (byte >> unused(bits, at)) << unused(bits, at));
  const text =
    address.length === 4 ? kept.join('.') : kept.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${text}/${bits}`;
}

/** How many bits of the byte at `at` lie beyond the first `bits` of the address. */
const unused = (bits: number, at: number): number => Math.min(8, Math.max(0, 8 - (bits - at * 8)));

function parseV4(text: string): Address | null {
  const parts = text.split('.');
  const bytes = parts.map((part) => (/^(0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  return bytes.length === 4 && bytes.every((byte) => byte < 256) ? bytes : null;
}

function parseV6(text: string): Address | null {
  const halves = text.split('::');
  const [head, tail] = halves.map(parseGroups);
  if (!head || halves.length > 2) return null;
  if (halves.length === 1) return head.length === 16 ? head : null;
  if (!tail || head.length + tail.length > 14) return null;
  return [...head, ...Array<number>(16 - head.length - tail.length).fill(0), ...tail];
}

/** `2001:db8` or `ffff:192.0.2.1` as bytes; nothing as no bytes. */
function parseGroups(text: string): Address | null {
  if (text === '') return [];
  const bytes: number[] = [];
  const groups = text.split(':');
  for (const [at, group] of groups.entries()) {
    const last = at === groups.length - 1;
    const v4 = last && group.includes('.') ? parseV4(group) : null;
    if (v4) bytes.push(...v4);
    else if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
    } else return null;
  }
  return bytes;
}
