import type { RawFile } from 'discord.js';
import type { PrivateMessage } from '../../../src/messages/message.ts';
import { calendarFile } from '../../../src/time/calendar-file.ts';

/** The files that a message comes with; what shows them in it names them (`encodePrivate`). */
export function attached({ calendar }: Pick<PrivateMessage, 'calendar'>): RawFile[] {
  if (!calendar) return [];
  const { name, text } = calendarFile(calendar);
  return [{ name, data: Buffer.from(text), contentType: 'text/calendar' }];
}
