import { z } from 'zod';
import type { MeetingRecord } from '../meeting/meeting.ts';
import { button } from '../messages/blocks.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import type { PrivateMessage, Reader } from '../messages/message.ts';
import { personalRoom } from '../messages/personal-room.ts';
import { plainCommand } from './command.ts';
import { decide } from './decision.ts';
import { roomOf } from './personal-room.ts';

/** `/meeting room`: my personal room, made the first time it is asked for. */
export const room = plainCommand({
  name: 'room',
  summary: (text) => text.commands.room,
  example: '/meeting room',
  who: 'creator',
  acknowledge: 'answer',
  input: z.object({}),
  async run(context) {
    const { record, stored } = await roomOf(context);
    const change = stored ? null : decide(context, null, record, [{ action: 'created', via: 'room' }]);
    return { kind: 'done', data: { record, publicUrl: context.publicUrl }, change };
  },
  answer: (data, reader) => ({ kind: 'private', message: roomMessage(data, reader) }),
});

type Room = { readonly record: MeetingRecord; readonly publicUrl: string };

/** A personal room with its code hidden, and what can be done with it. */
export function roomMessage({ record, publicUrl }: Room, reader: Reader): PrivateMessage {
  const { buttons: label } = catalogueFor(reader.locale);
  const buttons = [
    button(label.start, 'now:yes', 'primary'),
    button(label.plan, 'new:yes'),
    button(label.chooseNumber, 'number'),
  ];
  return personalRoom({ record, publicUrl, shown: null, buttons }, reader);
}
