import type { ForeignId } from '../ids.ts';
import type { PersonRef } from './inbox.ts';

/** A person as the platform describes them now. */
export type Person = {
  readonly foreignId: ForeignId;
  readonly name: string;
  readonly handle: string | null;
  readonly bot: boolean;
  /** IANA; null where the platform does not say. */
  readonly zone: string | null;
  /** BCP 47; `und` where the platform does not say. */
  readonly locale: string;
};

/**
 * What somebody is in a workspace, on the platform's own terms. `creator`: whom the platform's default lets
 * create meetings (SPEC.md §3); `none`: not in the workspace any more, banned or deactivated.
 */
export type Role = 'admin' | 'creator' | 'member' | 'guest' | 'none';

/**
 * A role, user group or channel, opened. `refused`: the asker may not mention it there; `unavailable`: the operator
 * has not enabled what the platform wants for it.
 */
export type Expansion =
  | { readonly kind: 'people'; readonly people: readonly Person[] }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'unknown' };

/** Who is who on a platform. Every member may throw DeliveryError when the platform does not answer. */
export type Directory = {
  roleOf(workspace: ForeignId, person: ForeignId): Promise<Role>;
  /** Whether the person can see the conversation. */
  isIn(conversation: ForeignId, person: ForeignId): Promise<boolean>;
  expand(
    workspace: ForeignId,
    asker: ForeignId,
    group: Extract<PersonRef, { kind: 'group' }>,
  ): Promise<Expansion>;
  /**
   * By what people type after the @; null: nobody of that name. `unmet`: the platform does not tell the bot who
   * somebody is before they have met.
   */
  find(workspace: ForeignId, handle: string): Promise<Person | 'unmet' | null>;
  /** By id; null: no such person. */
  profile(workspace: ForeignId, person: ForeignId): Promise<Person | null>;
  /** An address that the platform vouches for; null where it tells none. By it a provider knows the organizer. */
  emailOf(workspace: ForeignId, person: ForeignId): Promise<string | null>;
};
