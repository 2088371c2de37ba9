import type { Catalogue } from '../../../src/messages/catalogue.ts';
import type { Notice } from './notice.ts';

/** What can be said at the door: errors of `POST /api/join`, and what only the page's script notices. */
export type NoticeName =
  | 'invalid_access_code'
  | 'link'
  | 'link_invalid'
  | 'not_open'
  | 'ended'
  | 'full'
  | 'throttled'
  | 'name_taken'
  | 'name_needed'
  | 'bad_request'
  | 'unavailable'
  | 'failed'
  | 'offline';

type Blanks = {
  /** When the door opens. */
  readonly time: string;
  /** How long to wait. */
  readonly wait: string;
  /** Whether the page tries again by itself. */
  readonly alive: boolean;
};

export function doorNotices({ door }: Catalogue, { time, wait, alive }: Blanks): Record<NoticeName, Notice> {
  const wrong = (what: string, ...then: string[]): Notice => ({ what, then, calm: false });
  const calm = (what: string, ...then: string[]): Notice => ({ what, then, calm: true });
  return {
    invalid_access_code: wrong(door.invalid, door.invalidThen),
    link: calm(door.byLink, door.byLinkThen),
    link_invalid: wrong(door.linkInvalid, door.linkInvalidThen),
    not_open: calm(door.notOpen, door.notOpenThen(time), ...(alive ? [door.notOpenWait] : [])),
    ended: calm(door.ended, door.endedThen),
    full: calm(door.full, alive ? door.fullWait : door.fullThen),
    throttled: wrong(door.throttled, door.throttledThen(wait)),
    name_taken: wrong(door.nameTaken, door.nameTakenThen),
    name_needed: wrong(door.nameNeeded, door.nameNeededThen),
    bad_request: wrong(door.unreadable, door.unreadableThen),
    unavailable: wrong(door.unavailable, door.unavailableThen),
    failed: wrong(door.failed, door.failedThen),
    offline: wrong(door.offline, door.offlineThen),
  };
}
