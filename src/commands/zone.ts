import { z } from 'zod';
import { accountsChange } from '../meeting/change.ts';
import { refuse } from '../meeting/refusal.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import type { Values } from '../ports/inbox.ts';
import { findZone, zoneChoices } from '../time/zones.ts';
import { plainCommand } from './command.ts';
import { field } from './fields.ts';
import { zoneProblem } from './zone-problem.ts';

/** The zone in which times are read and shown: asked once, before the first time that needs it. */
export const zone = plainCommand({
  name: 'zone',
  listed: false,
  summary: (text) => text.forms.zone,
  example: '/meeting me',
  who: 'anyone',
  acknowledge: 'form',
  input: z.object({ zone: field.zone(undefined, { hint: (text) => text.hints.zoneOnce }) }),
  form: {
    steps: [['zone']],
    title: (text) => text.forms.zone,
    button: (text) => text.buttons.save,
    // Not the workspace's, which is easily saved by mistake: the question is there because nobody knows theirs.
    prefill: ({ actor }): Values => ({ zone: actor.zone ?? undefined }),
    choices: ({ now }) => ({ zone: zoneChoices('', now, Number.POSITIVE_INFINITY) }),
    check({ zone: typed }, { locale }): Record<string, string> {
      const problem = zoneProblem(typed, catalogueFor(locale));
      return problem === null ? {} : { zone: problem };
    },
    echo: () => null,
  },
  async run({ actor }, { zone: typed }) {
    const found = findZone(typed);
    if (!found) return refuse({ why: 'not-understood', field: 'zone', typed, example: 'Europe/Berlin' });
    return { kind: 'done', data: found, change: accountsChange([{ ...actor, zone: found }]) };
  },
  answer(found, reader) {
    const text = catalogueFor(reader.locale);
    return { kind: 'private', message: say({ title: text.answers.zoneIs(found) }, text) };
  },
});
