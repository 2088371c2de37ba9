import type { Clock } from '../../../src/clock.ts';
import type { ConferenceProvider, Guest, Made } from '../../../src/ports/conference.ts';
import { newId } from '../../../src/random.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { abilities } from './config.ts';
import { signPass } from './pass.ts';
import { roomName } from './room-name.ts';
import type { JitsiSettings } from './settings.ts';
import { shownName } from './shown-name.ts';

/**
 * A room of Jitsi is its name and who is in it: the server keeps nothing of a room before anybody comes or after all
 * have left. So there is nothing to find or to remove, and a room is changed by taking another name.
 */
export function createProvider(
  { clock, key }: { readonly clock: Clock; readonly key: Secret },
  settings: JitsiSettings,
): ConferenceProvider {
  const room = (foreignId: string = newId()): Made => ({ foreignId, codes: [] });

  async function addressOf(foreignId: string, guest: Guest): Promise<Secret> {
    const name = roomName(key, foreignId).open();
    const url = new URL(`${settings.url}/${name}`);
    if (settings.app !== null) {
      const token = await signPass(settings.app, settings.url, name, guest, clock.now());
      url.searchParams.set('jwt', token.open());
    }
    url.hash = wishes(guest);
    return new Secret(url.href);
  }

  return {
    abilities,
    create: async () => room(),
    find: async () => [],
    read: async (foreignId) => room(foreignId),
    update: async (foreignId, _call, rotate) => (rotate ? room() : room(foreignId)),
    // Nobody can be put out from outside. No way in is given any more.
    async end() {},
    async remove() {},
    admit: async (foreignId, guest) => ({ kind: 'redirect', url: await addressOf(foreignId, guest) }),
  };
}

/**
 * How the call begins for this person: https://jitsi.github.io/handbook/docs/user-guide/user-guide-advanced. A value
 * is JSON; what comes after the # is not sent to the server.
 */
const wishes = (guest: Guest): string =>
  Object.entries({
    'config.prejoinConfig.enabled': true,
    'config.startWithAudioMuted': true,
    'config.startWithVideoMuted': true,
    ...(guest.topic === '' ? {} : { 'config.subject': guest.topic }),
    'userInfo.displayName': shownName(guest),
  })
    .map(([name, value]) => `${name}=${encodeURIComponent(JSON.stringify(value))}`)
    .join('&');
