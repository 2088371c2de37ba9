import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ShownForm } from '../../adapters/chat/playground/encode-form.ts';
import type { Entry } from '../../adapters/chat/playground/state.ts';
import type { Suggestion } from '../../src/ports/inbox.ts';

type Values = Readonly<Record<string, string | boolean | { readonly people: string }>>;

/** What somebody does in the playground. The same `id` again is the same event. */
export type Act = { readonly id: string; readonly as: string; readonly in: string } & (
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'press'; readonly press: string; readonly entry: string }
  | { readonly kind: 'submit'; readonly submit: string; readonly values: Values }
);

/** The playground over HTTP, as its page uses it. */
export type Page = {
  /** Rejects where nothing answers. */
  act(act: Act): Promise<ShownForm | null>;
  /** Says a line in #general, or elsewhere; answers what the bot showed for it. */
  says(as: string, text: string, where?: string): Promise<Shown>;
  /** Presses the button of an entry that carries `press`. */
  presses(as: string, press: string, entry: Pick<Entry, 'id' | 'conversation'>): Promise<Shown>;
  submits(as: string, form: ShownForm, values: Values, where?: string): Promise<Shown>;
  suggestions(as: string, text: string): Promise<readonly Suggestion[]>;
  switches(as: string, switches: { readonly dmsOpen: boolean; readonly member: boolean }): Promise<void>;
  /** Everything that stands in the playground, of each conversation the newest 200. */
  entries(): Promise<readonly Entry[]>;
  /** Calls back for each entry that is new or changed, until told to stop or the program is gone. */
  follow(entry: (entry: Entry) => void): Promise<() => Promise<void>>;
  /** Asks until `find` finds something. Rejects after `patience` milliseconds, naming `what` is missing. */
  until<Found>(
    what: string,
    find: (entries: readonly Entry[]) => Found | null | undefined | false,
  ): Promise<Found>;
};

type PageEvent =
  | { readonly entries: readonly Entry[] }
  | { readonly entry: Entry }
  | { readonly person: string };

/** The form of an answer, or the entry that answers. */
export type Shown = { readonly form: ShownForm | null; readonly entry: Entry | null };

/** Long, because a slow machine must not make a test red. */
const PATIENCE = 60_000;

/** `heard` gets the body of every answer, and who asked. */
export function openPage(url: string, heard: (as: string, body: string) => void = () => {}): Page {
  async function post(path: string, body: { readonly as: string }): Promise<unknown> {
    const response = await fetch(`${url}/playground/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    heard(body.as, text);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** The stream of the page: first everything that stands there, then every change. */
  async function* events(signal: AbortSignal): AsyncGenerator<PageEvent> {
    const response = await fetch(`${url}/playground/events`, { signal });
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      const events = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) yield JSON.parse(event.slice(event.indexOf('data: ') + 'data: '.length));
    }
  }

  async function entries(): Promise<readonly Entry[]> {
    const stop = new AbortController();
    try {
      for await (const event of events(stop.signal)) if ('entries' in event) return event.entries;
      throw new Error('the playground told nothing');
    } finally {
      stop.abort();
    }
  }

  async function follow(changed: (entry: Entry) => void): Promise<() => Promise<void>> {
    const stop = new AbortController();
    const stream = events(stop.signal);
    await stream.next(); // what stands there already
    const ended = (async () => {
      for await (const event of stream) if ('entry' in event) changed(event.entry);
    })().catch(() => {});
    return async () => {
      stop.abort();
      await ended;
    };
  }

  async function act(did: Act): Promise<ShownForm | null> {
    const { form } = (await post('act', did)) as { readonly form: ShownForm | null };
    return form;
  }

  async function done(did: Act): Promise<Shown> {
    const form = await act(did);
    if (form) return { form, entry: null };
    const all = await entries();
    const answer = all.find(({ id }) => id === `answer:${did.id}`);
    // The answer to a button of an answer stands in its place.
    const replaced = did.kind === 'press' ? all.find(({ id }) => id === did.entry) : undefined;
    return { form, entry: answer ?? replaced ?? null };
  }

  return {
    act,
    entries,
    follow,
    says: (as, text, where = 'general') => done({ id: randomUUID(), as, in: where, kind: 'say', text }),
    presses: (as, press, { id: entry, conversation }) =>
      done({ id: randomUUID(), as, in: conversation, kind: 'press', press, entry }),
    submits: (as, { submit }, values, where = 'general') =>
      done({ id: randomUUID(), as, in: where, kind: 'submit', submit, values }),
    async suggestions(as, text) {
      const answer = await post('suggest', { as, in: 'general', text } as { as: string });
      return (answer as { readonly suggestions: readonly Suggestion[] }).suggestions;
    },
    async switches(as, switches) {
      await post('switches', { as, ...switches });
    },
    async until(what, find) {
      for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(30)) {
        const found = find(await entries());
        if (found) return found;
      }
      throw new Error(`not seen in ${PATIENCE} ms: ${what}`);
    },
  };
}

/** All text of an entry, as its audience reads it. */
export const textOf = ({ body }: Entry): string =>
  body.kind === 'line' ? body.text : JSON.stringify(body.blocks);

/** The secret in the field of that name. Throws where there is none. */
export function secretOf({ body }: Entry, label: string): string {
  const blocks = body.kind === 'message' ? body.blocks : [];
  const fields = blocks.flatMap((block) => (block.kind === 'fields' ? block.fields : []));
  const span = fields.find((field) => field.label === label)?.value.find(({ kind }) => kind === 'secret');
  if (span?.kind !== 'secret') throw new Error(`no ${label} in ${JSON.stringify(body)}`);
  return span.text;
}

/** What the button of an entry sends. */
export function pressIn({ body }: Entry, label: RegExp): string {
  const blocks = body.kind === 'message' ? body.blocks : [];
  const buttons = blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const found = buttons.find((button) => label.test(button.label));
  if (!found || !('press' in found) || found.press === null)
    throw new Error(`no ${label} in ${JSON.stringify(body)}`);
  return found.press;
}
