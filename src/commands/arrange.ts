import { DAY, HOUR } from '../clock.ts';
import { type ForeignId, fresh, type OccurrenceId, type ProviderName } from '../ids.ts';
import { defaultAccess } from '../meeting/access.ts';
import { createMeeting } from '../meeting/create.ts';
import { limitCreating, limitInviting } from '../meeting/limits.ts';
import type { Access, MeetingRecord, Occurrence, WaitingRoom } from '../meeting/meeting.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import { holdCall } from '../meeting/room.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import type { Times } from '../messages/repeats.ts';
import type { Values } from '../ports/inbox.ts';
import { keepAgreed } from './agreed.ts';
import { newCodes } from './codes.ts';
import type { Context, Outcome, PersonProblem, ProviderInfo } from './command.ts';
import { decide } from './decision.ts';
import { inviteesOf } from './invitees.ts';
import { offeredProviders } from './offered-providers.ts';
import { roomOf } from './personal-room.ts';
import { type Planned, timesOf } from './planned.ts';
import { providerOf } from './provider-of.ts';

/** A meeting that is wanted, now or planned, as `now`, `plan` and the form say it. */
export type Wanted = {
  readonly topic: string;
  readonly times: Planned;
  /** Null: nowhere. */
  readonly card: ForeignId | null;
  readonly inRoom: boolean;
  readonly access: Access | null;
  readonly waitingRoom: WaitingRoom | null;
  readonly provider: ProviderName | null;
  /** Its time was typed, and is asked back in full before the meeting is made. */
  readonly echo: boolean;
};

export type Arranged =
  | {
      readonly kind: 'arranged';
      readonly record: MeetingRecord;
      readonly occurrence: Occurrence;
      readonly invited: number;
      readonly problems: readonly PersonProblem[];
      /** The codes wait for the provider. */
      readonly waits: boolean;
    }
  /** Asked before anything is made: whether the time is right, whether there may be more people than seats. */
  | { readonly kind: 'echo'; readonly echo: Echo; readonly invited: number; readonly crowd: Crowd | null }
  | { readonly kind: 'crowd'; readonly invited: number; readonly crowd: Crowd };

type Echo = { readonly topic: string; readonly times: Times };

/** More people than the provider seats. */
export type Crowd = { readonly seats: number; readonly provider: string };

/** Creates the meeting, or holds the call in the member's personal room: one commit. `again`: what it was asked with. */
export async function arrange(context: Context, wanted: Wanted, again: Values): Promise<Outcome<Arranged>> {
  const { now, actor, workspace } = context;
  const { drafts: invitees, problems } = inviteesOf(context);
  const limited = await limits(context, invitees.length);
  if (limited) return limited;

  const name = wanted.provider ?? workspace.settings.provider;
  if (!offeredProviders(context).has(name)) {
    return refuse({ why: 'not-understood', field: 'provider', typed: name, example: '/meeting settings' });
  }
  const { zone, minutes, repeats } = wanted.times;
  if (repeats !== null && wanted.inRoom) return refuse({ why: 'repeats-in-room' });
  const times = timesOf(wanted.times, wanted.times.startsAt ?? now);
  const { startsAt, endsAt } = times;
  const info = providerOf(context, name);
  const crowd = crowdOf(info, invitees.length, context);
  const invited = invitees.length;
  const values = { ...again, agreed: keepAgreed(wanted.times) };
  if (!context.confirmed && wanted.echo) {
    const echo = { topic: wanted.topic, times };
    return { kind: 'question', data: { kind: 'echo', echo, invited, crowd }, values };
  }
  if (!context.confirmed && crowd) {
    return { kind: 'question', data: { kind: 'crowd', invited, crowd }, values };
  }

  const id = fresh<OccurrenceId>();
  const occurrence = { id, startsAt, endsAt, zone, card: wanted.card };

  const room = wanted.inRoom ? await roomOf(context) : null;
  const record = room
    ? holdCall(
        room.record,
        { ...occurrence, topic: wanted.topic, invitees, linkKey: context.vault.primary },
        now,
      )
    : createMeeting(
        {
          ...newCodes(context),
          workspaceId: workspace.id,
          topic: wanted.topic,
          organizer: actor.id,
          access: wanted.access ?? accessOf(context, invitees.length > 0),
          waitingRoom: wanted.waitingRoom ?? 'typed',
          provider: name,
          occurrence,
          recurrence: repeats && {
            ...repeats,
            minutes,
            made: repeats.from,
            cards: workspace.settings.seriesCards,
          },
          invitees,
        },
        now,
      );
  if (isRefused(record)) return record;
  const held = record.occurrences.find((one) => one.id === id);
  if (!held) throw new Error('the meeting was made without its occurrence');
  return {
    kind: 'done',
    data: {
      kind: 'arranged',
      record,
      occurrence: held,
      invited,
      problems,
      waits: info.abilities.ownCodes && record.conference.state === 'wanted',
    },
    change: decide(context, room?.stored ?? null, record, [{ action: 'created' }]),
  };
}

/** The organizer sits there too. Null: everybody has a seat. */
export function crowdOf(
  { label, abilities: { seats } }: ProviderInfo,
  invitees: number,
  { locale }: Pick<Context, 'locale'>,
): Crowd | null {
  return seats !== null && invitees + 1 > seats ? { seats, provider: label(catalogueFor(locale)) } : null;
}

function accessOf({ workspace, conversation }: Context, named: boolean): Access {
  const { access } = workspace.settings;
  return access === 'auto' ? defaultAccess(named, conversation.visibility) : access;
}

async function limits({ store, workspace, actor, now }: Context, more: number): Promise<Refused | null> {
  const [created, invited] = await Promise.all([
    store.meetings.createdSince(workspace.id, actor.id, now - HOUR),
    store.meetings.invitedSince(workspace.id, actor.id, now - DAY),
  ]);
  return (
    limitCreating(created, workspace.settings, now) ?? limitInviting(invited, more, workspace.settings, now)
  );
}
