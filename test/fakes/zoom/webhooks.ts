import { createHmac, randomUUID } from 'node:crypto';
import type { ZoomState } from './state.ts';
import type { Json, Meeting, User } from './types.ts';

/** One request as it goes over the wire: it can be sent again, late, or changed. */
export type Posted = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

export type Participant = { readonly name: string; readonly uuid: string; readonly user: User | null };

/** Says what happens in the account's meetings. `object.id` is a text in some events and a number in others. */
export class Webhooks {
  readonly #state: ZoomState;
  readonly #secret: string;
  /** Null: nobody subscribed. */
  url: string | null = null;
  readonly sent: Posted[] = [];

  constructor(state: ZoomState, secret: string) {
    this.#state = state;
    this.#secret = secret;
  }

  sign(body: string, at = this.#state.now(), secret = this.#secret): Posted {
    const timestamp = String(Math.floor(at / 1000));
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return {
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-zm-request-timestamp': timestamp,
        'x-zm-signature': `v0=${signature}`,
      },
    };
  }

  /** The status of the answer. */
  async post({ body, headers }: Posted): Promise<Response> {
    if (this.url === null) throw new Error('nobody subscribed to Zoom');
    return fetch(this.url, { method: 'POST', body, headers });
  }

  event(event: string, payload: Json, at = this.#state.now()): Posted {
    const posted = this.sign(JSON.stringify({ event, event_ts: at, payload }));
    this.sent.push(posted);
    return posted;
  }

  of(event: string, meeting: Meeting, more: Json = {}, at = this.#state.now()): Posted {
    const { id, uuid, host_id, topic, type, duration, timezone } = meeting;
    const asNumber = event === 'meeting.updated' || event === 'meeting.deleted';
    const object = {
      id: asNumber ? id : String(id),
      uuid,
      host_id,
      topic,
      type,
      start_time: meeting.start_time ?? new Date(at).toISOString(),
      duration,
      timezone,
      ...more,
    };
    return this.event(event, { account_id: 'local-account', object }, at);
  }

  person(event: string, meeting: Meeting, who: Participant, at = this.#state.now()): Posted {
    const participant = {
      user_id: String(16_000_000 + (who.uuid.charCodeAt(0) % 100)),
      user_name: who.name,
      id: who.user?.id ?? '',
      participant_uuid: who.uuid,
      email: who.user?.email ?? '',
      [event.endsWith('left') ? 'leave_time' : 'join_time']: new Date(at).toISOString(),
    };
    return this.of(event, meeting, { participant }, at);
  }
}

export const participant = (name: string, user: User | null = null): Participant => ({
  name,
  user,
  uuid: randomUUID().toUpperCase(),
});
