import { DAY, type Time } from '../clock.ts';
import type { AccountId, InvitationId, OccurrenceId, RequestId } from '../ids.ts';
import { type Claimant, entitlement } from './access.ts';
import { invite } from './invite.ts';
import type { CodeRequest, MeetingRecord } from './meeting.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';
import { bindUsername } from './username.ts';

/** How often one account may ask about one meeting in a day: a no is a no, but people mistype and change plans. */
const ASKS_PER_DAY = 3;

/** Somebody without a right to the code asks the organizer. */
export function ask(
  record: MeetingRecord,
  asking: Claimant & { readonly id: RequestId },
  now: Time,
): MeetingRecord | Refused {
  const { id, account } = asking;
  const { key } = record.meeting;
  const right = entitlement(record, asking);
  if (right === 'invited') return refuse({ why: 'is-invited' });
  if (right !== 'may-ask' && right !== 'may-confirm')
    return refuse({ why: 'not-invited', canAsk: false, meeting: key });
  const earlier = record.requests.filter((request) => request.account === account);
  if (earlier.some(isOpen)) return refuse({ why: 'already-asked' });
  const today = earlier.map(({ askedAt }) => askedAt).filter((askedAt) => askedAt > now - DAY);
  if (today.length >= ASKS_PER_DAY)
    return refuse({ why: 'asked-too-often', again: Math.min(...today) + DAY });
  const request: CodeRequest = {
    id,
    meetingKey: key,
    account,
    state: 'open',
    askedAt: now,
    decidedBy: null,
    decidedAt: null,
  };
  return { ...record, requests: [...record.requests, request] };
}

export type Approving = {
  readonly invitationId: InvitationId;
  readonly occurrence: OccurrenceId;
  readonly linkKey: string;
  /** The asker's. */
  readonly handle: string | null;
};

/** The asker becomes an invitee; if they are invited by their username, that invitation becomes theirs. */
export function approve(
  record: MeetingRecord,
  id: RequestId,
  by: AccountId,
  { invitationId, occurrence, linkKey, handle }: Approving,
  now: Time,
): MeetingRecord | Refused {
  const request = record.requests.find((one) => one.id === id && isOpen(one));
  if (!request) return refuse({ why: 'not-open-any-more' });
  const invitee = { kind: 'account', account: request.account } as const;
  const inviting = { invitees: [{ id: invitationId, invitee }], invitedBy: by, linkKey };
  const bound = bindUsername(record, { account: request.account, handle }, now);
  const invited = invite(bound, occurrence, inviting, now);
  return isRefused(invited) ? invited : decide(invited, (one) => one === request, 'approved', by, now);
}

export function deny(
  record: MeetingRecord,
  id: RequestId,
  by: AccountId,
  now: Time,
): MeetingRecord | Refused {
  return denyThose(record, (request) => request.id === id, by, now);
}

export function denyAll(record: MeetingRecord, by: AccountId, now: Time): MeetingRecord | Refused {
  return denyThose(record, () => true, by, now);
}

/** Nobody can ask any more, and who waits for an answer is denied. */
export function closeRequests(record: MeetingRecord, by: AccountId, now: Time): MeetingRecord | Refused {
  if (record.meeting.state === 'cancelled') return refuse({ why: 'is-cancelled' });
  if (record.meeting.access !== 'request') return refuse({ why: 'not-open-any-more' });
  const closed: MeetingRecord = { ...record, meeting: { ...record.meeting, access: 'invitees' } };
  return decide(closed, isOpen, 'denied', by, now);
}

const isOpen = ({ state }: CodeRequest): boolean => state === 'open';

function denyThose(
  record: MeetingRecord,
  isMeant: (request: CodeRequest) => boolean,
  by: AccountId,
  now: Time,
): MeetingRecord | Refused {
  const meant = (request: CodeRequest) => isOpen(request) && isMeant(request);
  if (!record.requests.some(meant)) return refuse({ why: 'not-open-any-more' });
  return decide(record, meant, 'denied', by, now);
}

function decide(
  record: MeetingRecord,
  isMeant: (request: CodeRequest) => boolean,
  state: 'approved' | 'denied',
  by: AccountId,
  now: Time,
): MeetingRecord {
  const requests = record.requests.map((request) =>
    isMeant(request) ? { ...request, state, decidedBy: by, decidedAt: now } : request,
  );
  return { ...record, requests };
}
