import type { Time } from '../clock.ts';
import type { InvitationId, WorkspaceId } from '../ids.ts';
import type { MeetingId } from '../meeting/meeting-id.ts';
import type { Secret } from './secret.ts';

/** A ciphertext at rest: version, key id, nonce, text and tag in one string. Opens only where it was sealed. */
export type Sealed = string & { readonly __sealed: true };
/** An HMAC of a passcode with the id of its key, `keyId:mac`: compares without decrypting. */
export type PasscodeCheck = string & { readonly __check: true };

export type SealPurpose = 'passcode' | 'credentials' | 'form';
/** Where a sealed value stands: moved to another row, workspace or revision it does not open. */
export type Binding = { readonly workspaceId: WorkspaceId; readonly row: string; readonly revision: number };

export type TokenPurpose = 'ticket' | 'admission' | 'room';

/** The one place that has keys. Nothing here prints, logs or returns one. */
export type Vault = {
  /** Id of the key that new values are sealed with. */
  readonly primary: string;
  seal(purpose: SealPurpose, binding: Binding, secret: Secret): Sealed;
  /** Throws VaultError when the value was changed, moved, or its key is not in the ring. */
  open(purpose: SealPurpose, binding: Binding, sealed: Sealed): Secret;
  /** The check to keep for a passcode, made with the primary key. */
  check(meetingId: MeetingId, passcode: Secret): PasscodeCheck;
  /** The checks that a typed passcode could match, one per key in the ring. */
  checks(meetingId: MeetingId, passcode: Secret): readonly PasscodeCheck[];
  /** A personal link's token: can be made again for a reminder, and is stored nowhere. */
  linkToken(link: PersonalLink): Secret;
  /** The invitation that a token claims to be for; null when it is no personal link. It is not verified yet. */
  invitationOf(token: Secret): InvitationId | null;
  /** Whether the token is the link's, in constant time. */
  isLinkToken(link: PersonalLink, token: Secret): boolean;
  /** A signed and sealed note to ourselves that expires: a ticket to the door, an admission cookie, a room token. */
  issue(purpose: TokenPurpose, claims: Claims, expiresAt: Time): Secret;
  /** Null when it is not ours, for another purpose, changed, or expired. */
  redeem(purpose: TokenPurpose, token: Secret, now: Time): Claims | null;
};

export type PersonalLink = {
  readonly invitationId: InvitationId;
  readonly link: number;
  readonly linkKey: string;
};

export type Claims = Readonly<Record<string, string | number | boolean | null>>;
