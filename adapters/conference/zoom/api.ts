import { z } from 'zod';
import type { ZoomClient } from './client.ts';
import { CODES, ZoomRefusal } from './errors.ts';
import type { MeetingChange, NewMeeting } from './meeting-body.ts';
import { type Requirement, requirement } from './passcode.ts';

const settings = z.object({
  waiting_room: z.boolean().default(false),
  join_before_host: z.boolean().default(false),
});

/** What is read of a meeting: https://developers.zoom.us/docs/api/meetings/#tag/meetings/get/meetings/{meetingId} */
const meeting = z.object({
  id: z.number(),
  host_id: z.string(),
  topic: z.string().default(''),
  type: z.number(),
  /** Missing where Zoom's meeting has no fixed time. */
  start_time: z.string().default(''),
  duration: z.number().default(0), // minutes
  password: z.string().default(''),
  start_url: z.string().default(''),
  settings: settings.prefault({}),
});

export type ZoomMeeting = z.infer<typeof meeting>;

const user = z.object({
  id: z.string(),
  email: z.string().default(''),
  status: z.string().default('active'),
});

export type ZoomUser = z.infer<typeof user>;

const list = z.object({
  next_page_token: z.string().default(''),
  meetings: z.array(z.object({ id: z.number(), agenda: z.string().default('') })).default([]),
});

const inviteLinks = z.object({ attendees: z.tuple([z.object({ join_url: z.url() })]) });

const security = z.object({
  meeting_security: z.object({ meeting_password_requirement: requirement.optional() }).optional(),
});

/** The parts of Zoom's API that are used here. `user` is an id, an address, or `me`. */
export type ZoomApi = ReturnType<typeof createApi>;

export function createApi({ call }: ZoomClient) {
  const of = (id: string) => `/meetings/${encodeURIComponent(id)}`;
  const ofUser = (id: string) => `/users/${encodeURIComponent(id)}`;
  const nothing = z.unknown();

  return {
    /** Null: nobody of that name in the account. */
    user: (id: string, signal: AbortSignal): Promise<ZoomUser | null> =>
      orNull(call({ method: 'GET', path: ofUser(id), body: null, answer: user }, signal), NOBODY),

    async requirement(id: string, signal: AbortSignal): Promise<Requirement> {
      const path = `${ofUser(id)}/settings?option=meeting_security`;
      const read = await call({ method: 'GET', path, body: null, answer: security }, signal);
      return requirement.parse(read.meeting_security?.meeting_password_requirement ?? {});
    },

    create: (host: string, body: NewMeeting, signal: AbortSignal): Promise<ZoomMeeting> =>
      call({ method: 'POST', path: `${ofUser(host)}/meetings`, body, answer: meeting }, signal),

    /** Null: it is not there. */
    meeting: (id: string, signal: AbortSignal): Promise<ZoomMeeting | null> =>
      orNull(call({ method: 'GET', path: of(id), body: null, answer: meeting }, signal), NOWHERE),

    async change(id: string, body: MeetingChange, signal: AbortSignal): Promise<void> {
      await call({ method: 'PATCH', path: of(id), body, answer: nothing }, signal);
    },

    /** Ends it for everybody; one that does not run is not minded. */
    async end(id: string, signal: AbortSignal): Promise<void> {
      const ending = call(
        { method: 'PUT', path: `${of(id)}/status`, body: { action: 'end' }, answer: nothing },
        signal,
      );
      await orNull(ending, [...NOWHERE, CODES.ended]);
    },

    /** Deletes it, and mails nobody; one that is not there is not minded. */
    async remove(id: string, signal: AbortSignal): Promise<void> {
      const path = `${of(id)}?schedule_for_reminder=false&cancel_meeting_reminder=false`;
      const removing = call({ method: 'DELETE', path, body: null, answer: nothing }, signal);
      await orNull(removing, [...NOWHERE, CODES.invalid]);
    },

    /** Ids of the user's meetings whose description holds this text. The list cuts descriptions at 250 characters. */
    async withAgenda(host: string, text: string, signal: AbortSignal): Promise<readonly string[]> {
      const found: string[] = [];
      let token = '';
      do {
        const query = new URLSearchParams({ type: 'scheduled', page_size: '300', next_page_token: token });
        const path = `${ofUser(host)}/meetings?${query}`;
        const page = await call({ method: 'GET', path, body: null, answer: list }, signal);
        found.push(
          ...page.meetings.filter(({ agenda }) => agenda.includes(text)).map(({ id }) => String(id)),
        );
        token = page.next_page_token;
      } while (token !== '');
      return found;
    },

    /** A link that names one person, good for `ttl` seconds. */
    async inviteLink(id: string, name: string, ttl: number, signal: AbortSignal): Promise<string> {
      const path = `${of(id)}/invite_links`;
      const body = { attendees: [{ name }], ttl };
      const { attendees } = await call({ method: 'POST', path, body, answer: inviteLinks }, signal);
      return attendees[0].join_url;
    },
  };
}

const NOBODY: readonly number[] = [CODES.noSuchUser, CODES.notInAccount];
const NOWHERE: readonly number[] = [CODES.cannotReach, CODES.noSuchMeeting];

async function orNull<Answer>(asked: Promise<Answer>, codes: readonly number[]): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ZoomRefusal && codes.includes(error.code)) return null;
    throw error;
  }
}
