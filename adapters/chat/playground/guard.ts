import type { Peer } from '../../../src/ports/adapter.ts';

/** `127.0.0.0/8` and `::1`, also as an IPv4 address mapped into IPv6 (a dual-stack socket reports it so). */
const LOOPBACK = /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/i;
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;
/** A proxy that adds one of these speaks for somebody who may be far away. */
const FORWARDED = /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|.*-client-ip|.*-connecting-ip)$/i;

/**
 * Whether the request comes from a browser on this machine and from the playground's own page. Everybody's
 * private messages are shown here, so anything else is answered as if there was no playground (SPEC.md §7).
 * The `Host` defeats DNS rebinding; `Origin` and `Sec-Fetch-Site` defeat other pages in the same browser.
 */
export function isLocal(request: Request, peer: Peer): boolean {
  const { headers } = request;
  const host = headers.get('host') ?? '';
  if (!LOOPBACK.test(peer.socket) || !LOCAL_HOST.test(host)) return false;
  if ([...headers.keys()].some((name) => FORWARDED.test(name))) return false;

  const origin = headers.get('origin');
  if (origin !== null && origin.toLowerCase() !== `http://${host.toLowerCase()}`) return false;
  const site = headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin' || site === 'none') return true;
  // Following a link from elsewhere opens the page, which changes nothing and cannot be framed.
  return (
    request.method === 'GET' &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document'
  );
}
