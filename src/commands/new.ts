import { z } from 'zod';
import { MINUTE } from '../clock.ts';
import { asId, type ForeignId, type ProviderName } from '../ids.ts';
import { isRefused, type Refusal, refuse } from '../meeting/refusal.ts';
import { catalogueFor } from '../messages/catalogue.ts';
import { refusalLine } from '../messages/refusal.ts';
import type { Values } from '../ports/inbox.ts';
import { formatDuration, formatTime } from '../time/format.ts';
import { readDuration } from '../time/read-duration.ts';
import { readWhen } from '../time/read-when.ts';
import { arrange, USUAL_MINUTES } from './arrange.ts';
import { arrangedReply } from './arranged-reply.ts';
import { type FormReader, plainCommand } from './command.ts';
import { field, NOWHERE } from './fields.ts';

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
  }),
  form: {
    steps: [
      ['topic', 'when', 'duration', 'room'],
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
    choices: ({ providers, conversation, locale }) => {
      const here = { value: conversation.foreignId, label: conversation.name };
      const nowhere = { value: NOWHERE, label: catalogueFor(locale).nowhere };
      return {
        provider: [...providers].map(([value, { label }]) => ({ value, label })),
        conversation: conversation.visibility === 'direct' ? [nowhere] : [here, nowhere],
      };
    },
    check: (values, reader) => problems(values, reader),
    echo(values, reader) {
      const text = catalogueFor(reader.locale);
      const when = startOf(values, reader);
      if (when === null) return text.forms.startsNow;
      if (isRefused(when)) return null;
      const minutes = minutesOf(values) ?? USUAL_MINUTES;
      const time = formatTime(when.at, reader, { until: when.at + minutes * MINUTE });
      return text.forms.understoodAs(`${time}, ${formatDuration(minutes, reader)}`);
    },
  },
  async run(context, input) {
    const { now, providers, zone } = context;
    const when = startOf(input, { now, zone, locale: context.locale });
    if (when && isRefused(when)) return when;
    const minutes = minutesOf(input);
    if (minutes === null) return refuse({ why: 'duration-not-understood', typed: input.duration ?? '' });
    const provider = input.provider ? asId<ProviderName>(input.provider) : null;
    if (provider && !providers.has(provider)) {
      return refuse({ why: 'not-understood', field: 'provider', typed: provider, example: '/meeting new' });
    }
    const { conversation = NOWHERE, access = 'auto' } = input;
    return arrange(
      context,
      {
        topic: input.topic,
        startsAt: when ? when.at : null,
        minutes,
        zone,
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

/** Null: now. */
function startOf({ when }: Values, reader: FormReader) {
  return typeof when === 'string' && when.trim() !== '' ? readWhen(when, reader) : null;
}

/** Null: not understood. */
function minutesOf({ duration }: Values): number | null {
  return typeof duration === 'string' && duration.trim() !== '' ? readDuration(duration) : USUAL_MINUTES;
}

function problems(values: Values, reader: FormReader): Record<string, string> {
  const when = startOf(values, reader);
  const wrong: [string, Refusal][] = [];
  if (when && isRefused(when)) wrong.push(['when', when.refused]);
  if (minutesOf(values) === null) {
    wrong.push(['duration', { why: 'duration-not-understood', typed: String(values['duration']) }]);
  }
  return Object.fromEntries(wrong.map(([name, refusal]) => [name, refusalLine(refusal, reader)]));
}
