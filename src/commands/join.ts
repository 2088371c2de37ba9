import { z } from 'zod';
import type { Verdict } from '../door/door.ts';
import { emptyChange } from '../meeting/change.ts';
import { readMeetingId } from '../meeting/meeting-id.ts';
import { personalUrl } from '../meeting/personal-link.ts';
import { relationOf } from '../meeting/rights.ts';
import { type KnownMeeting, noWayIn } from '../messages/no-way-in.ts';
import { type WayInView, wayIn } from '../messages/way-in.ts';
import { Secret } from '../vault/secret.ts';
import { type Context, type Outcome, plainCommand } from './command.ts';
import { field } from './fields.ts';

type NoWayIn = { readonly verdict: Exclude<Verdict, { kind: 'right' }>; readonly known: KnownMeeting | null };

/**
 * Nothing changes but that whoever tries is known from now on: tries are counted by account, and the link is made
 * for one. Without a row, each try would be somebody else's first.
 */
const met = emptyChange;

/** `/meeting join <id> <passcode>`: the door, in chat. Right: a link for this account; wrong: what to do. */
export const join = plainCommand({
  name: 'join',
  summary: (text) => text.commands.join,
  example: '/meeting join 234 5678 9012 K7QW3M9XTB',
  stoppedByLock: true,
  who: 'anyone',
  input: z.object({ meeting: field.meeting((text) => text.fields.meetingId), passcode: field.passcode() }),
  async run(context, { meeting, passcode }): Promise<Outcome<WayInView | NoWayIn>> {
    const { door, actor, publicUrl } = context;
    const verdict = await door.verify(
      { kind: 'account', account: actor.id },
      { kind: 'passcode', meetingId: meeting, passcode: new Secret(passcode) },
    );
    if (verdict.kind !== 'right') {
      const known = verdict.kind === 'invalid' ? await knownMeeting(context, meeting) : null;
      return { kind: 'done', data: { verdict, known }, change: met };
    }
    const { pass } = verdict;
    const ticket = door.ticket(pass, actor.id);
    const url = personalUrl(publicUrl, pass.record.meeting.meetingId, ticket);
    return {
      kind: 'done',
      data: { meeting: pass.record.meeting, occurrence: pass.occurrence, url, kind: 'ticket' },
      change: met,
    };
  },
  answer: (data, reader) => ({
    kind: 'private',
    message: 'url' in data ? wayIn(data, reader) : noWayIn(data.verdict, data.known, reader),
  }),
});

/** Who is part of the meeting gets buttons that help; to everybody else all wrong codes look alike. */
async function knownMeeting({ store, actor }: Context, typed: string): Promise<KnownMeeting | null> {
  const meetingId = readMeetingId(typed);
  const record = meetingId && (await store.meetings.byMeetingId(meetingId));
  if (!record) return null;
  const relation = relationOf(actor.id, record);
  return relation === 'none' ? null : { key: record.meeting.key, relation };
}
