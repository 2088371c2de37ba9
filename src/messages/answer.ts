import type { Form } from './form.ts';
import type { PrivateMessage, PublicMessage } from './message.ts';

/**
 * What a command answers. Private: only the asker sees it, by whatever means the platform has.
 * A private answer to a button of an earlier private answer takes that answer's place.
 */
export type Answer =
  | {
      readonly kind: 'private';
      readonly message: PrivateMessage;
      /** Nothing was done: what was typed can be shown again where it stood in a form. Left out: it was. */
      readonly refused?: true;
      /** Key of the slip that it shows. */
      readonly slip?: string;
    }
  | { readonly kind: 'public'; readonly message: PublicMessage }
  | { readonly kind: 'form'; readonly form: Form }
  /** A secret was typed where others read it: what was typed is taken away where the bot may, and this shown in private. */
  | { readonly kind: 'retract'; readonly message: PrivateMessage }
  /** The same event came twice, and the first one was answered. */
  | { readonly kind: 'nothing' };
