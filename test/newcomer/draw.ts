import { z } from 'zod';
import { plainCommand } from '../../src/commands/command.ts';
import { field } from '../../src/commands/fields.ts';
import { refuse } from '../../src/meeting/refusal.ts';
import { catalogueFor } from '../../src/messages/catalogue.ts';
import { say } from '../../src/messages/say.ts';

const example = '/meeting draw @ivan @lee';

/** `/meeting draw @people`: one of them, by lot. */
export const draw = plainCommand({
  name: 'draw',
  summary: () => 'one of several people, by lot',
  example,
  who: 'anyone',
  acknowledge: 'form',
  input: z.object({ people: field.people(() => 'Of whom', { hint: () => 'two people or more' }) }),
  form: {
    steps: [['people']],
    title: () => 'Draw by lot',
    button: () => 'Draw',
    prefill: () => ({}),
    choices: () => ({}),
    check: ({ people }): Record<string, string> =>
      Array.isArray(people) && people.length > 1 ? {} : { people: 'Name two people or more.' },
    echo: () => null,
  },
  async run({ people: { accounts }, random }) {
    const [lot = 0] = random(1);
    const drawn = accounts[lot % accounts.length];
    return drawn
      ? { kind: 'done', data: drawn.name, change: null }
      : refuse({ why: 'nobody-named', example });
  },
  answer: (name, { locale }) => ({
    kind: 'private',
    message: say({ title: `The lot fell on ${name}` }, catalogueFor(locale)),
  }),
});
