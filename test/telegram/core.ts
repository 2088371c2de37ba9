import type { Answer } from '../../src/messages/answer.ts';
import type { Form, FormField } from '../../src/messages/form.ts';
import type { PrivateBlock } from '../../src/messages/message.ts';
import type {
  Acknowledgement,
  Contact,
  Departure,
  Invocation,
  Kept,
  Migration,
} from '../../src/ports/inbox.ts';
import { Secret } from '../../src/vault/secret.ts';
import { type Setting, telegramWorld } from './telegram-world.ts';

export const CODE = 'K7QW3M9XTB';
/** As the core makes them. */
export const ID = 'abcdefghij0123456789';

const paragraph = (words: string): PrivateBlock => ({
  kind: 'paragraph',
  spans: [{ kind: 'text', text: words }],
});

/** Some words for the asker alone. */
export const short = (words: string): Answer => ({
  kind: 'private',
  message: { notice: words, blocks: [paragraph(words)] },
});

/** The same with a button. */
export const withButton = (words: string, press: string): Answer => ({
  kind: 'private',
  message: {
    notice: words,
    blocks: [
      paragraph(words),
      { kind: 'buttons', buttons: [{ kind: 'press', label: 'Again', press, style: 'plain' }] },
    ],
  },
});

/** The same with a code. */
export const secretly = (words: string): Answer => ({
  kind: 'private',
  message: {
    notice: words,
    blocks: [
      paragraph(words),
      {
        kind: 'paragraph',
        spans: [{ kind: 'secret', label: 'passcode', secret: new Secret(CODE), hidden: false }],
      },
    ],
  },
});

export const openly = (words: string): Answer => ({
  kind: 'public',
  message: { notice: words, blocks: [{ kind: 'paragraph', spans: [{ kind: 'text', text: words }] }] },
});

export const field = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  kind: 'text',
  label: name[0]?.toUpperCase() + name.slice(1),
  hint: null,
  required: false,
  value: null,
  choices: [],
  error: null,
  ...more,
});

export const form = (
  fields: readonly FormField[],
  more: Partial<Form> = {},
): Extract<Answer, { kind: 'form' }> => ({
  kind: 'form',
  form: {
    submit: `new:${ID}`,
    title: 'New meeting',
    step: 1,
    steps: 2,
    intro: [],
    fields,
    asking: null,
    button: 'Next',
    ...more,
  },
});

/** A core that answers what a test says, and keeps what it was told. */
export class Core {
  readonly asked: Invocation[] = [];
  readonly departed: Departure[] = [];
  readonly moved: Migration[] = [];
  readonly met: Contact[] = [];
  readonly copies: Kept[] = [];
  answer: (invocation: Invocation) => Answer | Promise<Answer> = () => short('Done');
  how: Acknowledgement = 'private';

  acknowledgement(): Acknowledgement {
    return this.how;
  }

  async handle(invocation: Invocation): Promise<Answer> {
    this.asked.push(invocation);
    return this.answer(invocation);
  }

  async left(departure: Departure): Promise<void> {
    this.departed.push(departure);
  }

  async migrated(migration: Migration): Promise<void> {
    this.moved.push(migration);
  }

  async reachable(contact: Contact): Promise<void> {
    this.met.push(contact);
  }

  async kept(kept: Kept): Promise<void> {
    this.copies.push(kept);
  }

  async suggest() {
    return [];
  }

  /** What was asked last. */
  get request(): Invocation['request'] | undefined {
    return this.asked.at(-1)?.request;
  }
}

/** A local Telegram, and an inbox that hands its updates to such a core. */
export async function started(setting: Setting = {}) {
  const world = await telegramWorld(setting);
  const core = new Core();
  await world.inbox.start(core);
  return { ...world, core };
}
