import { SECOND, type Time } from '../clock.ts';
import { ConferenceError } from '../errors.ts';
import { type AdmissionId, fresh } from '../ids.ts';
import { audited } from '../meeting/audited.ts';
import { isFor } from '../meeting/invitation.ts';
import type { Invitee } from '../meeting/meeting.ts';
import type { Guest, WayIn } from '../ports/conference.ts';
import { newId } from '../random.ts';
import { issueAdmission } from './admission.ts';
import type { Admitted, DoorParts, Pass } from './door.ts';
import { cleanName, looksLike } from './guest-name.ts';
import { personKeyOf } from './person-key.ts';

/** How long somebody before the door waits for the provider. */
const PATIENCE = 5 * SECOND;

export async function admit(
  parts: DoorParts,
  pass: Pass,
  typedName: string,
  earlierKey: string | null,
): Promise<Admitted> {
  const now = parts.clock.now();
  const verified = personKeyOf(pass);
  const name = await nameOf(parts, pass, typedName);
  if (name === '') return { kind: 'name-needed' };
  if (verified === null && (await isTaken(parts, pass, name, now))) return { kind: 'name-taken' };

  const personKey = verified ?? earlierKey ?? newId();
  const way = await wayIn(parts, pass, {
    occurrenceId: pass.occurrence.id,
    topic: pass.occurrence.topic ?? pass.record.meeting.topic,
    account: pass.account,
    personKey,
    name,
    host: isHost(pass),
    organizer: isOrganizer(pass) ? await parts.hostOf(pass.record) : null,
    waits: waits(pass),
    link: pass.invitation?.link ?? null,
  });
  if (!way) return { kind: 'unavailable' };

  const { meeting } = pass.record;
  const { cookie, until } = issueAdmission(
    parts.vault,
    { meeting: meeting.key, person: personKey, guest: verified === null },
    now,
  );
  const { account, via, occurrence } = pass;
  const invitationId = pass.invitation?.id ?? null;
  await parts.store.commit({
    ...audited(meeting, now, { action: 'admitted', actor: account, about: account, invitationId, via }),
    admissions: [
      {
        id: fresh<AdmissionId>(),
        meetingKey: meeting.key,
        occurrenceId: occurrence.id,
        personKey,
        account,
        invitationId,
        name,
        via,
        at: now,
      },
    ],
  });
  return { kind: 'in', way, cookie, cookieUntil: until };
}

/** A verified person's own name, whatever was typed. */
async function nameOf({ store }: DoorParts, { account, invitation }: Pass, typed: string): Promise<string> {
  const known = account && (await store.accounts.byId(account));
  if (known) return known.name;
  return cleanName(typed) || (invitation ? handleOf(invitation.invitee) : '');
}

function handleOf(invitee: Invitee): string {
  switch (invitee.kind) {
    case 'account':
      return '';
    case 'username':
      return invitee.username;
    case 'email':
      // The rest of the address is nobody else's business.
      return invitee.address.replace(/@.*$/, '');
  }
}

/** Whether a guest would pass for somebody invited, or for a member who is in. */
async function isTaken({ store }: DoorParts, pass: Pass, name: string, now: Time): Promise<boolean> {
  const { meeting, invitations } = pass.record;
  const invitees = invitations.filter(({ state }) => state === 'invited').map(({ invitee }) => invitee);
  const accounts = await store.accounts.byIds([
    meeting.organizer,
    ...invitees.flatMap((invitee) => (invitee.kind === 'account' ? [invitee.account] : [])),
  ]);
  const present = await store.presence.of(pass.occurrence.id, now);
  const names = [
    ...accounts.flatMap((account) => [account.name, account.handle ?? account.name]),
    ...invitees.map(handleOf).filter((handle) => handle !== ''),
    ...present.filter(({ account }) => account !== null).map((person) => person.name),
  ];
  return names.some((one) => looksLike(one, name));
}

const isHost = ({ invitation }: Pass): boolean =>
  invitation?.role === 'organizer' || invitation?.role === 'cohost';

const isOrganizer = ({ record, account }: Pass): boolean => account === record.meeting.organizer;

/** SPEC.md §2: `typed` means whoever has no link to this very call; organizer and co-organizers never wait. */
function waits(pass: Pass): boolean {
  if (isHost(pass)) return false;
  switch (pass.record.meeting.waitingRoom) {
    case 'off':
      return false;
    case 'all':
      return true;
    case 'typed':
      return pass.invitation === null || !isFor(pass.invitation, pass.occurrence.id);
  }
}

/** Null when the provider has no conference, fails, or takes too long. */
async function wayIn({ providers, clock, log }: DoorParts, pass: Pass, guest: Guest): Promise<WayIn | null> {
  const { provider: name, foreignId } = pass.record.conference;
  const provider = providers.get(name);
  if (!provider || foreignId === null) return null;
  const patience = new AbortController();
  const answered = new AbortController();
  const late = clock.sleep(PATIENCE, answered.signal).then(() => null);
  try {
    return await Promise.race([provider.admit(foreignId, guest, patience.signal), late]);
  } catch (err) {
    if (!(err instanceof ConferenceError)) throw err;
    log.warn({ err, provider: name, occurrence: guest.occurrenceId }, 'provider did not admit');
    return null;
  } finally {
    answered.abort();
    patience.abort();
  }
}
