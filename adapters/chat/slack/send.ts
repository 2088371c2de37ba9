import type { webApi } from '@slack/bolt';
import { DeliveryError, type DeliveryScope } from '../../../src/errors.ts';
import type { DeliveryId } from '../../../src/ids.ts';
import type { Found, MessageRef, Messenger, Place } from '../../../src/ports/messenger.ts';
import type { SlackApi } from './api.ts';
import { encode } from './encode.ts';
import { deliveryError, refusalOf } from './errors.ts';
import { readPersonId } from './ids.ts';

/** Names a delivery in its message's metadata, for `findSent`: Slack itself knows no repeats. */
const EVENT = 'latchkey_delivery';

/** Messages read back, newest first, to find one. An ambiguous send is looked for within minutes. */
const LOOKED_AT = 100;

/** What keeps a history from being read: then nobody can tell. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'channel_not_found',
  'missing_scope',
  'not_in_channel',
  'no_permission',
  'user_disabled',
  'user_not_found',
]);

export function createMessenger(api: SlackApi): Messenger {
  return {
    async send(id, post, signal) {
      const channel = targetOf(post.to);
      const { channel: at, ts } = await calling(api, post.to, 'place', signal, (client) =>
        client.chat.postMessage({ channel, ...encode(post.message), ...QUIET, metadata: metadataOf(id) }),
      );
      // Accepted, says Slack, but not as what: only reading back can tell.
      if (!at || !ts) throw new DeliveryError('ambiguous', 'unavailable');
      return refOf(at, ts);
    },
    async edit(ref, post, signal) {
      const { channel, ts } = readRef(ref);
      await calling(api, post.to, 'edits', signal, (client) =>
        client.chat.update({ channel, ts, ...encode(post.message) }),
      );
    },
    async findSent(id, to, signal) {
      return calling(api, to, 'place', signal, (client) => find(id, to, client));
    },
  };
}

/** No previews of links: Slack would fetch a personal link for one. */
const QUIET = { unfurl_links: false, unfurl_media: false } as const;

const metadataOf = (id: DeliveryId) => ({ event_type: EVENT, event_payload: { id } });

/** Slack opens the direct messages of a user id by itself, and says in its answer which channel they are. */
function targetOf(to: Place): string {
  if (to.kind === 'conversation') return to.conversation;
  const person = readPersonId(to.person);
  if (person === null) throw new DeliveryError('unreachable', 'user-gone');
  return person.user;
}

async function find(id: DeliveryId, to: Place, client: webApi.WebClient): Promise<Found> {
  try {
    const channel = await channelOf(to, client);
    const { messages = [], has_more: more } = await client.conversations.history({
      channel,
      limit: LOOKED_AT,
      include_all_metadata: true,
    });
    const sent = messages.find(
      ({ metadata }) => metadata?.event_type === EVENT && payloadId(metadata.event_payload) === id,
    );
    if (sent?.ts) return { kind: 'found', ref: refOf(channel, sent.ts) };
    return { kind: more ? 'unknown' : 'absent' };
  } catch (error) {
    if (UNREADABLE.has(refusalOf(error) ?? '')) return { kind: 'unknown' };
    throw error;
  }
}

async function channelOf(to: Place, client: webApi.WebClient): Promise<string> {
  if (to.kind === 'conversation') return to.conversation;
  const { channel } = await client.conversations.open({ users: targetOf(to) });
  return channel?.id ?? '';
}

const payloadId = (payload: unknown): unknown =>
  typeof payload === 'object' && payload !== null && 'id' in payload ? payload.id : null;

const refOf = (channel: string, ts: string): MessageRef => `${channel}:${ts}`;

function readRef(ref: MessageRef): { readonly channel: string; readonly ts: string } {
  const [, channel, ts] = /^([A-Z0-9]{1,30}):(\d{1,20}\.\d{1,10})$/.exec(ref) ?? [];
  if (!channel || !ts) throw new DeliveryError('refused', 'message-gone');
  return { channel, ts };
}

/**
 * Slack's client takes no signal: what it is doing is left alone, and may still arrive. `scope`: what has to wait where
 * Slack asks to.
 */
async function calling<Result>(
  api: SlackApi,
  to: Place,
  scope: DeliveryScope,
  signal: AbortSignal,
  call: (client: webApi.WebClient) => Promise<Result>,
): Promise<Result> {
  if (signal.aborted) throw new DeliveryError('failed', 'stopped');
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new DeliveryError('ambiguous', 'stopped'));
  signal.addEventListener('abort', stop);
  try {
    const client = await api.clientOf(to.workspace);
    if (signal.aborted) throw new DeliveryError('failed', 'stopped');
    return await Promise.race([call(client), promise]);
  } catch (error) {
    throw aboutPerson(deliveryError(error, scope), to);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What Slack calls a channel is, in direct messages, the person. */
const aboutPerson = (error: DeliveryError, to: Place): DeliveryError =>
  to.kind === 'person' && error.failure === 'refused' && error.reason === 'channel-gone'
    ? new DeliveryError('unreachable', 'dm-closed')
    : error;
