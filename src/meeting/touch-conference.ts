import type { Conference } from './meeting.ts';

/**
 * Wants something of the provider: recordChange makes it a job. What the job has to do follows from the state:
 *
 * | state | provider's id | do |
 * |---|---|---|
 * | `wanted` | none yet | create |
 * | `wanted` | known | update with rotated codes |
 * | `ready` | known | update, and end what has ended |
 * | `gone` | known | remove |
 *
 * A rotation forgets the credentials: they are dead, and slips wait for the new ones. What failed is tried again, and
 * why it failed does not count any more.
 */
export function touchConference(conference: Conference, news: 'updated' | 'rotated' | 'removed'): Conference {
  if (conference.state === 'gone') return conference;
  const asked = { ...conference, wanted: conference.wanted + 1, reason: null };
  switch (news) {
    case 'updated':
      return { ...asked, state: conference.state === 'failed' ? 'wanted' : conference.state };
    case 'rotated':
      return { ...asked, state: 'wanted', credentials: null };
    case 'removed':
      return { ...asked, state: 'gone', credentials: null };
  }
}

/** Whether something is wanted of the provider that it has neither done nor refused: its job has it in hand. */
export const isInHand = ({ wanted, shown, reason }: Conference): boolean =>
  wanted !== shown && reason === null;
