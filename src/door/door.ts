import type { Clock, Time } from '../clock.ts';
import type { AccountId, ProviderName } from '../ids.ts';
import type { Log } from '../log.ts';
import type { Invitation, MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import type { ConferenceProvider, WayIn } from '../ports/conference.ts';
import type { Store } from '../ports/store.ts';
import type { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';
import type { Network } from './address.ts';
import { admit } from './admit.ts';
import type { HostOf } from './host.ts';
import { leaked } from './leaked.ts';
import { type IsMember, rememberMembers } from './membership.ts';
import { issueTicket } from './ticket.ts';
import { verify } from './verify.ts';

/** Who stands before the door. */
export type Caller =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'account'; readonly account: AccountId };

/** What they show: ID and passcode as typed, or a token (a personal link's, or a ticket from chat). */
export type Key =
  | { readonly kind: 'passcode'; readonly meetingId: string; readonly passcode: Secret }
  | { readonly kind: 'token'; readonly meetingId: string; readonly token: Secret };

/**
 * | verdict | HTTP |
 * |---|---|
 * | `right` | goes on to `admit` |
 * | `invalid` | 401, one answer for unknown, foreign, wrong, rotated, cancelled, blocked |
 * | `throttled` | 429 with Retry-After, nothing was compared |
 * | `not-open` `ended` `full` | 403, told to a right key only |
 */
export type Verdict =
  | { readonly kind: 'right'; readonly pass: Pass }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'throttled' /** Milliseconds. */; readonly retryAfter: number }
  | { readonly kind: 'not-open'; readonly opensAt: Time }
  | { readonly kind: 'ended' }
  | { readonly kind: 'full' };

/** A verified person's right to enter one occurrence. */
export type Pass = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  readonly account: AccountId | null;
  readonly invitation: Invitation | null;
  readonly via: 'link' | 'passcode' | 'chat';
};

/** Checks a key and lets its holder in: the same for the web page and for chat. */
export type Door = {
  /** Takes at least 300 ms when it answers `invalid` (SECURITY.md §1). Throws when it cannot count: nobody enters. */
  verify(caller: Caller, key: Key): Promise<Verdict>;
  /**
   * Asks the provider for the way in and records the admission. `name` is what a guest typed; `personKey` is the
   * guest's from an earlier admission, see `returningGuest`.
   */
  admit(pass: Pass, name: string, personKey: string | null): Promise<Admitted>;
  /** A passcode stood where others could read it: counted like any try, and if it is right its organizer is told. */
  leaked(account: AccountId, key: Extract<Key, { kind: 'passcode' }>): Promise<void>;
  /** A token that lets this account in within ten minutes; for *join* in chat after a right passcode. */
  ticket(pass: Pass, account: AccountId): Secret;
};

export type Admitted =
  | {
      readonly kind: 'in';
      readonly way: WayIn;
      /** For the HttpOnly cookie. */
      readonly cookie: Secret;
      readonly cookieUntil: Time;
    }
  /** A guest has to say a name. */
  | { readonly kind: 'name-needed' }
  /** It looks like the name of somebody invited, or of a member who is in. */
  | { readonly kind: 'name-taken' }
  /** The provider is slow or down. */
  | { readonly kind: 'unavailable' };

export type DoorParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: Vault;
  readonly store: Pick<Store, 'accounts' | 'commit' | 'door' | 'meetings' | 'presence' | 'workspaces'>;
  readonly providers: ReadonlyMap<ProviderName, ConferenceProvider>;
  readonly hostOf: HostOf;
  /** Asks the platform; may throw when it does not answer. What it says is remembered for a minute. */
  readonly isMember: IsMember;
  /** `SHARED_NETWORKS`: addresses that many people share. */
  readonly sharedNetworks: readonly Network[];
  /** Called after a commit that owes somebody a message. */
  readonly committed: () => void;
};

export function createDoor(given: DoorParts): Door {
  const parts = { ...given, isMember: rememberMembers(given.isMember, given.clock, given.log) };
  return {
    verify: (caller, key) => verify(parts, caller, key),
    admit: (pass, name, personKey) => admit(parts, pass, name, personKey),
    leaked: (account, key) => leaked(parts, account, key),
    ticket: (pass, account) => issueTicket(parts.vault, pass.record.meeting, account, parts.clock.now()),
  };
}
