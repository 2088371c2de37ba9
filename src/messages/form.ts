import type { PersonRef } from '../ports/inbox.ts';
import type { PublicSpan } from './message.ts';

/** What a field is, so that each platform shows it in its own natural way. */
export type FieldKind =
  | 'text'
  | 'when'
  | 'duration'
  | 'people'
  | 'choice'
  | 'conversation'
  | 'toggle'
  | 'meeting'
  | 'passcode'
  | 'zone';

export type Choice = { readonly value: string; readonly label: string };

/** What a field holds when it comes back; a conversation is the platform's id of it, a toggle a boolean. */
export type FieldValue = string | boolean | readonly PersonRef[];

export type FormField = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly hint: string | null;
  readonly required: boolean;
  /** What it starts with; null: empty. */
  readonly value: FieldValue | null;
  readonly choices: readonly Choice[];
  /** What was wrong with it last time, in the asker's language. */
  readonly error: string | null;
};

/** One step of a form, at most five fields (Discord's modals; SPEC.md §4). Its state is in the store. */
export type Form = {
  /** `<command>:<form id>`: what comes back with the values. */
  readonly submit: string;
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  readonly intro: readonly PublicSpan[];
  readonly fields: readonly FormField[];
  /** The field that the asker's next plain text fills in, where the platform has forms of messages; null: none. */
  readonly asking: string | null;
  readonly button: string;
};
