import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { SECOND } from '../../src/clock.ts';
import type { JoinResult } from './join.ts';

export type JoinAnswer = {
  readonly status: ContentfulStatusCode;
  readonly body: Readonly<Record<string, unknown>>;
  /** Seconds, for the Retry-After header. */
  readonly retryAfter: number | null;
};

/** Seconds after which asking again makes sense when the call or the store does not answer. */
const SOON = 10;

/** `POST /api/join` in JSON (SPEC.md §6). The one place where a way in leaves the server. */
export function joinAnswer(result: JoinResult | { readonly kind: 'failed' }): JoinAnswer {
  switch (result.kind) {
    case 'in':
      return plain(200, { next: { kind: result.way.kind, url: result.way.url.open() } });
    case 'invalid':
      return plain(401, { error: 'invalid_access_code' });
    case 'not-open':
      return plain(403, { error: 'not_open', opensAt: new Date(result.opensAt).toISOString() });
    case 'ended':
    case 'full':
      return plain(403, { error: result.kind });
    case 'throttled':
      return later(429, 'throttled', Math.max(1, Math.ceil(result.retryAfter / SECOND)));
    case 'name-needed':
      return plain(400, { error: 'name_needed' });
    case 'name-taken':
      return plain(409, { error: 'name_taken' });
    case 'unavailable':
    case 'failed':
      return later(503, result.kind, SOON);
  }
}

const plain = (status: ContentfulStatusCode, body: JoinAnswer['body']): JoinAnswer => ({
  status,
  body,
  retryAfter: null,
});
const later = (status: ContentfulStatusCode, error: string, retryAfter: number): JoinAnswer => ({
  status,
  body: { error },
  retryAfter,
});
