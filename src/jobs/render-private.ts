import { linkOf, openPasscode } from '../commands/codes.ts';
import { canTakeRoom } from '../commands/offered-providers.ts';
import { deliveryKey } from '../meeting/delivery-key.ts';
import { isSpent } from '../meeting/invitation.ts';
import type { Invitation } from '../meeting/meeting.ts';
import { isOver } from '../meeting/occurrence.ts';
import { visitsOf } from '../meeting/visits.ts';
import { attended } from '../messages/attended.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { cancelled, decided, moved, reminder, started, withdrawn } from '../messages/invitee-news.ts';
import type { PrivateMessage, Reader } from '../messages/message.ts';
import {
  conferenceFailed,
  conferenceSettled,
  full,
  guarded,
  leaked,
  secondUse,
  stillGoing,
} from '../messages/organizer-news.ts';
import { report } from '../messages/report.ts';
import { requests } from '../messages/requests.ts';
import { cancelledSlip, replacedSlip, slip, withdrawnSlip } from '../messages/slip.ts';
import { openCodes } from '../vault/credentials.ts';
import type { RenderParts, Scene } from './render.ts';
import { isStillNews } from './still-news.ts';

type Rendered = PrivateMessage | 'void';

/** What one person reads in private. What has come to nothing before it was sent is `void`. */
export async function renderPrivate(parts: RenderParts, scene: Scene, reader: Reader): Promise<Rendered> {
  const { delivery, record, occurrence, provider } = scene;
  const names = new Map([...scene.accounts].map(([id, { name }]) => [id, name]));
  const unless = (isMoot: boolean, message: () => PrivateMessage): Rendered =>
    isMoot && !scene.stands ? 'void' : message();

  switch (delivery.content) {
    case 'slip':
    case 'copy':
      return renderSlip(parts, scene, reader);
    case 'report': {
      const cardProblem = await whyNoCard(parts, scene);
      const view = { record, occurrence, names, provider, cardProblem };
      return unless(isOver(occurrence), () => report(view, reader));
    }
    case 'requests':
      return unless(
        record.requests.every(({ state }) => state !== 'open'),
        () => requests({ record, names }, reader),
      );
    case 'moved': {
      const invitation = invitationOf(scene);
      const newest = invitation && deliveryKey.moved(invitation.id, occurrence.id, occurrence.moves);
      return unless(isOver(occurrence) || newest !== delivery.key, () =>
        moved({ record, occurrence }, reader),
      );
    }
    case 'cancelled':
      return cancelled({ record, occurrence }, reader);
    case 'withdrawn':
      return unless(invitationOf(scene)?.state === 'invited', () =>
        withdrawn({ record, occurrence }, reader),
      );
    case 'started': {
      const invitation = invitationOf(scene);
      if (!invitation || !(await isStillNews(parts, scene, invitation))) return 'void';
      return started({ record, occurrence, link: linkOf(parts, record, invitation) }, reader);
    }
    case 'reminder': {
      const invitation = invitationOf(scene);
      if (!invitation || !(await isStillNews(parts, scene, invitation))) return 'void';
      const link = linkOf(parts, record, invitation);
      return reminder({ record, occurrence, invitation, link }, reader);
    }
    case 'decided': {
      const request = record.requests.find(({ id }) => deliveryKey.decided(id) === delivery.key);
      return request === undefined ? 'void' : decided({ record, request }, reader);
    }
    case 'still-going': {
      const plannedEnd = plannedEndIn(delivery.key);
      const isMoot = isOver(occurrence) || occurrence.endsAt > plannedEnd;
      return unless(isMoot, () => stillGoing({ record, occurrence, plannedEnd }, reader));
    }
    case 'guarded':
      return guarded({ record }, reader);
    case 'leaked':
      return unless(record.meeting.revision !== delivery.revision || record.meeting.state !== 'open', () =>
        leaked({ record }, reader),
      );
    case 'full':
      return unless(isOver(occurrence), () =>
        full({ record, occurrence, seats: provider.abilities.seats ?? 0 }, reader),
      );
    case 'attended': {
      const [stays, present] = await Promise.all([
        parts.store.presence.stays(occurrence.id),
        parts.store.presence.of(occurrence.id, parts.clock.now()),
      ]);
      const visits = visitsOf(stays, present, occurrence);
      if (visits.length === 0) return 'void';
      return attended({ record, occurrence, names, visits }, reader);
    }
    case 'second-use': {
      const came = await parts.store.presence.of(occurrence.id, parts.clock.now());
      const who = came.find(
        ({ personKey }) => deliveryKey.secondUse(occurrence.id, personKey) === delivery.key,
      );
      return who === undefined ? 'void' : secondUse({ record, occurrence, name: who.name }, reader);
    }
    case 'conference-failed': {
      if (!isWhatFailed(scene)) return unless(true, () => conferenceSettled({ record, provider }, reader));
      const builtIn = canTakeRoom({ providers: parts.providers, workspace: scene.workspace }, record);
      return conferenceFailed({ record, provider, builtIn }, reader);
    }
    case 'card':
      throw new Error('a card belongs in a conversation');
    default:
      return delivery.content satisfies never;
  }
}

