import { en } from '../../../src/messages/en.ts';
import type { Guest } from '../../../src/ports/conference.ts';

/** Everybody in the call reads it, in whatever language: who typed a name of their own is marked. */
export const shownName = ({ account, name }: Guest): string =>
  account === null ? en.jitsi.guest(name) : name;
