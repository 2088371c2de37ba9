import type { Time } from '../clock.ts';

/** Somebody in a call, as the provider names them. */
type Participant = {
  /** The provider's key of this person in this call: the same when they leave, and no one else's. */
  readonly person: string;
  readonly name: string;
  /** The one whose account it is: their coming early starts the call. */
  readonly host: boolean;
  readonly waits: boolean;
};

/**
 * What a provider tells of its calls by itself, each by the provider's own id of the call. News may come twice, late
 * and in another order than it happened: `at` says when it happened, and only what is newest counts. News of a call
 * that nobody knows has no effect. Rejects when it could not be written down: let the provider tell it again.
 */
export type CallNews = {
  /** By whomever; who it was is told by `joined`. */
  started(foreignId: string, at: Time): Promise<void>;
  /** In the call, or in its waiting room; told again when they are let in. */
  joined(foreignId: string, participant: Participant, at: Time): Promise<void>;
  left(foreignId: string, person: string, at: Time): Promise<void>;
  /** Nobody is in it any more. */
  ended(foreignId: string, at: Time): Promise<void>;
  /** Changed or deleted at the provider by somebody else: it is read back, so what the news says need not be trusted. */
  changed(foreignId: string): Promise<void>;
};
