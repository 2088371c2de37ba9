import { MINUTE, type Time } from '../clock.ts';
import type { Invitation, MeetingRecord, Occurrence } from '../meeting/meeting.ts';
import { showMeetingId } from '../meeting/meeting-id.ts';
import { isOver } from '../meeting/occurrence.ts';
import { doorUrl } from '../meeting/personal-link.ts';
import { momentOf } from '../time/recurrence.ts';
import type { Recurrence } from '../time/rule.ts';
import type { Secret } from '../vault/secret.ts';
import { topicOf } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import type { Reader } from './message.ts';

/** From when until when, in the IANA zone in which it was meant. */
export type Span = { readonly startsAt: Time; readonly endsAt: Time; readonly zone: string };

/**
 * A meeting as it stands in somebody's calendar, always the whole of it as it is now: a later entry of the same `uid`
 * takes the place of an earlier one.
 */
export type CalendarEntry = {
  readonly uid: string;
  /** The meeting's version, which only grows: calendars keep the highest. */
  readonly sequence: number;
  readonly made: Time;
  readonly cancelled: boolean;
  readonly title: string;
  /** The door's address. */
  readonly location: string;
  /** What stands below it, in lines. */
  readonly notes: readonly (string | Labelled)[];
  /** The one that it is about, or of what is repeated the next. */
  readonly next: Span;
  /** Null: it is held once. */
  readonly series: Series | null;
};

/** In a calendar, which others often see too: only where the workspace wants it (`codeInCalendar`). */
type Labelled = { readonly label: string; readonly secret: Secret };

export type Series = {
  readonly recurrence: Recurrence;
  /** Slots of the rule at which it is not held. */
  readonly without: readonly string[];
  /** Slots with another time than the rule gives them. */
  readonly moved: readonly (Span & { readonly slot: string })[];
  /** Times to come that the rule does not give any more, since it was changed from a later one on. */
  readonly besides: readonly (Span & { readonly uid: string })[];
};

export type CalendarView = {
  readonly record: MeetingRecord;
  readonly occurrence: Occurrence;
  /** Of whose calendar it is for: to whom is uninvited it reads as cancelled. */
  readonly invitation: Pick<Invitation, 'state'>;
  /** Nulls: not for a calendar. */
  readonly passcode: Secret | null;
  readonly link: Secret | null;
  readonly publicUrl: string;
  readonly now: Time;
};

/** Whether people put it into a calendar: not what was held at once. */
export const isForCalendar = ({ meeting }: MeetingRecord, { state }: Occurrence): boolean =>
  meeting.recurrence !== null ||
  (meeting.kind !== 'instant' && (state === 'planned' || state === 'cancelled'));

export function calendarEntry(view: CalendarView, reader: Reader): CalendarEntry {
  const { record, occurrence, invitation, passcode, link, publicUrl, now } = view;
  const { meeting } = record;
  const words = catalogueFor(reader.locale);
  // Calls of a personal room have nothing to do with each other.
  const own = meeting.kind === 'personal' ? occurrence.id : meeting.key;
  const { hostname } = new URL(publicUrl);
  const whole = meeting.recurrence === null && occurrence.state === 'cancelled';
  const cancelled = meeting.state === 'cancelled' || invitation.state === 'withdrawn' || whole;
  const location = doorUrl(publicUrl, meeting.meetingId);
  return {
    uid: `${own}@${hostname}`,
    sequence: meeting.version,
    made: now,
    cancelled,
    title: topicOf(meeting, occurrence, words),
    location,
    notes: cancelled
      ? []
      : [
          `${words.fields.meetingId}: ${showMeetingId(meeting.meetingId)}`,
          ...(passcode ? [{ label: words.fields.passcode, secret: passcode }] : []),
          ...(link ? [{ label: words.buttons.join, secret: link }] : [`${words.buttons.join}: ${location}`]),
          ...(passcode || link ? [] : [words.calendar.codeElsewhere]),
        ],
    next: occurrence,
    series: meeting.recurrence && seriesOf(record, meeting.recurrence, hostname),
  };
}

/** A rule, and what became of those of its times that differ from it. */
function seriesOf({ occurrences }: MeetingRecord, recurrence: Recurrence, hostname: string): Series {
  const { from, zone, minutes } = recurrence;
  const slotted = occurrences.flatMap((one) => (one.slot === null ? [] : [{ ...one, slot: one.slot }]));
  const given = slotted.filter(({ slot }) => slot >= from);
  const held = ({ state }: Occurrence) => state !== 'cancelled';
  const usual = ({ slot, startsAt, endsAt }: (typeof slotted)[number]) => {
    const at = momentOf(slot, zone);
    return startsAt === at && endsAt === at + minutes * MINUTE;
  };
  return {
    recurrence,
    without: given.filter((one) => !held(one)).map(({ slot }) => slot),
    moved: given.filter((one) => held(one) && !usual(one)),
    besides: slotted
      .filter((one) => one.slot < from && !isOver(one))
      .map((one) => ({ ...one, uid: `${one.id}@${hostname}` })),
  };
}
