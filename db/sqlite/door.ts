import { createHash, timingSafeEqual } from 'node:crypto';
import { DAY, HOUR, MINUTE, SECOND, type Time } from '../../src/clock.ts';
import type { Attempt, AttemptResult, DoorCounters } from '../../src/ports/store/door.ts';
import type { Connection } from './connection.ts';
import { and, count, desc, eq, gt, lt, min, sql } from './drizzle.ts';
import { edge } from './edge.ts';
import { attempts } from './schema/door.ts';
import { meetings } from './schema/meetings.ts';

/** At most `tries` within any stretch of `window` milliseconds. All figures: the table of SECURITY.md §1. */
type Limit = { readonly tries: number; readonly window: number };

const CLIENT: Limit = { tries: 20, window: HOUR };
const SHARED_CLIENT: Limit = { tries: 200, window: HOUR };
const NETWORK: Limit = { tries: 100, window: HOUR };
const MEETING: readonly Limit[] = [
  { tries: 20, window: 10 * MINUTE },
  { tries: 100, window: DAY },
];
const INSTALLATION: Limit = { tries: 10_000, window: HOUR };

/** One client at one meeting: five tries are free, then each must wait twice as long; the tenth blocks for a day. */
const FREE_TRIES = 5;
const FIRST_WAIT = 30 * SECOND;
const LONGEST_WAIT = HOUR;
const LAST_TRY: Limit = { tries: 10, window: DAY };
const BLOCKED_FOR = DAY;
/** The block lasts a day, and the failures that led to it may have taken another. */
const MATTERS_FOR = LAST_TRY.window + BLOCKED_FOR;

/** Compared with when there is no such meeting or no replaced passcode, so that the work is the same. */
const NO_CHECK = ':';

