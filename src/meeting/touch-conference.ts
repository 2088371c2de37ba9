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
 * A rotation forgets the credentials: they are dead, and slips wait for the new ones. What failed is tried again.
 */
export function touchConference(conference: Conference, news: 'updated' | 'rotated' | 'removed'): Conference {
  if (conference.state === 'gone') return conference;
  const wanted = conference.wanted + 1;
  switch (news) {
    case 'updated':
      return { ...conference, wanted, state: conference.state === 'failed' ? 'wanted' : conference.state };
    case 'rotated':
      return { ...conference, wanted, state: 'wanted', credentials: null };
    case 'removed':
      return { ...conference, wanted, state: 'gone', credentials: null };
  }
}
