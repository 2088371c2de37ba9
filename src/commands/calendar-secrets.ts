import type { Invitation, MeetingRecord } from '../meeting/meeting.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { CalendarView } from '../messages/calendar-entry.ts';
import { linkOf, openPasscode } from './codes.ts';
import type { Context } from './command.ts';

/**
 * The secrets that may stand in an invitee's calendar: none, unless the workspace allows it. A calendar is often shared
 * with a team, an assistant or a whole company, and is kept where nobody can rotate anything out of it.
 */
export function calendarSecrets(
  parts: Pick<Context, 'vault' | 'publicUrl'>,
  { settings: { codeInCalendar } }: Pick<Workspace, 'settings'>,
  record: MeetingRecord,
  invitation: Invitation,
): Pick<CalendarView, 'passcode' | 'link'> {
  const none =
    codeInCalendar === 'nothing' || record.meeting.state === 'cancelled' || invitation.state === 'withdrawn';
  return {
    passcode: none ? null : openPasscode(parts, record),
    link: none || codeInCalendar === 'passcode' ? null : linkOf(parts, record, invitation),
  };
}
