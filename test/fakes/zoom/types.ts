/** Field names as Zoom publishes them: https://developers.zoom.us/docs/api/meetings/ and @zoom/rivet's types. */
export type Json = Readonly<Record<string, unknown>>;

export type PasswordRequirement = {
  readonly length: number;
  readonly have_letter: boolean;
  readonly have_number: boolean;
  readonly have_special_character: boolean;
  readonly only_allow_numeric: boolean;
  readonly have_upper_and_lower_characters: boolean;
  readonly consecutive_characters_length: number;
  readonly weak_enhance_detection: boolean;
};

export type User = {
  readonly id: string;
  readonly email: string;
  status: 'active' | 'inactive' | 'pending';
  requirement: PasswordRequirement;
  /** The account's rule: every meeting has a waiting room, whatever is asked for. */
  alwaysWaits: boolean;
  /** Calls that created or updated, by UTC day. */
  readonly changes: Map<string, number>;
};

export type MeetingSettings = {
  readonly waiting_room: boolean;
  readonly join_before_host: boolean;
  readonly jbh_time: number;
  readonly approval_type: number;
  readonly meeting_authentication: boolean;
  readonly use_pmi: boolean;
};

export type Meeting = {
  readonly id: number;
  readonly host_id: string;
  uuid: string;
  topic: string;
  type: number;
  start_time: string | null;
  duration: number;
  timezone: string;
  agenda: string;
  password: string;
  settings: MeetingSettings;
  status: 'waiting' | 'started';
};

/** The calls of the API by a short name. */
export type CallName =
  | 'token'
  | 'user'
  | 'settings'
  | 'create'
  | 'list'
  | 'read'
  | 'change'
  | 'remove'
  | 'status'
  | 'invite';

export type Fault = {
  /** Status and body that come instead of what was asked; without them the call is done. */
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The connection breaks before it is done, or after. */
  readonly drop?: 'request' | 'answer';
  /** Milliseconds until it is done. */
  readonly slow?: number;
  readonly times?: number;
};

export type Recorded = {
  readonly call: CallName | 'unknown';
  readonly method: string;
  readonly path: string;
  readonly body: Json;
  status: number;
};

/** `before`: it came and is not done. `done`: done, and nobody was answered. `answered`. */
export type Moment = 'before' | 'done' | 'answered';
