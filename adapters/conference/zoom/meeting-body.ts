import { MINUTE, type Time } from '../../../src/clock.ts';
import { en } from '../../../src/messages/en.ts';
import type { Call } from '../../../src/ports/conference.ts';
import type { Secret } from '../../../src/vault/secret.ts';
import type { ZoomMeeting } from './api.ts';

/**
 * Zoom's kinds of meetings. An instant call is a scheduled one that starts now: Zoom's own instant meetings (1) stand
 * in no list, so that one whose answer was lost would never be found again.
 */
const SCHEDULED = 2;
/** Recurring without a fixed time: when it is held is ours to say. */
const NO_FIXED_TIME = 3;

const NO_REGISTRATION = 2; // approval_type
const ANY_TIME = 0; // jbh_time: minutes before the start
const LONGEST_TOPIC = 200; // characters

type Body = {
  readonly topic: string;
  readonly type: number;
  readonly start_time: string;
  readonly duration: number;
  readonly timezone: string;
  readonly password: string;
  readonly settings: { readonly waiting_room: boolean; readonly join_before_host: boolean };
};

export type NewMeeting = Omit<Body, 'start_time' | 'duration' | 'timezone'> &
  Partial<Body> & {
    readonly agenda: string;
    readonly settings: Body['settings'] & {
      readonly jbh_time: number;
      readonly approval_type: number;
      readonly meeting_authentication: boolean;
      readonly use_pmi: boolean;
    };
  };

export type MeetingChange = Partial<Omit<Body, 'settings'>> & {
  readonly settings?: Partial<Body['settings']>;
};

/** Stands in the meeting's description, and tells after a lost answer that it was made for this call. */
export const markOf = ({ id }: Pick<Call, 'id'>): string => `Latchkey ${id}`;

/** `waits`: everybody waits until the host lets them in. Without it they need no host, who may have no Zoom at all. */
export function newMeeting(call: Call, waits: boolean, passcode: Secret): NewMeeting {
  return {
    topic: topicOf(call),
    type: typeOf(call),
    ...(typeOf(call) === SCHEDULED ? timesOf(call) : {}),
    agenda: markOf(call),
    password: passcode.open(),
    settings: {
      waiting_room: waits,
      join_before_host: !waits,
      jbh_time: ANY_TIME,
      approval_type: NO_REGISTRATION,
      meeting_authentication: false,
      use_pmi: false,
    },
  };
}

/**
 * What has to be changed for the meeting to be as the call wants it; null: nothing, and Zoom counts changes. `passcode`
 * is a new one, null to keep the old.
 */
export function changeOf(
  meeting: ZoomMeeting,
  call: Call,
  waits: boolean,
  passcode: Secret | null,
  now: Time,
): MeetingChange | null {
  const topic = topicOf(call);
  const type = typeOf(call);
  const scheduled = type === SCHEDULED;
  const times = timesOf(call);
  // Zoom holds a start that has passed for now.
  const moved =
    scheduled &&
    ((call.startsAt > now && Date.parse(meeting.start_time) !== startOf(call)) ||
      meeting.duration !== times.duration);
  const settings = {
    ...(meeting.settings.waiting_room === waits ? {} : { waiting_room: waits }),
    ...(meeting.settings.join_before_host === !waits ? {} : { join_before_host: !waits }),
  };
  const change = {
    ...(meeting.topic === topic ? {} : { topic }),
    ...(meeting.type === type ? {} : { type }),
    ...(moved ? times : {}),
    ...(passcode === null ? {} : { password: passcode.open() }),
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

/** Nobody starts it any more but its host: what a link of an ended call still opens is an empty place. */
export const shut = (meeting: ZoomMeeting): MeetingChange | null =>
  meeting.type === SCHEDULED && meeting.settings.join_before_host
    ? { settings: { join_before_host: false } }
    : null;

function typeOf({ kind }: Call): number {
  switch (kind) {
    case 'instant':
    case 'planned':
      return SCHEDULED;
    case 'series':
    case 'personal':
      return NO_FIXED_TIME;
  }
}

const topicOf = ({ topic }: Call): string => (topic.trim() || en.untitled).slice(0, LONGEST_TOPIC);

/** Zoom keeps whole seconds. */
const startOf = ({ startsAt }: Call): Time => Math.floor(startsAt / 1000) * 1000;

const timesOf = (call: Call): Pick<Body, 'start_time' | 'duration' | 'timezone'> => ({
  start_time: new Date(startOf(call)).toISOString().replace('.000Z', 'Z'),
  duration: Math.max(1, Math.ceil((call.endsAt - call.startsAt) / MINUTE)),
  timezone: call.zone,
});
