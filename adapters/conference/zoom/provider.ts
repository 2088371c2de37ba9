import { MINUTE, SECOND } from '../../../src/clock.ts';
import { ConferenceError } from '../../../src/errors.ts';
import { en } from '../../../src/messages/en.ts';
import type { ConferenceParts } from '../../../src/ports/adapter.ts';
import type { Call, ConferenceProvider, Host, Made } from '../../../src/ports/conference.ts';
import { Secret } from '../../../src/vault/secret.ts';
import type { ZoomApi, ZoomMeeting } from './api.ts';
import { abilities } from './config.ts';
import { CODES, ZoomRefusal } from './errors.ts';
import { changeOf, markOf, newMeeting, shut } from './meeting-body.ts';
import { makeZoomPasscode } from './passcode.ts';
import type { ZoomSettings } from './settings.ts';

/** How long a way in is good: the door gives another to whoever comes back. */
const LINK_LASTS = 5 * MINUTE;
const LONGEST_NAME = 64; // characters

/** In whose Zoom account a call runs. `shared`: in the operator's, because the organizer has none that is known. */
type ZoomHost = { readonly id: string; readonly shared: boolean };

/**
 * Calls as Zoom meetings in the organizer's own account, by the address that the platform vouches for; else in the
 * operator's, where nobody of the call is Zoom's host.
 */
export function createProvider(
  api: ZoomApi,
  { sharedHost }: Pick<ZoomSettings, 'sharedHost'>,
  { random, clock }: Pick<ConferenceParts, 'random' | 'clock'>,
): ConferenceProvider {
  async function hostOf({ host }: Call, signal: AbortSignal): Promise<ZoomHost> {
    const email = await host.email();
    const own = email === null ? null : await api.user(email, signal);
    // Who has not taken Zoom's invitation yet, or was deactivated, cannot hold a meeting.
    return own?.status === 'active' ? { id: own.id, shared: false } : { id: sharedHost, shared: true };
  }

  const passcodeFor = async (host: string, signal: AbortSignal): Promise<Secret> =>
    makeZoomPasscode(await api.requirement(host, signal), random);

  async function make(call: Call, host: ZoomHost, signal: AbortSignal): Promise<Made> {
    const waits = waitsIn(call, host.shared);
    const body = newMeeting(call, waits, await passcodeFor(host.id, signal));
    const meeting = await api.create(host.id, body, signal).catch((error: unknown) => {
      throw nobodyThere(error);
    });
    // The account's own rules outdo what was asked for.
    if (host.shared && meeting.settings.waiting_room) {
      await api.remove(String(meeting.id), signal);
      throw new ConferenceError('permanent', 'no-host');
    }
    return madeOf(meeting);
  }

  const found = (host: string, call: Call, signal: AbortSignal): Promise<readonly string[]> =>
    api.withAgenda(host, markOf(call), signal);

  async function removeMeeting(id: string, signal: AbortSignal): Promise<void> {
    try {
      await api.remove(id, signal);
    } catch (error) {
      if (!(error instanceof ZoomRefusal) || error.code !== CODES.inProgress) throw error;
      await api.end(id, signal);
      await api.remove(id, signal);
    }
  }

  /** `passcode`: a new one; null to keep the old. */
  async function adjust(
    meeting: ZoomMeeting,
    call: Call,
    hostless: boolean,
    passcode: Secret | null,
    signal: AbortSignal,
  ): Promise<Made> {
    const change = changeOf(meeting, call, waitsIn(call, hostless), passcode, clock.now());
    if (change === null) return madeOf(meeting);
    await api.change(String(meeting.id), change, signal);
    // What counts is what Zoom made of it.
    const changed = await api.meeting(String(meeting.id), signal);
    if (changed === null) throw new ConferenceError('transient', 'not-there');
    if (passcode !== null && changed.password === meeting.password)
      throw new ConferenceError('permanent', 'rejected');
    return madeOf(changed);
  }

  /** In another account, or anew where it was deleted; the one made by a run whose answer was lost is taken. */
  async function replace(old: string, call: Call, host: ZoomHost, signal: AbortSignal): Promise<Made> {
    const [earlier] = (await found(host.id, call, signal)).filter((id) => id !== old);
    const adopted = earlier === undefined ? null : await api.meeting(earlier, signal);
    // It was made for what the call was then, and nobody has its passcode.
    const made =
      adopted === null
        ? await make(call, host, signal)
        : await adjust(adopted, call, host.shared, null, signal);
    await removeMeeting(old, signal);
    return made;
  }

  return {
    abilities,

    async create(call, signal) {
      return make(call, await hostOf(call, signal), signal);
    },

    async find(call, signal) {
      const { id } = await hostOf(call, signal);
      const hosts = [...new Set([id, sharedHost])];
      const ids = await Promise.all(hosts.map((host) => found(host, call, signal)));
      return [...new Set(ids.flat())];
    },

    async read(foreignId, signal) {
      const meeting = await api.meeting(foreignId, signal);
      return meeting && madeOf(meeting);
    },

    async update(foreignId, call, rotate, signal) {
      const [meeting, host] = await Promise.all([api.meeting(foreignId, signal), hostOf(call, signal)]);
      const hosted = !host.shared && meeting?.host_id === host.id;
      if (meeting === null || !(hosted || host.shared)) return replace(foreignId, call, host, signal);

      const passcode = rotate ? await passcodeFor(meeting.host_id, signal) : null;
      return adjust(meeting, call, !hosted, passcode, signal);
    },

    async end(foreignId, _occurrence, followed, signal) {
      if (followed) return;
      await api.end(foreignId, signal);
      const meeting = await api.meeting(foreignId, signal);
      const change = meeting && shut(meeting);
      if (change !== null) await api.change(foreignId, change, signal);
    },

    remove: removeMeeting,

    async admit(foreignId, guest, signal) {
      const startUrl = guest.organizer && (await startUrlFor(api, foreignId, guest.organizer, signal));
      if (startUrl) return { kind: 'redirect', url: new Secret(startUrl) };
      const name = guest.account === null ? en.zoom.guest(guest.name) : guest.name;
      const ttl = LINK_LASTS / SECOND;
      const link = await api.inviteLink(foreignId, name.slice(0, LONGEST_NAME), ttl, signal);
      return { kind: 'redirect', url: new Secret(link) };
    },
  };
}

