import type { Secret } from '../../../src/vault/secret.ts';

export type JitsiSettings = {
  /** Where rooms are, without a slash at the end; a tenant may be its path. */
  readonly url: string;
  /** What the server signs tokens by; null: it asks for none. */
  readonly app: { readonly id: string; readonly secret: Secret } | null;
};
