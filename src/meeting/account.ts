import type { Time } from '../clock.ts';
import type { AccountId, ForeignId, Platform } from '../ids.ts';
import type { ReminderMinutes } from './reminder.ts';

/** A person on a platform, by the id that the platform verified. */
export type Account = {
  readonly id: AccountId;
  readonly platform: Platform;
  readonly foreignId: ForeignId;
  readonly name: string;
  /** What others type after the @; null where the platform has none for this person. */
  readonly handle: string | null;
  readonly bot: boolean;
  /** IANA zone, once known: from the platform, or asked once. */
  readonly zone: string | null;
  /** BCP 47, from the platform; `und` until it tells. */
  readonly locale: string;
  /** The language chosen here (`de`), whatever the platform tells; null: as the platform tells. */
  readonly language: string | null;
  /** Why the last private message was refused, and when; null: nothing known against it. */
  readonly unreachable: { readonly reason: string; readonly since: Time } | null;
  /** People whose invitations this person does not want (*No more from this person*). */
  readonly muted: readonly AccountId[];
  /** Minutes before the start at which they are reminded; null: they do not want to be. */
  readonly reminder: ReminderMinutes | null;
  /** Raised by each change; creating and inviting name it, so that the limits cannot be raced. */
  readonly version: number;
};
