import { asId, type Platform } from '../../../src/ids.ts';
import type { FieldValue } from '../../../src/messages/form.ts';
import type { Conversation, Dispatcher, Inbox, Invocation, Suggestion } from '../../../src/ports/inbox.ts';
import { newId } from '../../../src/random.ts';
import { type Asked, append, showAnswer } from './answer.ts';
import { clean } from './encode.ts';
import type { ShownForm } from './encode-form.ts';
import { invocation, readTyped, readUnfinished } from './receive.ts';
import type { State } from './state.ts';
import { type Resident, WORKSPACE } from './workspace.ts';

/** What somebody did on the page. `id` is made by the page: the same one again is the same event. */
type Act = {
  readonly id: string;
  readonly actor: Resident;
  readonly conversation: Conversation;
  readonly did:
    | { readonly kind: 'say'; readonly text: string }
    | { readonly kind: 'press'; readonly press: string; readonly entry: string }
    | {
        readonly kind: 'submit';
        readonly submit: string;
        readonly values: Readonly<Record<string, FieldValue>>;
      };
};

/** `closed`: the bot is starting or stopping, and nothing was done. */
type Taken = { readonly kind: 'taken'; readonly form: ShownForm | null } | { readonly kind: 'closed' };

export type PlaygroundInbox = Inbox & {
  take(act: Act): Promise<Taken>;
  left(actor: Resident): Promise<void>;
  suggest(actor: Resident, conversation: Conversation, line: string): Promise<readonly Suggestion[]>;
};

/** Every command there is, and then some; the list scrolls. */
const SUGGESTIONS = 50;

export function createInbox(state: State): PlaygroundInbox {
  let dispatcher: Dispatcher | null = null;
  /** Acts under way: a double click waits for the first one and gets its result. */
  const underWay = new Map<string, Promise<ShownForm | null>>();

  return {
    async start(started) {
      dispatcher = started;
    },
    async stop() {
      dispatcher = null;
      await Promise.allSettled(underWay.values());
    },
    ready: () => dispatcher !== null,
    async take(act) {
      if (!dispatcher) return { kind: 'closed' };
      const taken = underWay.get(act.id) ?? perform(act, dispatcher, state);
      underWay.set(act.id, taken);
      try {
        return { kind: 'taken', form: await taken };
      } finally {
        underWay.delete(act.id);
      }
    },
    async left({ foreignId }) {
      await dispatcher?.left({
        platform: asId<Platform>('playground'),
        workspace: WORKSPACE.foreignId,
        person: foreignId,
      });
    },
    async suggest(actor, conversation, line) {
      const words = readUnfinished(line, actor, conversation);
      if (!dispatcher || !words) return [];
      const asked = invocation(`suggest-${newId()}`, actor, conversation, { kind: 'words', words });
      return dispatcher.suggest(asked, SUGGESTIONS);
    },
  };
}

async function perform(act: Act, dispatcher: Dispatcher, state: State): Promise<ShownForm | null> {
  const { id, actor, conversation, did } = act;
  const asked: Asked = {
    id,
    actor,
    conversation,
    pressed: did.kind === 'press' ? state.entry(did.entry) : null,
  };
  const request = requestOf(did, asked, state);
  if (!request) return null;
  const event = invocation(id, actor, conversation, request);
  const acknowledged = dispatcher.acknowledgement(event);
  return showAnswer(state, await dispatcher.handle(event), { ...asked, acknowledged });
}

function requestOf(did: Act['did'], asked: Asked, state: State): Invocation['request'] | null {
  switch (did.kind) {
    case 'say':
      return say(did.text, asked, state);
    case 'press':
      return { kind: did.kind, press: did.press };
    case 'submit':
      return { kind: did.kind, submit: did.submit, values: did.values };
    default:
      return did satisfies never;
  }
}

/** Shows what was typed, a command to its author only, and returns what the bot is asked by it. */
function say(text: string, asked: Asked, state: State): Invocation['request'] | null {
  const { id, actor, conversation } = asked;
  const typed = readTyped(text, actor, conversation);
  const line = { kind: 'line', text: clean(text) } as const;
  const heard =
    typed.kind === 'talk'
      ? ({ audience: null, body: line } as const)
      : { audience: actor.foreignId, body: line };
  state.append({
    id: `line:${id}`,
    conversation: conversation.foreignId,
    author: actor.foreignId,
    source: 'typed',
    ...heard,
  });
  switch (typed.kind) {
    case 'talk':
      return null;
    case 'command':
      return { kind: 'words', words: typed.words };
    case 'other-command':
      append(state, asked, {
        audience: actor.foreignId,
        body: { kind: 'line', text: `There is no ${clean(typed.name)} here. Commands begin with /meeting.` },
      });
      return null;
    default:
      return typed satisfies never;
  }
}