/** A slip of a dead code or link says what became of it; a living one carries the current code. */
function renderSlip(parts: RenderParts, scene: Scene, reader: Reader): Rendered {
  const { stands, record, occurrence, provider, accounts } = scene;
  const { meeting, conference } = record;
  const invitation = invitationOf(scene);
  if (invitation === undefined) return 'void';
  const dead = whatKilled(scene, invitation);
  if (dead !== null) return stands ? dead({ record, occurrence }, reader) : 'void';
  if (!stands && isSpent(record, invitation)) return 'void';
  const view = {
    record,
    occurrence,
    invitation,
    organizerName: accounts.get(meeting.organizer)?.name ?? '',
    passcode: openPasscode(parts, record),
    link: linkOf(parts, record, invitation),
    codes: {
      provider: provider.label(catalogueFor(reader.locale)),
      lines: openCodes(parts.vault, meeting, conference),
      openLinks: provider.openLinks ?? false,
    },
  };
  return slip(view, reader);
}

function whatKilled({ delivery, record, occurrence }: Scene, invitation: Invitation) {
  if (record.meeting.state === 'cancelled') return cancelledSlip;
  if (invitation.state === 'withdrawn') return withdrawnSlip;
  if (invitation.occurrenceId !== null && occurrence.state === 'cancelled') return cancelledSlip;
  const isCurrent = delivery.revision === record.meeting.revision && delivery.link === invitation.link;
  return isCurrent ? null : replacedSlip;
}

const invitationOf = ({ delivery, record }: Scene): Invitation | undefined =>
  record.invitations.find(({ id }) => id === delivery.invitationId);

/** Why the card could not be posted; null when it stands, is on its way, or none is wanted. */
async function whyNoCard(
  { store }: RenderParts,
  { record: { meeting }, occurrence: { id, card } }: Scene,
): Promise<string | null> {
  const posted = card === null ? null : await store.deliveries.byKey(deliveryKey.card(meeting, id, card));
  return posted?.state === 'dead' ? posted.reason : null;
}

/** Whether the provider still owes what it said no to then; it may have been asked for something else since. */
function isWhatFailed({ delivery: { key }, record: { conference } }: Scene): boolean {
  const { id, wanted, reason } = conference;
  const told = [deliveryKey.conferenceFailed(id, wanted), deliveryKey.conferenceDeleted(id, wanted)];
  return reason !== null && told.includes(key);
}

/** The end that the question was about: the last part of its key. */
const plannedEndIn = (key: string): number => Number(key.slice(key.lastIndexOf(':') + 1));
