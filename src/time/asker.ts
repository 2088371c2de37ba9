import type { Time } from '../clock.ts';

/** Who reads it, and when: days are counted from `now` in `zone`. `locale` says how times are written there. */
export type Asker = { readonly now: Time; readonly zone: string; readonly locale: string };
