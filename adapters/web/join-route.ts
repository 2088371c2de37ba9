import type { Context } from 'hono';
import { formatTime, formatWait } from '../../src/time/format.ts';
import type { Env } from './app.ts';
import type { WebParts } from './index.ts';
import { type JoinResult, join } from './join.ts';
import { joinAnswer } from './join-answer.ts';
import { readJoinRequest } from './join-request.ts';
import type { Metrics } from './metrics.ts';
import { doorNotices, type NoticeName } from './pages/door-notices.ts';
import { enteredPage } from './pages/entered-page.ts';
import { joinPage, type Language } from './pages/join-page.ts';
import type { Notice } from './pages/notice.ts';

const FORM = 'application/x-www-form-urlencoded';

/** `POST /api/join`: JSON is answered in JSON, the form of a browser without JavaScript by a page. */
export function joinRoute(parts: WebParts, metrics: Metrics) {
  const secure = parts.publicUrl.startsWith('https:');
  return async (c: Context<Env>): Promise<Response> => {
    // Other sites must not have their visitors' browsers guess for them.
    if (c.req.header('Sec-Fetch-Site') === 'cross-site') return c.json({ error: 'cross_site' }, 403);
    const type = c.req.header('Content-Type') ?? '';
    const byForm = type.toLowerCase().startsWith(FORM);
    const request = readJoinRequest(type, await c.req.text());
    if ('error' in request) {
      const { status, ...problem } = request;
      if (!byForm) return c.json(problem, status);
      return c.html(
        joinPage(c.var.language, { meetingId: '', name: '', notice: missing(c.var.language) }),
        status,
      );
    }
    let result: JoinResult | { readonly kind: 'failed' };
    try {
      result = await join(c, parts, request, c.var.peer.client, secure);
    } catch (err) {
      // Nobody enters while the store cannot count or the admission is not written down.
      parts.log.error({ err }, 'door failed');
      result = { kind: 'failed' };
    }
    metrics.verdict(result.kind);
    const { status, body: answer, retryAfter } = joinAnswer(result);
    if (retryAfter !== null) c.header('Retry-After', String(retryAfter));
    if (!byForm) return c.json(answer, status);
    if (result.kind === 'in') return c.html(enteredPage(c.var.language, result.way.url));

    const meetingId = request.key.meetingId;
    const words = noticeOf(result, c.var.language);
    return c.html(joinPage(c.var.language, { meetingId, name: request.name, notice: words }), status);
  };
}

type Refusal = Exclude<JoinResult, { kind: 'in' }> | { readonly kind: 'failed' };

const NOTICES: Readonly<Record<Refusal['kind'], NoticeName>> = {
  invalid: 'invalid_access_code',
  'not-open': 'not_open',
  ended: 'ended',
  full: 'full',
  throttled: 'throttled',
  'name-needed': 'name_needed',
  'name-taken': 'name_taken',
  unavailable: 'unavailable',
  failed: 'failed',
};

const missing = ({ text }: Language): Notice =>
  doorNotices(text, { time: '', wait: '', alive: false }).bad_request;

function noticeOf(refusal: Refusal, { text, lang }: Language): Notice {
  // Without a script nobody knows the reader's zone.
  const reader = { locale: lang, zone: 'UTC' };
  const time = refusal.kind === 'not-open' ? formatTime(refusal.opensAt, reader) : '';
  const wait = refusal.kind === 'throttled' ? formatWait(refusal.retryAfter, reader) : '';
  return doorNotices(text, { time, wait, alive: false })[NOTICES[refusal.kind]];
}
