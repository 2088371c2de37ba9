import { isOver } from '../meeting/occurrence.ts';
import { button } from './blocks.ts';
import type { Catalogue } from './catalogue.ts';
import type { ListedMeeting } from './meeting-list.ts';
import type { PublicButton } from './message.ts';

/** What those who run a meeting can do with it; an admin of its workspace can do some of it. */
export function hostButtons(
  { record, occurrence, relation }: ListedMeeting,
  { buttons: label }: Catalogue,
): readonly PublicButton[] {
  const { meeting } = record;
  if (relation === 'invitee') return [];
  const dead = meeting.state === 'cancelled';
  const over = dead || isOver(occurrence);
  const hosts = relation !== 'none';
  const personal = meeting.kind === 'personal';
  return [
    ...(hosts && occurrence.state === 'planned' && !dead
      ? [button(label.start, `start:${occurrence.id}`)]
      : []),
    ...(hosts && occurrence.state === 'live' && !dead
      ? [button(label.end, `end:${occurrence.id}`, 'danger')]
      : []),
    ...(hosts && !over ? [button(label.copyInvitation, `invitation:${meeting.key}`)] : []),
    ...(dead ? [] : [button(label.rotate, `rotate:${meeting.key}`)]),
    ...(hosts && !personal ? [button(label.recreate, `recreate:${meeting.key}`)] : []),
    ...(over
      ? []
      : [
          button(
            label.cancel,
            `cancel:${personal || meeting.recurrence ? occurrence.id : meeting.key}`,
            'danger',
          ),
        ]),
  ];
}
