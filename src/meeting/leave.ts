import { MINUTE, type Time } from '../clock.ts';
import type { AccountId, MeetingKey } from '../ids.ts';
import type { NewJob } from '../ports/store/jobs.ts';
import type { Invitation, MeetingRecord } from './meeting.ts';
import { type Withdrawal, withdraw } from './withdraw.ts';

/**
 * An account left the workspace, was banned or deactivated: it loses its links and rights at once, the organizer's
 * too. What it asked for is denied by nobody, so it is not told.
 */
export function leave(
  record: MeetingRecord,
  account: AccountId,
  readers: ReadonlySet<AccountId>,
  now: Time,
): Withdrawal {
  const isMeant = ({ state, invitee }: Invitation) =>
    state === 'invited' && invitee.kind === 'account' && invitee.account === account;
  const withdrawal = withdraw(record, isMeant, readers);
  if (!record.requests.some((request) => request.account === account && request.state === 'open')) {
    return withdrawal;
  }
  const requests = record.requests.map((request) =>
    request.account === account && request.state === 'open'
      ? { ...request, state: 'denied' as const, decidedAt: now }
      : request,
  );
  return { ...withdrawal, record: { ...withdrawal.record, requests } };
}

/**
 * The rotation that people who leave within a minute of each other share: the job of the meeting's own key moves
 * on with each of them, and rotates a minute after the last.
 */
export const sharedRotation = (meeting: MeetingKey, now: Time): NewJob => ({
  key: `sweep:rotate:${meeting}`,
  kind: 'sweep',
  subject: `rotate:${meeting}`,
  runAt: now + MINUTE,
  order: 0,
  buckets: [],
});
