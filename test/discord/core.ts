import type { Answer } from '../../src/messages/answer.ts';
import type { Form } from '../../src/messages/form.ts';
import type { Acknowledgement, Departure, Invocation, Suggestion } from '../../src/ports/inbox.ts';
import { Secret } from '../../src/vault/secret.ts';
import type { FakeDiscord } from '../fakes/discord/discord-server.ts';
import type { Message, Reply } from '../fakes/discord/types.ts';
import { discordWorld } from './discord-world.ts';

export const CODE = 'K7QW3M9XTB';
export const FORM = 'abcdefghij0123456789';

export const privately = (words: string, press = 'list'): Answer => ({
  kind: 'private',
  message: {
    notice: words,
    blocks: [
      { kind: 'paragraph', spans: [{ kind: 'text', text: words }] },
      {
        kind: 'paragraph',
        spans: [{ kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden: false }],
      },
      { kind: 'buttons', buttons: [{ kind: 'press', label: 'Again', press, style: 'plain' }] },
    ],
  },
});

export const form = (step: number, error: string | null = null): Extract<Answer, { kind: 'form' }> => {
  const shown: Form = {
    submit: `new:${FORM}`,
    title: 'New meeting',
    step,
    steps: 2,
    intro: step > 1 ? [{ kind: 'text', text: 'Understood as Wed 25 Nov.' }] : [],
    fields: [
      {
        name: 'topic',
        kind: 'text',
        label: 'Topic',
        hint: 'What it is about',
        required: true,
        value: null,
        choices: [],
        error,
      },
    ],
    asking: null,
    button: 'Next',
  };
  return { kind: 'form', form: shown };
};

/** A core that answers what a test says, and keeps what it was asked. */
export class Core {
  readonly asked: Invocation[] = [];
  readonly departed: Departure[] = [];
  answer: (invocation: Invocation) => Answer | Promise<Answer> = () => privately('Done');
  how: Acknowledgement = 'private';
  suggestions: readonly Suggestion[] = [];
  typed: Invocation['request'] | null = null;

  acknowledgement({ request }: Invocation): Acknowledgement {
    return request.kind === 'submit' ? 'private' : this.how;
  }

  async handle(invocation: Invocation): Promise<Answer> {
    this.asked.push(invocation);
    return this.answer(invocation);
  }

  async left(departure: Departure): Promise<void> {
    this.departed.push(departure);
  }

  async migrated() {}

  async reachable() {}
  async kept() {}

  async suggest({ request }: Invocation): Promise<readonly Suggestion[]> {
    this.typed = request;
    return this.suggestions;
  }
}

/** A local Discord, and an inbox that hands its events to such a core. */
export async function started(setting: Parameters<typeof discordWorld>[0] = {}) {
  const world = await discordWorld(setting);
  const core = new Core();
  await world.inbox.start(core);
  return { ...world, core };
}

export const textOf = ({ message }: Reply): string => message?.text ?? '';
export const seen = (messages: readonly Message[]): string => messages.map(({ text }) => text).join('\n');

/** Answers that Discord got to interactions, by their kinds. */
export const firstAnswers = ({ requests }: FakeDiscord): readonly unknown[] =>
  requests.flatMap(({ path, body }) =>
    path.endsWith('/callback') && typeof body === 'object' && body !== null && 'type' in body
      ? [body.type]
      : [],
  );
