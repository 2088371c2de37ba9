import type { Time } from '../../clock.ts';
import type {
  AccountId,
  DeliveryId,
  ForeignId,
  InvitationId,
  MeetingKey,
  OccurrenceId,
  Platform,
  WorkspaceId,
} from '../../ids.ts';
import type { SlipState } from '../../meeting/meeting.ts';
import type { MessageRef } from '../messenger.ts';

/** What a delivery shows. References only: it is rendered when it is sent, so a retry carries the current code. */
export type DeliveryContent =
  | 'slip'
  /** A slip that was given in an answer, where that stands for good and can be edited. */
  | 'copy'
  | 'card'
  | 'report'
  | 'requests'
  | 'moved'
  | 'cancelled'
  | 'withdrawn'
  | 'still-going'
  | 'guarded'
  | 'leaked'
  | 'full'
  | 'conference-failed'
  | 'started'
  | 'reminder'
  | 'decided'
  | 'attended'
  | 'second-use';

/** Place of a message, in the core's ids. */
export type Owed =
  | { readonly kind: 'account'; readonly account: AccountId }
  | { readonly kind: 'conversation'; readonly conversation: ForeignId }
  /** Of somebody invited by e-mail. */
  | { readonly kind: 'email'; readonly address: string };

export type NewDelivery = {
  readonly id: DeliveryId;
  /** Says why it is owed and makes it unique: `slip:<invitation>:<revision>:<link>`, `card:<occurrence>`, … */
  readonly key: string;
  readonly workspaceId: WorkspaceId;
  readonly platform: Platform;
  readonly to: Owed;
  readonly content: DeliveryContent;
  readonly meetingKey: MeetingKey;
  readonly occurrenceId: OccurrenceId | null;
  readonly invitationId: InvitationId | null;
  /** Slips: the revision and link that it is owed for. */
  readonly revision: number;
  readonly link: number;
  /** Lower goes first: 0 for direct answers and claims, else the start of the occurrence. */
  readonly order: number;
  /** Given up at this time: nobody needs a slip after the meeting. Null: never. */
  readonly until: Time | null;
  /** Not before this time. */
  readonly notBefore: Time;
};

export type Standing = { readonly delivery: NewDelivery; readonly ref: MessageRef };

export type Delivery = NewDelivery & {
  readonly state: SlipState;
  readonly reason: string | null;
  readonly ref: MessageRef | null;
  /** Raised by each redraw; `shown` is the one that the platform last confirmed. */
  readonly wanted: number;
  readonly shown: number;
  readonly sentAt: Time | null;
  readonly changedAt: Time;
};

export type Deliveries = {
  byId(id: DeliveryId): Promise<Delivery | null>;
  byKey(key: string): Promise<Delivery | null>;
};
