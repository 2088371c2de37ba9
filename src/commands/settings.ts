import { z } from 'zod';
import { asId, type ProviderName } from '../ids.ts';
import { combine, workspaceChange } from '../meeting/change.ts';
import { refuse } from '../meeting/refusal.ts';
import type { Settings } from '../meeting/workspace.ts';
import type { Catalogue } from '../messages/catalogue.ts';
import { catalogueFor, inLanguage, languageChoices, languageFor } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import type { Values } from '../ports/inbox.ts';
import { findZone, zoneChoices } from '../time/zones.ts';
import { type Context, plainCommand } from './command.ts';
import { noteOf } from './decision.ts';
import { field } from './fields.ts';
import { offeredProviders } from './offered-providers.ts';
import { zoneProblem } from './zone-problem.ts';

const ACCESS = ['auto', 'invitees', 'members', 'request'] as const;
const SERIES_CARDS = ['one', 'each'] as const;
/** In the order of what is given away. */
const CODE_IN_CALENDAR = ['nothing', 'passcode', 'link'] as const;
const CREATORS = ['admins', 'creators', 'members', 'everyone'] as const;

/** Whole numbers that a setting may have, from and to. */
const LIMITS = {
  doorMinutes: [0, 24 * 60], // minutes
  meetingsPerHour: [1, 1_000],
  inviteesPerDay: [1, 10_000],
} as const;

const NAMES = ['doorMinutes', 'meetingsPerHour', 'inviteesPerDay'] as const;

const option = (text: Catalogue['choices']['access' | 'creators' | 'seriesCards' | 'codeInCalendar']) =>
  Object.entries(text).map(([value, label]) => ({ value, label }));

/** `/meeting settings`: of the workspace, for its admins. */
export const settings = plainCommand({
  name: 'settings',
  summary: (text) => text.commands.settings,
  example: '/meeting settings',
  who: 'admin',
  acknowledge: 'form',
  input: z.object({
    provider: field.option((text) => text.fields.provider),
    zone: field.zone(undefined, { hint: (text) => text.hints.zone }),
    language: field.option((text) => text.fields.language),
    access: field.choice(
      ACCESS,
      (text) => text.fields.access,
      (text) => option(text.choices.access),
    ),
    creators: field.choice(
      CREATORS,
      (text) => text.fields.creators,
      (text) => option(text.choices.creators),
    ),
    seriesCards: field
      .choice(
        SERIES_CARDS,
        (text) => text.fields.seriesCards,
        (text) => option(text.choices.seriesCards),
      )
      .optional(),
    codeInCalendar: field
      .choice(
        CODE_IN_CALENDAR,
        (text) => text.fields.codeInCalendar,
        (text) => option(text.choices.codeInCalendar),
      )
      .optional(),
    doorMinutes: field.text((text) => text.fields.doorMinutes, { hint: (text) => text.hints.doorMinutes }),
    meetingsPerHour: field.text((text) => text.fields.meetingsPerHour),
    inviteesPerDay: field.text((text) => text.fields.inviteesPerDay),
    providers: field
      .text((text) => text.fields.providers, { hint: (text) => text.hints.providers })
      .optional(),
  }),
  form: {
    steps: [
      ['provider', 'zone', 'language', 'access', 'creators'],
      ['seriesCards', 'doorMinutes', 'meetingsPerHour', 'inviteesPerDay', 'providers'],
      ['codeInCalendar'],
    ],
    title: (text) => text.forms.settings,
    button: (text) => text.buttons.save,
    prefill: ({ workspace: { settings: now }, providers }): Values => ({
      provider: now.provider,
      providers: [...providers.keys()].filter((name) => !now.providersOff.includes(name)).join(', '),
      zone: now.zone,
      language: languageFor(now.locale),
      access: now.access,
      creators: now.creators,
      seriesCards: now.seriesCards,
      codeInCalendar: now.codeInCalendar,
      doorMinutes: String(now.doorMinutes),
      meetingsPerHour: String(now.meetingsPerHour),
      inviteesPerDay: String(now.inviteesPerDay),
    }),
    choices: ({ providers, now, locale }) => ({
      provider: [...providers].map(([value, { label }]) => ({ value, label: label(catalogueFor(locale)) })),
      zone: zoneChoices('', now, Number.POSITIVE_INFINITY),
      language: languageChoices,
    }),
    check(values, { locale }) {
      const text = catalogueFor(locale);
      const numbers = NAMES.filter((name) => name in values && readNumber(name, values[name]) === null);
      const wrong = numbers.map((name) => [name, text.hints.between(LIMITS[name][0], LIMITS[name][1])]);
      const problem = zoneProblem(values['zone'], text);
      const zoned = problem === null ? [] : [['zone', problem]];
      return Object.fromEntries([...wrong, ...zoned]);
    },
    echo: () => null,
  },
  async run(context, input) {
    const { workspace, providers } = context;
    const zone = findZone(input.zone);
    const provider = asId<ProviderName>(input.provider);
    const example = '/meeting settings';
    if (!zone) return refuse({ why: 'not-understood', field: 'zone', typed: input.zone, example });
    const off = switchedOff(input.providers, workspace.settings, providers);
    if (off === null) {
      return refuse({ why: 'not-understood', field: 'providers', typed: input.providers ?? '', example });
    }
    const settings: Settings = { ...workspace.settings, providersOff: off };
    if (!offeredProviders({ providers, workspace: { ...workspace, settings } }).has(provider)) {
      return refuse({ why: 'not-understood', field: 'provider', typed: input.provider, example });
    }
    if (!languageChoices.some(({ value }) => value === input.language)) {
      return refuse({ why: 'not-understood', field: 'language', typed: input.language, example });
    }
    const wrong = NAMES.find((name) => readNumber(name, input[name]) === null);
    if (wrong) return refuse({ why: 'not-understood', field: wrong, typed: input[wrong], example });
    const numbers = Object.fromEntries(NAMES.map((name) => [name, Number(input[name])]));
    const { access, creators, seriesCards = workspace.settings.seriesCards } = input;
    const { codeInCalendar = workspace.settings.codeInCalendar } = input;
    const locale = inLanguage(input.language, workspace.settings.locale);
    const next = {
      ...settings,
      provider,
      zone,
      locale,
      access,
      creators,
      seriesCards,
      codeInCalendar,
      ...numbers,
    };
    const change = combine(
      workspaceChange({ ...workspace, settings: next }),
      noteOf(context, null, [{ action: 'settings' }]),
    );
    return { kind: 'done', data: workspace.name, change };
  },
  answer(_name, reader) {
    const text = catalogueFor(reader.locale);
    return { kind: 'private', message: say({ title: text.answers.settingsSaved }, text) };
  },
});

/** Who is not among the names that were typed; null: one of these is nobody's. */
function switchedOff(
  typed: string | undefined,
  { providersOff }: Settings,
  providers: Context['providers'],
): readonly ProviderName[] | null {
  if (typed === undefined) return providersOff;
  const names = [...providers.keys()];
  const words = typed.split(',').map((word) => word.trim().toLowerCase());
  if (words.some((word) => !names.some((name) => name === word))) return null;
  return names.filter((name) => !words.includes(name));
}

function readNumber(name: keyof typeof LIMITS, typed: unknown): number | null {
  const [least, most] = LIMITS[name];
  const read = typeof typed === 'string' && /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return read >= least && read <= most ? read : null;
}
