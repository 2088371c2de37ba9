import type { Time } from '../clock.ts';
import type { AccountId } from '../ids.ts';
import type { Secret } from '../vault/secret.ts';
import type { CalendarEntry } from './calendar-entry.ts';

/**
 * What people read, free of any platform: blocks of spans, walked by one encoder per platform.
 * A public message has no span that can hold a secret, so that posting a passcode does not compile.
 * Text is plain: an encoder escapes it, nothing in it is markup and nothing in it pings anybody.
 */
export type PublicSpan =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold'; readonly text: string }
  /** Read off or typed by people (a meeting ID): shown in monospace, each token unbroken. */
  | { readonly kind: 'code'; readonly text: string }
  /** A whole command as words (`/meeting now Standup @ivan`): shown as it is typed on the platform. */
  | { readonly kind: 'command'; readonly text: string }
  /** A moment, shown in the reader's zone where the platform can; `until` makes it a range. */
  | { readonly kind: 'time'; readonly at: Time; readonly until?: Time; readonly zone?: string }
  | { readonly kind: 'person'; readonly account: AccountId; readonly name: string }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export type SecretSpan = {
  readonly kind: 'secret';
  /** What it is, for a screen reader and for the copy button: "passcode of Standup". */
  readonly label: string;
  readonly secret: Secret;
  /** Hidden until the reader presses Show (lists); a slip shows it. */
  readonly hidden: boolean;
};

export type PublicButton = {
  readonly kind: 'press';
  readonly label: string;
  /** `command` or `command:argument[:argument]`, at most 64 bytes: a registered command runs with it. */
  readonly press: string;
  readonly style: 'plain' | 'primary' | 'danger';
};

export type PrivateButton =
  | PublicButton
  /** Opens a link that only this reader may have. */
  | {
      readonly kind: 'open';
      readonly label: string;
      readonly url: Secret;
      readonly style: 'plain' | 'primary';
    }
  /** Copies a text on the reader's own device, or answers with only that text where the platform cannot copy. */
  | { readonly kind: 'copy'; readonly label: string; readonly text: Secret; readonly press: string };

export type PublicBlock =
  | { readonly kind: 'heading'; readonly sign: Sign | null; readonly spans: readonly PublicSpan[] }
  | { readonly kind: 'paragraph'; readonly spans: readonly PublicSpan[] }
  | { readonly kind: 'fields'; readonly fields: readonly PublicField[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly PublicSpan[])[] }
  /** Less important than the rest: shown small. */
  | { readonly kind: 'note'; readonly spans: readonly PublicSpan[] }
  | Buttons<PublicButton>;

/**
 * `inFront`: how many of them stand where a platform has menus; the others, which are wanted less often, are behind one
 * there. Left out: all stand.
 */
type Buttons<Button> = {
  readonly kind: 'buttons';
  readonly buttons: readonly Button[];
  readonly inFront?: number;
};

export type PublicField = { readonly label: string; readonly value: readonly PublicSpan[] };

export type PrivateSpan = PublicSpan | SecretSpan;
type PrivateField = { readonly label: string; readonly value: readonly PrivateSpan[] };

export type PrivateBlock =
  | PublicBlock
  | { readonly kind: 'paragraph'; readonly spans: readonly PrivateSpan[] }
  | { readonly kind: 'fields'; readonly fields: readonly PrivateField[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly PrivateSpan[])[] }
  | Buttons<PrivateButton>;

/** The one leading symbol a message may have, where it carries meaning (SPEC.md §9). */
export type Sign = 'calendar' | 'lock' | 'warning' | 'done';

/** `notice` is the text of notifications and previews: one plain line, and its type cannot hold a secret. */
export type PublicMessage = {
  readonly notice: string;
  readonly blocks: readonly PublicBlock[];
  /** None: a file may hold a secret. */
  readonly calendar?: never;
};
export type PrivateMessage = {
  readonly notice: string;
  readonly blocks: readonly PrivateBlock[];
  /**
   * Comes with it as a calendar file. Of answers, which every platform brings; of what is delivered only mails have one,
   * as in a mail nothing can be pressed that would answer with it.
   */
  readonly calendar?: CalendarEntry;
};

/** For whom a text is made: language and zone. */
export type Reader = {
  /** BCP 47. */
  readonly locale: string;
  /** IANA. */
  readonly zone: string;
};