/**
 * Zoom's waiting room is for all or for none: who wants it for some gets it for all. In the shared account nobody of
 * the call could let anybody in.
 */
function waitsIn({ waitingRoom }: Call, hostless: boolean): boolean {
  if (!hostless) return waitingRoom !== 'off';
  if (waitingRoom === 'all') throw new ConferenceError('permanent', 'no-host');
  return false;
}

/** A fresh one each time, since it opens the host's account and lives two hours; null: the meeting is not theirs. */
async function startUrlFor(
  api: ZoomApi,
  foreignId: string,
  organizer: Host,
  signal: AbortSignal,
): Promise<string | null> {
  const email = await organizer.email();
  if (email === null) return null;
  const [meeting, user] = await Promise.all([api.meeting(foreignId, signal), api.user(email, signal)]);
  const theirs = user !== null && meeting?.host_id === user.id;
  return theirs && meeting.start_url !== '' ? meeting.start_url : null;
}

const madeOf = ({ id, password }: ZoomMeeting): Made => ({
  foreignId: String(id),
  codes: [
    { label: en.zoom.meetingId, secret: new Secret(groups(String(id))) },
    ...(password === '' ? [] : [{ label: en.zoom.passcode, secret: new Secret(password) }]),
  ],
});

/** As Zoom's app shows it. */
const groups = (id: string): string => id.replace(/^(\d{3})(\d{3,4})(\d{4})$/, '$1 $2 $3');

/** `ZOOM_HOST` names nobody. */
const nobodyThere = (error: unknown): unknown =>
  error instanceof ZoomRefusal && [CODES.noSuchUser, CODES.notInAccount].some((code) => code === error.code)
    ? new ConferenceError('permanent', 'no-account')
    : error;
