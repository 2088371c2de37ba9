import { doorState } from '../meeting/door-times.ts';
import { relationOf } from '../meeting/rights.ts';
import type { DetailsView } from '../messages/meeting-details.ts';
import { openPasscode, providerCodes } from './codes.ts';
import type { MeetingContext } from './command.ts';
import { accountsOf, namesOf } from './invitees.ts';
import { canTakeRoom } from './offered-providers.ts';
import { providerOf } from './provider-of.ts';

/** One meeting as this actor may see it; the codes only when they asked for them. */
export async function detailsFor(context: MeetingContext, show: boolean): Promise<DetailsView> {
  const { record, occurrence, actor, workspace, now, publicUrl } = context;
  return {
    record,
    occurrence,
    relation: relationOf(actor.id, record),
    shown: show ? { passcode: openPasscode(context, record), codes: providerCodes(context, record) } : null,
    names: namesOf(await accountsOf(context, record)),
    provider: providerOf(context, record.meeting.provider),
    builtIn: canTakeRoom(context, record),
    door: doorState(record, occurrence, workspace.settings, now),
    publicUrl,
  };
}
