import type { AccountId } from '../ids.ts';
import type { Invitee } from '../meeting/meeting.ts';
import { cleanTopic } from '../meeting/topic.ts';
import { person, text } from './blocks.ts';
import type { Catalogue } from './catalogue.ts';
import type { PublicSpan } from './message.ts';

/** Names of accounts, as the store has them when a message is made. */
export type Names = ReadonlyMap<AccountId, string>;

/** An invitee as people know them. */
export function inviteeSpan(invitee: Invitee, names: Names, words: Catalogue): PublicSpan {
  return invitee.kind === 'account'
    ? person(invitee.account, names.get(invitee.account), words)
    : text(inviteeName(invitee, names, words));
}

/** The same in the middle of a sentence. */
export function inviteeName(invitee: Invitee, names: Names, words: Catalogue): string {
  switch (invitee.kind) {
    case 'account':
      return cleanTopic(names.get(invitee.account) ?? '') || words.somebody;
    case 'username':
      return `@${cleanTopic(invitee.username)}`;
    case 'email':
      return cleanTopic(invitee.address);
  }
}
