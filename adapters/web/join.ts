import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { SECOND, type Time } from '../../src/clock.ts';
import { returningGuest } from '../../src/door/admission.ts';
import type { Admitted, Door, Pass, Verdict } from '../../src/door/door.ts';
import type { MeetingKey } from '../../src/ids.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { WebParts } from './index.ts';
import type { JoinRequest } from './join-request.ts';

/** What somebody before the door is told. */
export type JoinResult =
  | Extract<Admitted, { kind: 'in' }>
  | Exclude<Admitted, { kind: 'in' }>
  | Exclude<Verdict, { kind: 'right' }>;

type JoinParts = {
  readonly door: Door;
  readonly clock: WebParts['clock'];
  readonly vault: WebParts['vault'];
};

/** Tries a key and, when it is right, admits; sets the cookie by which a guest is known again. */
export async function join(
  c: Context,
  { door, clock, vault }: JoinParts,
  { key, name }: JoinRequest,
  address: string,
  secure: boolean,
): Promise<JoinResult> {
  const verdict = await door.verify({ kind: 'address', address }, key);
  if (verdict.kind !== 'right') return verdict;
  const meeting = verdict.pass.record.meeting.key;
  const cookie = getCookie(c, cookieName(meeting));
  const earlier =
    cookie === undefined ? null : returningGuest(vault, new Secret(cookie), meeting, clock.now());
  const admitted = await door.admit(verdict.pass, name, earlier);
  if (admitted.kind === 'in') remember(c, verdict.pass, admitted, clock.now(), secure);
  return admitted;
}

function remember(
  c: Context,
  { record }: Pass,
  { cookie, cookieUntil }: Extract<Admitted, { kind: 'in' }>,
  now: Time,
  secure: boolean,
): void {
  setCookie(c, cookieName(record.meeting.key), cookie.open(), {
    path: '/api/join',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: Math.floor((cookieUntil - now) / SECOND),
  });
}

/** One for each meeting, so that two calls in one browser do not forget each other. */
const cookieName = (meeting: MeetingKey): string => `admission_${meeting}`;
