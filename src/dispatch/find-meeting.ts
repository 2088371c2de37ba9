import type { Time } from '../clock.ts';
import { asId, type MeetingKey, type OccurrenceId } from '../ids.ts';
import type { Account } from '../meeting/account.ts';
import { currentOccurrence } from '../meeting/door-times.ts';
import type { MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { readMeetingId } from '../meeting/meeting-id.ts';
import { isOver } from '../meeting/occurrence.ts';
import { type Refused, refuse } from '../meeting/refusal.ts';
import { isVisible, type Right, relationOf } from '../meeting/rights.ts';
import { unboundTo } from '../meeting/username.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { Conversation } from '../ports/inbox.ts';
import type { Meetings } from '../ports/store/meetings.ts';

/** More of one's own meetings than anybody picks from. */
const CANDIDATES = 50;

type Search = {
  /** A row's id from a button, the meeting ID, a part of the topic, or nothing. */
  readonly typed: string | null;
  readonly right: Right;
  readonly command: string;
  readonly actor: Account;
  readonly workspace: Workspace;
  readonly conversation: Conversation;
  readonly now: Time;
};

export type FoundMeeting = { readonly record: MeetingRecord; readonly occurrence: Occurrence };

/** Finds the one meeting that is meant, or says that there is none or which it could be (SPEC.md §4). */
export async function findMeeting(search: Search, meetings: Meetings): Promise<FoundMeeting | Refused> {
  const { typed, actor, workspace, now } = search;
  if (typed) {
    const exact = await byId(typed, meetings);
    if (exact) {
      if (!isVisible(exact, actor.id, workspace.id) && !isNamed(exact, search))
        return refuse({ why: 'no-such-meeting' });
      const pressed = exact.occurrences.find(({ id }) => id === typed);
      return { record: exact, occurrence: pressed ?? currentOccurrence(exact, now) };
    }
    if (readMeetingId(typed)) return refuse({ why: 'no-such-meeting' });
  }

  const mine = await meetings.ofAccount(actor.id, CANDIDATES);
  const meant = (records: readonly MeetingRecord[]) =>
    records.flatMap((record) => {
      const occurrence = typed ? called(typed, record, now) : currentOccurrence(record, now);
      return occurrence ? [{ record, occurrence }] : [];
    });
  const usual = meant(await candidatesFor(search, mine, meetings));
  // Who names one that they are only invited to is told what they may not do, as by its number.
  const candidates = usual.length === 0 && typed ? meant(mine) : usual;
  const [only, second] = candidates;
  if (!only) return refuse({ why: typed ? 'no-such-meeting' : 'no-meetings' });
  if (!second) return only;
  return refuse({
    why: 'several-meetings',
    command: search.command,
    candidates: candidates.map(({ record: { meeting }, occurrence }) => ({
      key: meeting.kind === 'personal' ? occurrence.id : meeting.key,
      meetingId: meeting.meetingId,
      topic: occurrence.topic ?? meeting.topic,
      startsAt: occurrence.startsAt,
    })),
  });
}

/** Who is invited by their username may ask for the code from anywhere, once they know of the meeting. */
const isNamed = (record: MeetingRecord, { right, actor }: Search): boolean =>
  (right === 'claim' || right === 'rsvp') && unboundTo(record, actor.handle).length > 0;

/** The occurrence that a part of a topic means: a call that is called so, or the meeting's current one. */
function called(typed: string, record: MeetingRecord, now: Time): Occurrence | null {
  const fits = (topic: string | null) => topic?.toLowerCase().includes(typed.toLowerCase()) ?? false;
  const call = record.occurrences.find((one) => !isOver(one) && fits(one.topic));
  return call ?? (fits(record.meeting.topic) ? currentOccurrence(record, now) : null);
}

async function byId(typed: string, meetings: Meetings): Promise<MeetingRecord | null> {
  const meetingId = readMeetingId(typed);
  if (meetingId) return meetings.byMeetingId(meetingId);
  return (
    (await meetings.byKey(asId<MeetingKey>(typed))) ?? (await meetings.byPart(asId<OccurrenceId>(typed)))
  );
}

/** Without an ID: my own meetings; where a code is wanted and nothing is named, those whose card stands right here. */
async function candidatesFor(
  search: Search,
  mine: readonly MeetingRecord[],
  meetings: Meetings,
): Promise<readonly MeetingRecord[]> {
  const { actor, workspace, conversation, right } = search;
  if (right !== 'claim') return mine.filter((record) => mayAnswerFor(record, actor, right));
  const here = await meetings.inConversation(workspace.id, conversation.foreignId, CANDIDATES);
  if (here.length > 0 && !search.typed) return here;
  const known = new Set(here.map(({ meeting }) => meeting.key));
  return [...here, ...mine.filter(({ meeting }) => !known.has(meeting.key))];
}

/** What an invitee can do with a meeting is little: the organizer's commands offer the organizer's meetings. */
function mayAnswerFor(record: MeetingRecord, actor: Account, right: Right): boolean {
  const relation = relationOf(actor.id, record);
  if (relation === 'organizer' || relation === 'cohost') return true;
  return relation === 'invitee' && (right === 'see' || right === 'reveal' || right === 'rsvp');
}
