import type { Time } from '../clock.ts';
import type { AccountId } from '../ids.ts';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { readMeetingId, showMeetingId } from '../meeting/meeting-id.ts';
import type { AuditAction, AuditEntry } from '../ports/store/audit.ts';
import type { Store } from '../ports/store.ts';
import { EXIT } from './exit-code.ts';
import type { Terminal } from './terminal.ts';

/** How each way in which a passcode became known is told; what is not here did not show anybody a code. */
const GOT: Partial<Record<AuditAction, string>> = {
  'slip-sent': 'sent to',
  claimed: 'claimed by',
  revealed: 'shown to',
  leaked: 'typed in public by',
  'slip-unreachable': 'not reached:',
};

/** Tells who got the passcode of a meeting, by revision, and who was let in. Prints no code. */
export async function auditWho(store: Store, typed: string, terminal: Terminal): Promise<number> {
  const meetingId = readMeetingId(typed);
  if (!meetingId) {
    terminal.tell(
      `${typed} is no meeting ID: that is 11 digits (10 of a personal room), such as 234 5678 9012.`,
    );
    return EXIT.usage;
  }
  const record = await store.meetings.byMeetingId(meetingId);
  if (!record) {
    terminal.tell(`There is no meeting ${showMeetingId(meetingId)}.`);
    return EXIT.failed;
  }
  const entries = await store.audit.ofMeeting(record.meeting.key);
  const nameOf = await names(record, entries, store);
  for (const line of report(record, entries, nameOf)) terminal.print(line);
  return EXIT.ok;
}

type NameOf = (entry: AuditEntry) => string;

function* report(
  { meeting }: MeetingRecord,
  entries: readonly AuditEntry[],
  nameOf: NameOf,
): Iterable<string> {
  yield `${meeting.topic}, meeting ID ${showMeetingId(meeting.meetingId)}, ${meeting.state}`;
  for (let revision = 1; revision <= meeting.revision; revision += 1) {
    yield '';
    yield `Passcode, revision ${revision}${revision === meeting.revision ? ' (the current one)' : ''}:`;
    const got = entries.filter((entry) => entry.revision === revision && entry.action in GOT);
    if (got.length === 0) yield '  nobody';
    for (const entry of got) yield `  ${utc(entry.at)}  ${GOT[entry.action]} ${nameOf(entry)}${how(entry)}`;
  }
  yield '';
  yield 'Let in:';
  const admitted = entries.filter(({ action }) => action === 'admitted');
  if (admitted.length === 0) yield '  nobody';
  for (const entry of admitted) yield `  ${utc(entry.at)}  ${nameOf(entry)}${how(entry)}`;
  yield '';
  yield '"Sent" means that the platform accepted the message, not that anybody read it.';
}

const how = ({ via }: AuditEntry) => (via === null ? '' : ` (${via})`);

const utc = (at: Time) =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ')
    .replace('Z', ' UTC');

/** Whom an entry is about: the person it names, the invitee as typed, or a guest. */
async function names(record: MeetingRecord, entries: readonly AuditEntry[], store: Store): Promise<NameOf> {
  const people = new Set(entries.map(personOf).filter((id) => id !== null));
  const accounts = await store.accounts.byIds([...people]);
  const known = new Map<AccountId, string>(
    accounts.map(({ id, name, handle, platform }) => [
      id,
      `${name}${handle ? ` @${handle}` : ''} on ${platform}`,
    ]),
  );
  return (entry) => {
    const person = personOf(entry);
    if (person) return known.get(person) ?? person;
    const invitee = record.invitations.find(({ id }) => id === entry.invitationId)?.invitee;
    if (invitee?.kind === 'username') return `@${invitee.username}`;
    return invitee?.kind === 'email' ? invitee.address : 'a guest';
  };
}

const personOf = ({ about, actor }: AuditEntry): AccountId | null => about ?? actor;