export function createDoor({ orm, write }: Connection): DoorCounters {
  const value = (name: string) => sql.placeholder(name);
  const compared = sql`${attempts.compared} = 1`;
  const tally = { tries: count(), oldest: min(attempts.at) };
  const within = gt(attempts.at, value('since'));

  const ofClient = orm
    .select(tally)
    .from(attempts)
    .where(and(eq(attempts.client, value('client')), within))
    .prepare();
  const ofNetwork = orm
    .select(tally)
    .from(attempts)
    .where(and(eq(attempts.network, value('network')), within))
    .prepare();
  const ofMeeting = orm
    .select(tally)
    .from(attempts)
    .where(and(eq(attempts.typedId, value('typedId')), compared, within))
    .prepare();
  const ofAll = orm.select(tally).from(attempts).where(and(compared, within)).prepare();
  const ofClientAtMeeting = orm
    .select({ at: attempts.at })
    .from(attempts)
    .where(
      and(
        eq(attempts.client, value('client')),
        eq(attempts.typedId, value('typedId')),
        compared,
        sql`${attempts.forgiven} = 0`,
      ),
    )
    .orderBy(desc(attempts.at))
    .limit(LAST_TRY.tries)
    .prepare();

  const record = orm
    .insert(attempts)
    .values({
      at: value('at'),
      client: value('client'),
      network: value('network'),
      typedId: value('typedId'),
      compared: value('compared'),
      forgiven: false,
    })
    .prepare();
  const giveBack = orm
    .delete(attempts)
    .where(eq(attempts.id, value('id')))
    .prepare();
  const forgive = orm
    .update(attempts)
    .set({ forgiven: true })
    .where(and(eq(attempts.client, value('client')), eq(attempts.typedId, value('typedId')), compared))
    .prepare();
  const sweep = orm
    .delete(attempts)
    .where(lt(attempts.at, value('before')))
    .prepare();
  const meeting = orm
    .select({
      key: meetings.key,
      state: meetings.state,
      check: meetings.check,
      replacedCheck: meetings.replacedCheck,
    })
    .from(meetings)
    .where(eq(meetings.meetingId, value('typedId')))
    .prepare();

  return {
    attempt: (attempt) => edge('door.attempt', () => write(() => judge(attempt))),
    sweep: (now) => edge('door.sweep', () => void sweep.run({ before: now - MATTERS_FOR })),
  };

  function judge(attempt: Attempt): AttemptResult {
    const retryAfter = throttledFor(attempt);
    if (retryAfter > 0) return { kind: 'throttled', retryAfter };

    const flooded = isFlooded(attempt);
    const shut = flooded || isShut(attempt);
    const { lastInsertRowid: id } = record.run({ ...attempt, compared: !shut });
    if (shut) return { kind: 'shut', flooded };

    const found = meeting.get(attempt);
    const isRight = matches(attempt.checks, found?.check ?? NO_CHECK);
    const wasReplaced = matches(attempt.checks, found?.replacedCheck ?? NO_CHECK);
    if (found?.state !== 'open') return { kind: 'wrong', tripped: null };
    if (isRight) {
      giveBack.run({ id });
      forgive.run(attempt);
      return { kind: 'right', meeting: found.key };
    }
    if (wasReplaced) {
      giveBack.run({ id });
      return { kind: 'replaced' };
    }
    return { kind: 'wrong', tripped: meetingIsFull(attempt) ? found.key : null };
  }

  /** Milliseconds until the caller's own limits let it try again; 0: it may. */
  function throttledFor(attempt: Attempt): number {
    const { at, client, network, shared } = attempt;
    const limit = shared ? SHARED_CLIENT : CLIENT;
    const own = waitFor(limit, at, ofClient.get({ client, since: at - limit.window }));
    if (network === null) return own;
    return Math.max(own, waitFor(NETWORK, at, ofNetwork.get({ network, since: at - NETWORK.window })));
  }

  /** Chat is not anonymous: a flood at the web's door does not keep verified people out. */
  function isFlooded({ at, network }: Attempt): boolean {
    return network !== null && reached(INSTALLATION, ofAll.get({ since: at - INSTALLATION.window }));
  }

  function isShut(attempt: Attempt): boolean {
    const { at, client, typedId } = attempt;
    const failures = ofClientAtMeeting.all({ client, typedId }).map((failure) => failure.at);
    return at < nextTry(failures, at) || meetingIsFull(attempt);
  }

  function meetingIsFull({ at, typedId }: Attempt): boolean {
    return MEETING.some((limit) => reached(limit, ofMeeting.get({ typedId, since: at - limit.window })));
  }
}

type Tally = { readonly tries: number; readonly oldest: Time | null } | undefined;

const reached = (limit: Limit, tally: Tally): boolean => (tally?.tries ?? 0) >= limit.tries;

/** The oldest try leaves the window first; until then the limit holds. */
function waitFor(limit: Limit, at: Time, tally: Tally): number {
  return reached(limit, tally) ? (tally?.oldest ?? at) + limit.window - at : 0;
}

/** When the client may try this meeting again, after these failures (newest first, ten at most). */
function nextTry(failures: readonly Time[], at: Time): Time {
  const [newest] = failures;
  if (newest === undefined) return at;
  const tenth = failures[LAST_TRY.tries - 1];
  if (tenth !== undefined && tenth > newest - LAST_TRY.window) return newest + BLOCKED_FOR;
  const recent = failures.filter((failure) => failure > at - LAST_TRY.window).length;
  if (recent < FREE_TRIES) return at;
  return newest + Math.min(FIRST_WAIT * 2 ** (recent - FREE_TRIES), LONGEST_WAIT);
}

/** Whether one of the checks is the stored one: each is compared, in constant time. */
function matches(checks: readonly string[], stored: string): boolean {
  const expected = digest(stored);
  return checks.map((check) => timingSafeEqual(digest(check), expected)).includes(true);
}

/** `timingSafeEqual` wants equal lengths. */
const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();
