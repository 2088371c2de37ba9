import { createHash, timingSafeEqual } from 'node:crypto';
import { type Clock, SECOND } from '../../src/clock.ts';
import { isLoopback, parseAddress } from '../../src/door/address.ts';
import type { Log } from '../../src/log.ts';
import type { Peer } from '../../src/ports/adapter.ts';
import type { Secret } from '../../src/vault/secret.ts';

/** Whether a part works: each adapter and the store. May throw, which means no. */
export type Checks = ReadonlyMap<string, () => Promise<boolean>>;

/** A part that says nothing for this long is not ready. */
const PATIENCE = 2 * SECOND;

export type Readiness = { readonly ready: boolean; readonly parts: Readonly<Record<string, boolean>> };

export async function readiness(checks: Checks, clock: Clock, log: Log): Promise<Readiness> {
  const parts = await Promise.all(
    [...checks].map(async ([name, check]) => {
      const answered = new AbortController();
      const late = clock.sleep(PATIENCE, answered.signal).then(() => false);
      const works = await Promise.race([check(), late]).catch((err: unknown) => {
        log.warn({ err, part: name }, 'not ready');
        return false;
      });
      answered.abort();
      return [name, works] as const;
    }),
  );
  return { ready: parts.every(([, works]) => works), parts: Object.fromEntries(parts) };
}

/** A request that a proxy passed on is not from this machine, whatever its socket says. */
const FORWARDED = /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|.*-client-ip|.*-connecting-ip)$/i;

/** Figures are for this machine, or for whoever has `METRICS_TOKEN`. */
export function mayReadMetrics(request: Request, peer: Peer, token: Secret | null): boolean {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1];
  if (token && bearer !== undefined) return timingSafeEqual(digest(bearer), digest(token.open()));
  const address = parseAddress(peer.socket);
  if (address === null || !isLoopback(address)) return false;
  return ![...request.headers.keys()].some((name) => FORWARDED.test(name));
}

/** Of equal length, so that comparing takes equal time. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
