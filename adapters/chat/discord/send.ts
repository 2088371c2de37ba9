import { RESTJSONErrorCodes as Code } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../../src/clock.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { DeliveryId } from '../../../src/ids.ts';
import { isPrivate } from '../../../src/messages/is-private.ts';
import type { Found, MessageRef, Messenger, Place, Post } from '../../../src/ports/messenger.ts';
import type { DiscordApi } from './api.ts';
import { deliveryOf } from './custom-id.ts';
import { encodePrivate, encodePublic, markOf } from './encode.ts';
import { isSnowflake } from './ids.ts';
import { createPrivateChannels } from './private-channels.ts';

/** Messages read back, newest first, to find one: what Discord gives at once. */
const LOOKED_AT = 100;

/** What keeps a history from being read: then nobody can tell. */
const UNREADABLE: ReadonlySet<number> = new Set([
  Code.MissingAccess,
  Code.MissingPermissions,
  Code.UnknownChannel,
]);

const Sent = z.object({ id: z.string() });

/** A message read back, as far as it says by which delivery it was sent. Those of others may be of any shape. */
const Component = z.object({ id: z.number().nullish(), custom_id: z.string().nullish() });
const Row = Component.extend({ components: z.array(Component).catch([]) });
const Container = Component.extend({ components: z.array(Row).catch([]) });
const History = z.array(z.object({ id: z.string(), components: z.array(Container).catch([]) }));

/** What Discord says of a guild that the bot was removed from. */
const REMOVED: ReadonlySet<number> = new Set([Code.MissingAccess, Code.UnknownGuild]);
/** Reasons that may come of that, or of less: to a person of no other guild, or in a channel. */
const MAYBE_REMOVED: ReadonlySet<string> = new Set(['no-shared-server', 'not-in-channel', 'channel-gone']);

export type MessengerParts = { readonly api: DiscordApi; readonly clock: Clock };

export function createMessenger({ api, clock }: MessengerParts): Messenger {
  const channels = createPrivateChannels(api, clock);

  async function channelOf(to: Place, signal: AbortSignal): Promise<string> {
    if (to.kind === 'conversation') return checked(to.conversation, 'refused', 'channel-gone');
    return channels.of(checked(to.person, 'unreachable', 'user-gone'), signal);
  }

  async function about<Result>(to: Place, signal: AbortSignal, call: () => Promise<Result>): Promise<Result> {
    if (signal.aborted) throw new DeliveryError('failed', 'stopped');
    try {
      return await call();
    } catch (error) {
      throw error instanceof DeliveryError ? await explained(error, to, signal) : error;
    }
  }

  /** Without the bot in the guild everything owed there waits; else it is about that channel or person alone. */
  async function explained(error: DeliveryError, to: Place, signal: AbortSignal): Promise<DeliveryError> {
    if (!MAYBE_REMOVED.has(error.reason)) return error;
    if (await isRemoved(to.workspace, signal)) return new DeliveryError('revoked', 'revoked');
    if (to.kind !== 'person' || error.failure === 'unreachable') return error;
    // What Discord calls a channel is, in private, the person.
    channels.forget(to.person);
    return new DeliveryError('unreachable', 'dm-closed');
  }

  async function isRemoved(workspace: string, signal: AbortSignal): Promise<boolean> {
    if (!isSnowflake(workspace)) return false;
    try {
      return (await api.get(`/guilds/${workspace}`, { signal, absent: REMOVED })) === null;
    } catch {
      return false; // what went wrong first says more
    }
  }

  return {
    send: (id, post, signal) =>
      about(post.to, signal, async () => {
        const channel = await channelOf(post.to, signal);
        const body = { ...contentOf(post, id), nonce: id, enforce_nonce: true };
        const { data } = Sent.safeParse(await api.post(`/channels/${channel}/messages`, { body, signal }));
        // Accepted, but not by Discord: only reading back can tell.
        if (!data) throw new DeliveryError('ambiguous', 'unavailable');
        return `${channel}:${data.id}`;
      }),
    edit: (ref, post, signal) =>
      about(post.to, signal, async () => {
        const { channel, message } = readRef(ref);
        await api.patch(`/channels/${channel}/messages/${message}`, { body: contentOf(post, null), signal });
      }),
    findSent: (id, to, signal) =>
      about(to, signal, async () => {
        const channel = await channelOf(to, signal);
        const asked = { query: { limit: String(LOOKED_AT) }, signal, absent: UNREADABLE };
        const { data } = History.safeParse(await api.get(`/channels/${channel}/messages`, asked));
        return data ? find(id, to, channel, data) : { kind: 'unknown' };
      }),
  };
}

function checked(id: string, failure: 'refused' | 'unreachable', reason: string): string {
  if (!isSnowflake(id)) throw new DeliveryError(failure, reason);
  return id;
}

const contentOf = (post: Post, id: DeliveryId | null) =>
  isPrivate(post) ? encodePrivate(post.message, id) : encodePublic(post.message, id);

/** Its buttons name the delivery; a message without buttons has the number that was made of it. */
function find(id: DeliveryId, to: Place, channel: string, history: z.output<typeof History>): Found {
  const sent = history.find(({ components }) =>
    components.some((container) => {
      const buttons = container.components.flatMap((row) => row.components);
      const pressed = buttons.flatMap(({ custom_id: customId }) => customId ?? []);
      return pressed.length > 0
        ? pressed.some((customId) => deliveryOf(customId) === id)
        : container.id === markOf(id);
    }),
  );
  if (sent) return { kind: 'found', ref: `${channel}:${sent.id}` };
  // Where the bot may not read what was said before, Discord shows an empty channel and no error.
  const unseen = to.kind === 'conversation' && history.length === 0;
  return { kind: unseen || history.length >= LOOKED_AT ? 'unknown' : 'absent' };
}

function readRef(ref: MessageRef): { readonly channel: string; readonly message: string } {
  const [channel = '', message = ''] = ref.split(':');
  if (!isSnowflake(channel) || !isSnowflake(message)) throw new DeliveryError('refused', 'message-gone');
  return { channel, message };
}
