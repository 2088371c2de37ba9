import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import type { ConferenceProvider, Guest, Made } from '../../../src/ports/conference.ts';
import { Secret } from '../../../src/vault/secret.ts';
import { abilities } from './config.ts';
import { signPass } from './pass.ts';
import type { JitsiSettings } from './settings.ts';
import { shownName } from './shown-name.ts';

/** Bytes. A room's name is all that keeps strangers out of it where the server asks for no token. */
const NAME_BYTES = 20;

/**
 * A room of Jitsi is its name and who is in it: the server keeps nothing of a room before anybody comes or after all
 * have left. So there is nothing to find or to remove, and a room is changed by taking another name.
 */
export function createProvider(
  { clock, random }: Pick<ConferenceParts, 'clock' | 'random'>,
  settings: JitsiSettings,
): ConferenceProvider {
  // In lower case, as Jitsi makes it anyway: a token names the room as it stands in the address.
  const room = (foreignId = Buffer.from(random(NAME_BYTES)).toString('hex')): Made => ({
    foreignId,
    codes: [],
  });

  async function addressOf(name: string, guest: Guest): Promise<Secret> {
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
