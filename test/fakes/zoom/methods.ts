import {
  badPasscode,
  dailyLimit,
  noMeeting,
  noUser,
  passcodeProblem,
  type Reply,
  refused,
  reply,
} from './refusals.ts';
import { jsonOf, textOf, type ZoomState } from './state.ts';
import type { CallName, Json, Meeting, User } from './types.ts';

type Asked = {
  readonly state: ZoomState;
  readonly id: string;
  readonly query: URLSearchParams;
  readonly body: Json;
};

type Method = {
  readonly scope: string;
  handle(asked: Asked): Reply;
};

const FIELDS = ['topic', 'type', 'start_time', 'duration', 'timezone', 'agenda', 'password', 'settings'];

/** What Zoom says of a body that creates or changes a meeting; null: it takes it. */
function problemOf(state: ZoomState, body: Json, host: User): Reply | null {
  for (const field of Object.keys(body)) {
    if (!FIELDS.includes(field)) state.violations.push(`the local Zoom knows no field ${field}`);
  }
  const invalid = (field: string) =>
    refused(400, 300, 'Validation Failed.', [{ field, message: 'Invalid field.' }]);
  if (textOf(body['topic']).length > 200) return invalid('topic');
  if (textOf(body['agenda']).length > 2000) return invalid('agenda');
  if (body['type'] !== undefined && ![1, 2, 3, 8].includes(Number(body['type']))) return invalid('type');
  const start = body['start_time'];
  if (start !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(textOf(start)))
    return invalid('start_time');
  const duration = body['duration'];
  if (duration !== undefined && !Number.isInteger(duration)) return invalid('duration');
  if (body['password'] === undefined) return null;
  const problem = passcodeProblem(textOf(body['password']), host.requirement);
  return problem === null ? null : badPasscode(problem);
}

const withMeeting =
  (handle: (meeting: Meeting, asked: Asked) => Reply, missing: (id: string) => Reply = noMeeting) =>
  (asked: Asked): Reply => {
    const meeting = asked.state.meetings.get(asked.id);
    return meeting ? handle(meeting, asked) : missing(asked.id);
  };

const withUser =
  (handle: (user: User, asked: Asked) => Reply) =>
  (asked: Asked): Reply => {
    const user = asked.state.user(asked.id);
    return user ? handle(user, asked) : noUser(asked.id);
  };

function page({ query, state }: Asked, all: readonly Meeting[]): Reply {
  const size = Math.min(Number(query.get('page_size') ?? 30), 300);
  const from = Number(query.get('next_page_token') || 0);
  const meetings = all.slice(from, from + size).map((meeting) => {
    const { id, uuid, host_id, topic, type, agenda, timezone, join_url } = state.shown(meeting);
    // The list cuts descriptions: https://developers.zoom.us/docs/api/meetings/#tag/meetings/get/users/{userId}/meetings
    return { id, uuid, host_id, topic, type, timezone, join_url, agenda: textOf(agenda).slice(0, 250) };
  });
  const next = from + size < all.length ? String(from + size) : '';
  return reply(200, { page_size: size, total_records: all.length, next_page_token: next, meetings });
}

export const METHODS: Readonly<Record<Exclude<CallName, 'token'>, Method>> = {
  user: {
    scope: 'user:read:user:admin',
    handle: withUser(({ id, email, status }) =>
      reply(200, { id, email, status, type: 2, pmi: 2_345_678_901, use_pmi: false }),
    ),
  },
  settings: {
    scope: 'user:read:settings:admin',
    handle: withUser(({ requirement }, { query }) =>
      query.get('option') === 'meeting_security'
        ? reply(200, {
            meeting_security: { meeting_password: true, meeting_password_requirement: requirement },
          })
        : reply(200, { schedule_meeting: { meeting_password_requirement: requirement } }),
    ),
  },
  create: {
    scope: 'meeting:write:meeting:admin',
    handle: withUser((host, { state, body }) => {
      if (!state.countChange(host)) return dailyLimit();
      const problem = problemOf(state, body, host);
      return problem ?? reply(201, state.shown(state.add(host, body)));
    }),
  },
  list: {
    scope: 'meeting:read:list_meetings:admin',
    handle: withUser((host, asked) =>
      page(
        asked,
        // Instant meetings stand in no list.
        [...asked.state.meetings.values()].filter(({ host_id, type }) => host_id === host.id && type !== 1),
      ),
    ),
  },
  read: {
    scope: 'meeting:read:meeting:admin',
    handle: withMeeting((meeting, { state }) => reply(200, state.shown(meeting))),
  },
  change: {
    scope: 'meeting:update:meeting:admin',
    handle: withMeeting((meeting, { state, body }) => {
      const host = state.user(meeting.host_id);
      if (!host) return noMeeting(String(meeting.id));
      if (!state.countChange(host)) return dailyLimit();
      const problem = problemOf(state, body, host);
      if (problem) return problem;
      state.change(meeting, body);
      return reply(204, null);
    }),
  },
  remove: {
    scope: 'meeting:delete:meeting:admin',
    handle: withMeeting(
      (meeting, { state }) => {
        if (meeting.status === 'started') {
          return refused(400, 3002, 'Sorry, you cannot delete this meeting since it is in progress.');
        }
        state.meetings.delete(String(meeting.id));
        return reply(204, null);
      },
      (id) => refused(400, 300, `Invalid meeting id: ${id}.`),
    ),
  },
  status: {
    scope: 'meeting:update:status:admin',
    handle: withMeeting((meeting, { body }) => {
      if (body['action'] !== 'end') return refused(400, 300, 'Invalid action.');
      if (meeting.status !== 'started') return refused(400, 3007, 'Sorry, this meeting has ended.');
      meeting.status = 'waiting';
      return reply(204, null);
    }),
  },
  invite: {
    scope: 'meeting:write:invite_links:admin',
    handle: withMeeting((meeting, { state, body }) => {
      const ttl = Number(body['ttl'] ?? 7200);
      const attendees = Array.isArray(body['attendees']) ? body['attendees'].map(jsonOf) : [];
      const links = attendees.map((attendee) => {
        const name = textOf(attendee['name']);
        state.invites.push({ meeting: String(meeting.id), name, ttl });
        return { name, join_url: `https://zoom.example/w/${meeting.id}?tk=${state.key()}` };
      });
      return reply(201, { attendees: links });
    }),
  },
};
