import { z } from 'zod';
import { SECOND } from '../../../src/clock.ts';
import { ConferenceError } from '../../../src/errors.ts';

/**
 * Zoom did not do it, and says by a number why. Nothing of the request is kept: it holds the passcode, and the address
 * of a meeting.
 */
export class ZoomRefusal extends ConferenceError {
  /** Zoom's own (https://developers.zoom.us/docs/api/errors/), or the status of an answer that has none. */
  readonly code: number;
  /** Which of the fields that were sent Zoom did not like. */
  readonly fields: readonly string[];

  constructor(failure: ConferenceError['failure'], reason: string, code: number, fields: readonly string[]) {
    super(failure, reason);
    this.name = 'ZoomRefusal';
    this.code = code;
    this.fields = fields;
  }
}

export const CODES = {
  /** The token is not, or no longer, good. */
  token: 124,
  /** The body is not as it should be; on delete, no such meeting. */
  invalid: 300,
  noSuchUser: 1001,
  notInAccount: 1010,
  cannotReach: 3000,
  /** No such meeting, or it expired. */
  noSuchMeeting: 3001,
  inProgress: 3002,
  ended: 3007,
  scopes: 4700,
  /** As Zoom answers apps with granular scopes. */
  granularScopes: 4711,
} as const;

const problem = z.object({
  code: z.coerce.number(),
  message: z.string().catch(''),
  errors: z.array(z.object({ field: z.string() })).catch([]),
});

/** A wait that the tries of the job table, about four minutes, do not reach. */
const LONG_WAIT = 120 * SECOND;

/** Why an answer is none, by its body, JSON or XML: Zoom answers a refused passcode in XML. */
export function refusalOf(status: number, headers: Headers, body: string, now: number): ZoomRefusal {
  const said = readProblem(body);
  const code = said?.code ?? status;
  const fields = said?.errors.map(({ field }) => field) ?? [];
  const refusal = (failure: ConferenceError['failure'], reason: string) =>
    new ZoomRefusal(failure, reason, code, fields);

  if (status === 429 || code === 429) {
    return isForToday(headers, said?.message ?? '', now)
      ? refusal('permanent', 'daily-limit')
      : refusal('transient', 'busy');
  }
  if (status >= 500) return refusal('transient', 'unavailable');
  switch (code) {
    case CODES.token:
    case 401:
      return refusal('permanent', 'credentials');
    case CODES.scopes:
    case CODES.granularScopes:
      return refusal('permanent', 'scopes');
    case CODES.noSuchUser:
    case CODES.notInAccount:
      return refusal('permanent', 'no-account');
    case CODES.cannotReach:
    case CODES.noSuchMeeting:
      return refusal('permanent', 'not-there');
    case CODES.inProgress:
      return refusal('transient', 'in-progress');
    case CODES.invalid:
      return refusal('permanent', fields.includes('password') ? 'passcode-policy' : 'rejected');
    default:
      return refusal('permanent', 'rejected');
  }
}

/**
 * The limit of 100 changes a day and user comes with no header but a sentence
 * (https://devforum.zoom.us/t/18928), the account's daily limit with `Retry-After`, a moment
 * (https://developers.zoom.us/docs/api/rate-limits/).
 */
function isForToday(headers: Headers, message: string, now: number): boolean {
  if (headers.get('x-ratelimit-type') === 'Daily-limit' || /\bdaily\b/i.test(message)) return true;
  const after = headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(after) ? Number(after) * SECOND : Date.parse(after) - now;
  return wait > LONG_WAIT;
}

function readProblem(body: string): z.infer<typeof problem> | null {
  const read = problem.safeParse(body.trimStart().startsWith('<') ? readXml(body) : readJson(body));
  return read.success ? read.data : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `<result><code>300</code>…<errors><field>password</field>…`: https://github.com/licht1stein/pyzoom/pull/71 */
function readXml(text: string): unknown {
  const inside = (tag: string) =>
    [...text.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, value = '']) => value);
  const [code] = inside('code');
  return {
    code,
    message: inside('message').join(' '),
    errors: inside('field').map((field) => ({ field })),
  };
}

/** What became of a request that got no answer; it may have been done nevertheless. */
export function noAnswer(timedOut: boolean): ConferenceError {
  return new ConferenceError('transient', timedOut ? 'too-slow' : 'unavailable');
}

/** An answer that is not what Zoom's documentation says. */
export const notUnderstood = (): ConferenceError => new ConferenceError('permanent', 'not-understood');
