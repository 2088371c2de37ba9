import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Json, Meeting, MeetingSettings, PasswordRequirement, User } from './types.ts';

export const NO_RULE: PasswordRequirement = {
  length: 0,
  have_letter: false,
  have_number: false,
  have_special_character: false,
  only_allow_numeric: false,
  have_upper_and_lower_characters: false,
  consecutive_characters_length: 0,
  weak_enhance_detection: false,
};

/** Of a scheduled meeting that says nothing else. */
const USUAL: MeetingSettings = {
  waiting_room: false,
  join_before_host: false,
  jbh_time: 0,
  approval_type: 2,
  meeting_authentication: false,
  use_pmi: false,
};

const SCOPES = [
  'meeting:write:meeting:admin',
  'meeting:read:meeting:admin',
  'meeting:read:list_meetings:admin',
  'meeting:update:meeting:admin',
  'meeting:update:status:admin',
  'meeting:delete:meeting:admin',
  'meeting:write:invite_links:admin',
  'user:read:user:admin',
  'user:read:settings:admin',
];

/** What Zoom remembers of one account. */
export class ZoomState {
  readonly now: () => number;
  readonly users: User[] = [];
  readonly meetings = new Map<string, Meeting>();
  readonly tokens = new Map<string, { readonly until: number; readonly scopes: readonly string[] }>();
  /** Each link that was given to one person, and the name in it. */
  readonly invites: { readonly meeting: string; readonly name: string; readonly ttl: number }[] = [];
  /** What is secret in each link that it told of: to start, to join, and to join as one person. */
  readonly keys = new Set<string>();
  scopes: readonly string[] = SCOPES;
  /** Whatever was sent that Zoom does not document. */
  readonly violations: string[] = [];
  #last = 81_234_500_000;

  constructor(now: () => number) {
    this.now = now;
    this.addUser('owner@example.org');
  }

  addUser(email: string): User {
    const user: User = {
      id: `z${this.users.length}${randomBytes(8).toString('base64url')}`,
      email,
      status: 'active',
      requirement: NO_RULE,
      alwaysWaits: false,
      changes: new Map(),
    };
    this.users.push(user);
    return user;
  }

  /** By id, address or `me`, who is the app's owner. */
  user(name: string): User | null {
    if (name === 'me') return this.users[0] ?? null;
    return this.users.find(({ id, email }) => id === name || email === name.toLowerCase()) ?? null;
  }

  /** Counts one more create or update of the user; false: it is one too many for this UTC day. */
  countChange(user: User): boolean {
    const day = new Date(this.now()).toISOString().slice(0, 10);
    const count = (user.changes.get(day) ?? 0) + 1;
    if (count > 100) return false;
    user.changes.set(day, count);
    return true;
  }

  add(host: User, body: Json): Meeting {
    this.#last += 7;
    const settings = settingsOf(USUAL, body['settings']);
    const meeting: Meeting = {
      id: this.#last,
      uuid: randomUUID(),
      host_id: host.id,
      topic: textOf(body['topic']) || 'Zoom Meeting',
      type: Number(body['type'] ?? 2),
      start_time: null,
      duration: 60,
      timezone: 'UTC',
      agenda: textOf(body['agenda']),
      password: textOf(body['password']),
      settings,
      status: 'waiting',
    };
    this.meetings.set(String(meeting.id), meeting);
    this.#reschedule(meeting, body);
    this.#secure(meeting, host);
    return meeting;
  }

  change(meeting: Meeting, body: Json): void {
    if ('topic' in body) meeting.topic = textOf(body['topic']);
    if ('type' in body) meeting.type = Number(body['type']);
    if ('agenda' in body) meeting.agenda = textOf(body['agenda']);
    if ('password' in body) meeting.password = textOf(body['password']);
    meeting.settings = settingsOf(meeting.settings, body['settings']);
    this.#reschedule(meeting, body);
    const host = this.user(meeting.host_id);
    if (host) this.#secure(meeting, host);
  }

  #reschedule(meeting: Meeting, body: Json): void {
    if (meeting.type !== 2) return;
    const start = Date.parse(textOf(body['start_time']));
    // Zoom holds a start that has passed for now.
    if (!Number.isNaN(start)) {
      meeting.start_time = `${new Date(Math.max(start, this.now())).toISOString().slice(0, 19)}Z`;
    }
    if ('duration' in body) meeting.duration = Number(body['duration']);
    if ('timezone' in body) meeting.timezone = textOf(body['timezone']);
  }

  /** One of passcode, waiting room and sign-in is always on. */
  #secure(meeting: Meeting, host: User): void {
    const { settings, password } = meeting;
    const bare = password === '' && !settings.waiting_room && !settings.meeting_authentication;
    if (bare || host.alwaysWaits) {
      meeting.settings = { ...settings, waiting_room: true, join_before_host: false };
    }
  }

  /** A new one, for a link. */
  key(): string {
    const key = randomBytes(16).toString('base64url');
    this.keys.add(key);
    return key;
  }

  /** As REST shows it. The link holds the passcode of that moment, encoded, and start links are fresh each time. */
  shown(meeting: Meeting): Json {
    const pwd = createHash('sha256').update(meeting.password).digest('base64url').slice(0, 22);
    const fixed = meeting.type === 2;
    this.keys.add(pwd);
    return {
      id: meeting.id,
      uuid: meeting.uuid,
      host_id: meeting.host_id,
      host_email: this.user(meeting.host_id)?.email,
      topic: meeting.topic,
      type: meeting.type,
      status: meeting.status,
      ...(fixed ? { start_time: meeting.start_time, duration: meeting.duration } : {}),
      timezone: meeting.timezone,
      agenda: meeting.agenda,
      created_at: new Date(this.now()).toISOString(),
      start_url: `https://zoom.example/s/${meeting.id}?zak=${this.key()}`,
      join_url: `https://zoom.example/j/${meeting.id}?pwd=${pwd}.1`,
      password: meeting.password,
      encrypted_password: pwd,
      settings: meeting.settings,
    };
  }
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const jsonOf = (value: unknown): Json => (isJson(value) ? value : {});

function settingsOf(before: MeetingSettings, sent: unknown): MeetingSettings {
  const asked = jsonOf(sent);
  const flag = (name: keyof MeetingSettings & string, was: boolean) =>
    typeof asked[name] === 'boolean' ? asked[name] : was;
  return {
    waiting_room: flag('waiting_room', before.waiting_room),
    join_before_host: flag('join_before_host', before.join_before_host),
    jbh_time: typeof asked['jbh_time'] === 'number' ? asked['jbh_time'] : before.jbh_time,
    approval_type: typeof asked['approval_type'] === 'number' ? asked['approval_type'] : before.approval_type,
    meeting_authentication: flag('meeting_authentication', before.meeting_authentication),
    use_pmi: flag('use_pmi', before.use_pmi),
  };
}
