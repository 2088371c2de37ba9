import { DeliveryError } from '../../../src/errors.ts';
import type { DeliveryId, ForeignId } from '../../../src/ids.ts';
import { isPrivate } from '../../../src/messages/is-private.ts';
import type { Messenger, Place, Post } from '../../../src/ports/messenger.ts';
import { encodePrivate, encodePublic } from './encode.ts';
import type { Content, State } from './state.ts';
import { BOT, channelOf, directOf, RESIDENTS, type Resident, residentOf, WORKSPACE } from './workspace.ts';

/** Where a message stands, and who alone reads it. */
type Spot = { readonly conversation: ForeignId; readonly audience: ForeignId | null };

/** A repeat of a delivery finds the first one, because its entry is named for it. */
const entryOf = (delivery: DeliveryId) => `delivery:${delivery}`;

export function createMessenger(state: State): Messenger {
  return {
    async send(id, post, signal) {
      const spot = spotOf(post.to);
      assertTaken(post.to, state);
      return onDisk(signal, () => {
        const content = contentOf(post, spot);
        const { conversation } = spot;
        state.append({
          id: entryOf(id),
          conversation,
          author: BOT.foreignId,
          source: 'delivery',
          ...content,
        });
        return entryOf(id);
      });
    },
    async edit(ref, post, signal) {
      const spot = spotOf(post.to);
      onDisk(signal, () => {
        if (state.entry(ref)?.conversation !== spot.conversation)
          throw new DeliveryError('refused', 'message-gone');
        state.replace(ref, contentOf(post, spot));
      });
    },
    async findSent(id, to, signal) {
      const ref = entryOf(id);
      const sent = onDisk(signal, () => state.entry(ref));
      return sent?.conversation === spotOf(to).conversation ? { kind: 'found', ref } : { kind: 'absent' };
    },
  };
}

/** Throws for a place that is not there. */
function spotOf(to: Place): Spot {
  if (to.workspace !== WORKSPACE.foreignId) throw new DeliveryError('refused', 'channel-gone');
  if (to.kind === 'person') {
    const person = residentOf(to.person);
    if (!person) throw new DeliveryError('unreachable', 'user-gone');
    return direct(person);
  }
  const channel = channelOf(to.conversation);
  if (channel) return { conversation: channel.foreignId, audience: null };
  const owner = RESIDENTS.find((person) => directOf(person).foreignId === to.conversation);
  if (!owner) throw new DeliveryError('refused', 'channel-gone');
  return direct(owner);
}

const direct = (person: Resident): Spot => ({
  conversation: directOf(person).foreignId,
  audience: person.foreignId,
});

/** As on a real platform: closed direct messages take no new message, but one sent before can be edited. */
function assertTaken(to: Place, state: State): void {
  if (to.kind === 'conversation') {
    if (channelOf(to.conversation)?.hasBot === false) throw new DeliveryError('refused', 'not-in-channel');
    return;
  }
  const { member, dmsOpen } = state.switches(to.person);
  if (!member) throw new DeliveryError('unreachable', 'user-gone');
  if (!dmsOpen) throw new DeliveryError('unreachable', 'dm-closed');
}

function contentOf(post: Post, { audience }: Spot): Content {
  if (isPrivate(post) && audience !== null)
    return { audience, body: { kind: 'message', ...encodePrivate(post.message) } };
  if (isPrivate(post)) throw new TypeError('A private message goes to a person.');
  return { audience, body: { kind: 'message', ...encodePublic(post.message) } };
}

/** What the file system refuses was surely not sent: the job table tries again. */
function onDisk<Result>(signal: AbortSignal, work: () => Result): Result {
  if (signal.aborted) throw new DeliveryError('failed', 'stopped');
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR')
      throw new DeliveryError('failed', 'disk');
    throw error;
  }
}
