import { z } from 'zod';
import type { Time } from '../../../src/clock.ts';
import type { CallNews } from '../../../src/ports/call-news.ts';

/** A number in REST and in some events, a text in others. */
const meetingId = z.union([z.number(), z.string()]).transform(String);

const about = z.object({
  event_ts: z.number(), // milliseconds
  payload: z.object({ object: z.object({ id: meetingId, host_id: z.string().default('') }) }),
});

/** `id` is the Zoom user's, empty for guests; of the others one is always there, and good for one call. */
const participant = z.object({
  user_id: z.string().default(''),
  participant_uuid: z.string().default(''),
  id: z.string().default(''),
  user_name: z.string().default(''),
});

const withPerson = z.object({ payload: z.object({ object: z.object({ participant }) }) });

const validation = z.object({ payload: z.object({ plainToken: z.string().min(1).max(1024) }) });

type Person = z.infer<typeof participant>;

/** What Zoom tells, of which only what is listed here has an effect. */
export type ZoomEvent =
  | { readonly kind: 'validation'; readonly plainToken: string }
  | { readonly kind: 'started' | 'ended' | 'changed'; readonly meeting: string; readonly at: Time }
  | {
      readonly kind: 'joined' | 'left';
      readonly meeting: string;
      readonly at: Time;
      readonly person: string;
      readonly name: string;
      readonly host: boolean;
      readonly waits: boolean;
    }
  | { readonly kind: 'other' };

const OTHER = { kind: 'other' } as const satisfies ZoomEvent;

/** By https://developers.zoom.us/docs/api/meetings/events/; what is not understood is none of ours. */
export function readEvent(raw: Uint8Array): ZoomEvent {
  const body = readJson(raw);
  const named = z.object({ event: z.string() }).safeParse(body);
  if (!named.success) return OTHER;
  const { event } = named.data;
  if (event === 'endpoint.url_validation') {
    const read = validation.safeParse(body);
    return read.success ? { kind: 'validation', plainToken: read.data.payload.plainToken } : OTHER;
  }
  const read = about.safeParse(body);
  if (!read.success) return OTHER;
  const { event_ts: at, payload } = read.data;
  const meeting = payload.object.id;
  switch (event) {
    case 'meeting.started':
      return { kind: 'started', meeting, at };
    case 'meeting.ended':
      return { kind: 'ended', meeting, at };
    case 'meeting.updated':
    case 'meeting.deleted':
      return { kind: 'changed', meeting, at };
  }
  const presence = PRESENCE[event];
  const person = withPerson.safeParse(body);
  if (presence === undefined || !person.success) return OTHER;
  const { participant: who } = person.data.payload.object;
  const key = keyOf(who, presence.waits);
  if (key === null) return OTHER;
  const host = who.id !== '' && who.id === payload.object.host_id;
  return { ...presence, meeting, at, person: key, name: who.user_name, host };
}

type Presence = { readonly kind: 'joined' | 'left'; readonly waits: boolean };

const PRESENCE: Readonly<Record<string, Presence>> = {
  'meeting.participant_joined': { kind: 'joined', waits: false },
  'meeting.participant_left': { kind: 'left', waits: false },
  'meeting.participant_joined_waiting_room': { kind: 'joined', waits: true },
  'meeting.participant_put_in_waiting_room': { kind: 'joined', waits: true },
  'meeting.participant_left_waiting_room': { kind: 'left', waits: true },
};

/**
 * Who waits is another person to us than who is inside: whoever is let in leaves the waiting room and joins, and
 * Zoom tells both in any order.
 */
function keyOf({ participant_uuid: uuid, user_id: id }: Person, waits: boolean): string | null {
  const key = uuid || id;
  if (key === '') return null;
  return waits ? `waiting:${key}` : key;
}

export async function tell(event: ZoomEvent, news: CallNews): Promise<void> {
  switch (event.kind) {
    case 'started':
      return news.started(event.meeting, event.at);
    case 'ended':
      return news.ended(event.meeting, event.at);
    case 'changed':
      return news.changed(event.meeting);
    case 'joined': {
      const { person, name, host, waits } = event;
      return news.joined(event.meeting, { person, name, host, waits }, event.at);
    }
    case 'left':
      return news.left(event.meeting, event.person, event.at);
    case 'validation':
    case 'other':
      return;
    default:
      return event satisfies never;
  }
}

function readJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch {
    return null;
  }
}
