import type { Pass } from './door.ts';

/** By what a verified person is known in a call, on every device; null: a guest, known by their browser only. */
export const personKeyOf = ({ account, invitation }: Pick<Pass, 'account' | 'invitation'>): string | null =>
  account ?? invitation?.id ?? null;
