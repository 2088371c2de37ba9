import type { DeliveryId, ForeignId } from '../ids.ts';
import type { PrivateMessage, PublicMessage } from '../messages/message.ts';

/** Where a message goes: a person's private messages with the bot, or a conversation. */
export type Place =
  | { readonly kind: 'person'; readonly workspace: ForeignId; readonly person: ForeignId }
  | { readonly kind: 'conversation'; readonly workspace: ForeignId; readonly conversation: ForeignId };

/** A private message can only be addressed to a person: the type keeps a code out of a conversation. */
export type Post =
  | { readonly to: Extract<Place, { kind: 'person' }>; readonly message: PrivateMessage }
  | { readonly to: Extract<Place, { kind: 'conversation' }>; readonly message: PublicMessage };

/** The platform's own reference to a message that it accepted. Opaque to the core, kept in the delivery. */
export type MessageRef = string;

/** Sends and edits. Throws DeliveryError, which says what the job table should do. */
export type Messenger = {
  /** `id` makes a repeat recognisable where the platform can (nonce, metadata). */
  send(id: DeliveryId, post: Post, signal: AbortSignal): Promise<MessageRef>;
  edit(ref: MessageRef, post: Post, signal: AbortSignal): Promise<void>;
  /** After a crash: did this delivery arrive? `unknown` where the platform cannot tell. */
  findSent(id: DeliveryId, to: Place, signal: AbortSignal): Promise<Found>;
};

export type Found =
  | { readonly kind: 'found'; readonly ref: MessageRef }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** Messages a platform takes, in messages per interval (milliseconds). The job table keeps to it. */
export type Pace = {
  readonly perPlace: Rate;
  /** For conversations, where they are slower than people; left out: like any place. */
  readonly perConversation?: Rate;
  readonly perWorkspace: Rate;
  /** Of edits in a workspace, which count as its messages too, where they are slower; left out: they are not. */
  readonly edits?: Rate;
  readonly overall: Rate;
};
export type Rate = {
  readonly messages: number;
  readonly per: number;
  /**
   * How many may go at once when there were none for a while, 1 unless told: what a late worker may catch up with.
   * No more than the platform's limit has to spare in any interval.
   */
  readonly burst?: number;
};
