import { button, buttons } from './blocks.ts';
import { catalogueFor } from './catalogue.ts';
import { type DetailsView, meetingDetails } from './meeting-details.ts';
import { type ListedMeeting, meetingList } from './meeting-list.ts';
import type { PrivateMessage, Reader } from './message.ts';

type HomeView = {
  /** Whether the reader may create meetings here. */
  readonly creates: boolean;
  /** The nearest that the reader is part of, with all that can be done with it; null: there is none. */
  readonly next: DetailsView | null;
  readonly later: readonly ListedMeeting[];
  readonly room: PrivateMessage | null;
};

/** What concerns its reader, on one page. The codes are not in it. */
export function homePage({ creates, next, later, room }: HomeView, reader: Reader): PrivateMessage {
  const words = catalogueFor(reader.locale);
  return {
    notice: words.list.title(later.length + (next ? 1 : 0)),
    blocks: [
      ...(creates ? [buttons(button(words.forms.new, 'new', 'primary'))] : []),
      ...(next ? meetingDetails(next, reader).blocks : []),
      ...(next && later.length === 0 ? [] : meetingList(later, reader, next !== null).blocks),
      ...(room?.blocks ?? []),
    ],
  };
}
