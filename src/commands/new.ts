import { z } from 'zod';
import { asId, type ForeignId, type ProviderName } from '../ids.ts';
import { isRefused, refuse } from '../meeting/refusal.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { refusalLine } from '../messages/refusal.ts';
import { timesInWords } from '../messages/repeats.ts';
import type { Values } from '../ports/inbox.ts';
import { formatDuration } from '../time/format.ts';
import { agreed, stillToCome } from './agreed.ts';
import { arrange } from './arrange.ts';
import { arrangedReply } from './arranged-reply.ts';
import { type FormReader, plainCommand } from './command.ts';
import { field, NOWHERE } from './fields.ts';
import { offeredProviders } from './offered-providers.ts';
import { readPlanned, timesOf } from './planned.ts';

/** `/meeting new`, or `/meeting` alone: the form, for a meeting now or planned. */
export const newMeeting = plainCommand({
  name: 'new',
  summary: (text) => text.commands.new,
  example: '/meeting new',
  stoppedByLock: true,
  who: 'creator',
  acknowledge: 'form',
  input: z.object({
    room: field.toggle((text) => text.fields.room, { keyword: 'in my room' }).optional(),
    topic: field.text((text) => text.fields.topic, { hint: (text) => text.hints.topic }),
    when: field.when(undefined, { hint: (text) => text.hints.when, keyword: 'at' }).optional(),
    duration: field.duration(undefined, { hint: (text) => text.hints.duration, keyword: 'for' }).optional(),
    repeats: field.text((text) => text.fields.repeats, { hint: (text) => text.hints.repeats }).optional(),
    people: field.people(undefined, { hint: (text) => text.hints.people }).optional(),
    conversation: field.conversation(undefined, { hint: (text) => text.hints.conversation }).optional(),
    access: field
      .choice(
        ['auto', 'invitees', 'members', 'request'],
        (text) => text.fields.access,
        ({ choices: { access } }) => Object.entries(access).map(([value, label]) => ({ value, label })),
      )
      .optional(),
    waitingRoom: field
      .choice(
        ['off', 'typed', 'all'],
        (text) => text.fields.waitingRoom,
        ({ choices: { waitingRoom } }) =>
          Object.entries(waitingRoom).map(([value, label]) => ({ value, label })),
      )
      .optional(),
    provider: field.option((text) => text.fields.provider).optional(),
    agreed,
  }),
  form: {
    steps: [
      ['topic', 'when', 'duration', 'repeats', 'room'],
      ['people', 'conversation', 'access', 'waitingRoom', 'provider'],
    ],
    title: (text) => text.forms.new,
    button: (text) => text.buttons.create,
    prefill: ({ workspace, conversation }): Values => ({
      conversation: conversation.visibility === 'direct' ? NOWHERE : conversation.foreignId,
      access: workspace.settings.access,
      waitingRoom: 'typed',
      provider: workspace.settings.provider,
    }),
    choices: (context) => {
      const { conversation, locale } = context;
      const here = { value: conversation.foreignId, label: conversation.name };
      const text = catalogueFor(locale);
      const nowhere = { value: NOWHERE, label: text.nowhere };
      return {
        provider: [...offeredProviders(context)].map(([value, { label }]) => ({
          value,
          label: label(catalogueFor(locale)),
        })),
        conversation: conversation.visibility === 'direct' ? [nowhere] : [here, nowhere],
      };
    },
    check: (values, reader) => problems(values, reader),
    echo(values, reader) {
      const text = catalogueFor(reader.locale);
      const times = readPlanned(values, reader);
      if (isRefused(times)) return null;
      if (times.startsAt === null) return text.forms.startsNow;
      const time = timesInWords(timesOf(times, times.startsAt), reader).join('. ');
      return text.forms.understoodAs(`${time}, ${formatDuration(times.minutes, reader)}`);
    },
  },
  async run(context, { agreed, ...input }) {
    const { now } = context;
    const times = context.confirmed && agreed ? stillToCome(agreed, now) : readPlanned(input, context);
    if (isRefused(times)) return times;
    const provider = input.provider ? asId<ProviderName>(input.provider) : null;
    if (provider && !offeredProviders(context).has(provider)) {
      return refuse({ why: 'not-understood', field: 'provider', typed: provider, example: '/meeting new' });
    }
    const { conversation = NOWHERE, access = 'auto' } = input;
    return arrange(
      context,
      {
        topic: input.topic,
        times,
        card: conversation === NOWHERE ? null : asId<ForeignId>(conversation),
        inRoom: input.room ?? false,
        access: access === 'auto' ? null : access,
        waitingRoom: input.waitingRoom ?? null,
        provider,
        echo: false, // the form's second step has shown it
      },
      input,
    );
  },
  answer: arrangedReply,
});

function problems(values: Values, reader: FormReader): Readonly<Record<string, string>> {
  const { duration, ...others } = values;
  const times = readPlanned(others, reader);
  const wrong = [times, readPlanned({ duration }, reader)].filter((read) => isRefused(read));
  if (isRefused(times) || wrong.length > 0) {
    return Object.fromEntries(wrong.map(({ field, refused }) => [field, refusalLine(refused, reader)]));
  }
  return times.repeats && values['room'] === true
    ? { repeats: refusalLine({ why: 'repeats-in-room' }, reader) }
    : {};
}
