import { z } from 'zod';
import { accountsChange } from '../meeting/change.ts';
import { refuse } from '../meeting/refusal.ts';
import { catalogueFor, languageChoices } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import type { Values } from '../ports/inbox.ts';
import { plainCommand } from './command.ts';
import { field } from './fields.ts';

/** What the field holds when the platform's language is wanted. */
const AUTO = 'auto';

/** The language in which somebody reads: their platform's, until they choose another one here. */
export const language = plainCommand({
  name: 'language',
  listed: false,
  summary: (text) => text.forms.language,
  example: '/meeting me',
  who: 'anyone',
  acknowledge: 'form',
  input: z.object({ language: field.option((text) => text.fields.language) }),
  form: {
    steps: [['language']],
    title: (text) => text.forms.language,
    button: (text) => text.buttons.save,
    prefill: ({ actor }): Values => ({ language: actor.language ?? AUTO }),
    choices: ({ locale }) => {
      const auto = { value: AUTO, label: catalogueFor(locale).choices.language.auto };
      return { language: [auto, ...languageChoices] };
    },
    check: () => ({}),
    echo: () => null,
  },
  async run({ actor }, { language: typed }) {
    const chosen = languageChoices.find(({ value }) => value === typed);
    if (!chosen && typed !== AUTO) {
      return refuse({ why: 'not-understood', field: 'language', typed, example: '/meeting me' });
    }
    const next = { ...actor, language: chosen?.value ?? null };
    return { kind: 'done', data: next.language, change: accountsChange([next]) };
  },
  /** In the new language already. */
  answer(chosen, reader) {
    const text = catalogueFor(chosen ?? reader.locale);
    const title = chosen === null ? text.answers.languageAuto : text.answers.languageIs;
    return { kind: 'private', message: say({ title }, text) };
  },
});
