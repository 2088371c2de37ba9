import type { Secret } from '../../src/vault/secret.ts';

export type MailSettings = {
  /** With user and password. */
  readonly url: Secret;
  readonly from: { readonly name: string; readonly address: string };
};
