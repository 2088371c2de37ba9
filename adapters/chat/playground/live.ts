import type { Event, State } from './state.ts';
import { BOT, CHANNELS, directOf, GROUPS, RESIDENTS } from './workspace.ts';

/** Pages that are open: each gets everything once, then every change as it happens (server-sent events). */
export type Live = {
  open(): ReadableStream<Uint8Array>;
  /** Ends all streams; pages try again by themselves. */
  close(): void;
};

export function createLive(state: State): Live {
  const endings = new Set<() => void>();
  const encoder = new TextEncoder();

  function open(): ReadableStream<Uint8Array> {
    let end = () => {};
    return new ReadableStream({
      start(controller) {
        const send = (name: string, data: object) =>
          controller.enqueue(encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`));
        send('snapshot', snapshot(state));
        const unwatch = state.watch((event: Event) => send(event.kind, event));
        const close = () => controller.close();
        endings.add(close);
        end = () => {
          unwatch();
          endings.delete(close);
        };
      },
      cancel: () => end(),
    });
  }

  return {
    open,
    close() {
      for (const ending of endings) ending();
      endings.clear();
    },
  };
}

const snapshot = (state: State) => ({
  bot: { id: BOT.foreignId, name: BOT.name, handle: BOT.handle },
  people: RESIDENTS.map((person) => ({
    id: person.foreignId,
    name: person.name,
    handle: person.handle,
    about: person.about,
    role: person.role,
    locale: person.locale,
    zone: person.deviceZone,
    hue: person.hue,
    direct: directOf(person).foreignId,
    ...state.switches(person.foreignId),
  })),
  channels: CHANNELS.map(({ foreignId, name, visibility, members }) => ({
    id: foreignId,
    name,
    visibility,
    members,
  })),
  groups: GROUPS.map(({ handle, members }) => ({ handle, members })),
  entries: state.recent(),
});
