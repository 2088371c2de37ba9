import type { en } from './en.ts';

/** All words that people read. English is the measure: another language lacking one does not compile. */
export type Catalogue = typeof en;
