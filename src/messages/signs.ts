import type { Sign } from './message.ts';

/** Signs where they are characters; a page draws them. */
export const SIGNS: Readonly<Record<Sign, string>> = {
  calendar: '📅',
  lock: '🔒',
  warning: '⚠️',
  done: '✅',
};
