import type { Clock } from '../../../src/clock.ts';
import { asId, type EventId } from '../../../src/ids.ts';
import type { Log } from '../../../src/log.ts';
import type { Answer } from '../../../src/messages/answer.ts';
import { catalogueFor } from '../../../src/messages/catalogue.ts';
import type { Dispatcher, Invocation } from '../../../src/ports/inbox.ts';
import { type Asked, createAnswers } from './answer.ts';
import type { TelegramApi } from './api.ts';
import { type FormPress, readFormPress, showForm } from './form-press.ts';
import type { People } from './people.ts';
import { type Bot, type Happening, type Received, receive } from './receive.ts';
import { Update } from './update.ts';
import { usersIn } from './users-in.ts';

type Parts = {
  readonly api: TelegramApi;
  readonly people: People;
  readonly clock: Clock;
  readonly log: Log;
};

/** From an update to the dispatcher, and back to the asker. */
export function createHandlers(parts: Parts) {
  const { people } = parts;
  const answers = createAnswers(parts);

  /** What is to be done about an update, and with what it keeps its order; null: nothing. */
  function read(given: unknown, bot: Bot): { readonly key: string; readonly happening: Happening } | null {
    const { data: update } = Update.safeParse(given);
    if (!update) return null; // the next time it would not be understood either
    for (const user of usersIn(update)) people.saw(user);
    const happening = receive(update, bot);
    return happening && { key: keyOf(happening), happening };
  }

  async function act(happening: Happening, to: Dispatcher, bot: Bot): Promise<void> {
    switch (happening.kind) {
      case 'asked':
        return ask(happening, to, bot);
      case 'started': {
        const { platform, actor } = happening.invocation;
        await ask(happening, to, bot);
        // Afterwards: what they asked for is not to come twice.
        return to.reachable({ platform, person: actor.foreignId });
      }
      case 'nameless':
        return answers.refuse(happening.place, happening.message, bot);
      case 'reachable':
        return to.reachable(happening.contact);
      case 'left':
        return to.left(happening.departure);
      case 'migrated':
        return to.migrated(happening.migration);
      default:
        return happening satisfies never;
    }
  }

  async function ask({ spot, invocation }: Received, to: Dispatcher, bot: Bot): Promise<void> {
    const { request, actor, conversation } = invocation;
    const acknowledged = to.acknowledgement(invocation);
    const text = catalogueFor(actor.locale);
    const asked: Asked = { spot, bot, invocation, acknowledged, text, to };
    // Elsewhere nobody fills in forms: somebody made this press up.
    const own =
      request.kind === 'press' && conversation.visibility === 'direct' ? readFormPress(request.press) : null;
    if (own === null) return answers.show(to.handle(invocation), asked);
    if (own.kind !== 'fill' && own.kind !== 'send') return answers.turn(own, asked);
    return answers.show(fillIn(own, invocation, to), asked);
  }

  return { read, act };
}

type Filling = Extract<FormPress, { kind: 'fill' | 'send' }>;

/** One field of a form, or the whole step as it stands in the store: a message carries no values. */
async function fillIn(press: Filling, invocation: Invocation, to: Dispatcher): Promise<Answer> {
  const { form } = press;
  if (press.kind === 'fill') {
    const values = { [press.field]: press.value };
    return to.handle({ ...invocation, request: { kind: 'fill', submit: `:${form}`, values } });
  }
  const look = {
    ...invocation,
    event: asId<EventId>(`${invocation.event}/look`),
    request: { kind: 'press', press: showForm(form) },
  } as const;
  const shown = await to.handle(look);
  if (shown.kind !== 'form') return shown;
  const { submit, fields } = shown.form;
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value ?? undefined]));
  return to.handle({ ...invocation, request: { kind: 'submit', submit, values } });
}

/** What one person does keeps its order, whatever others do in the same chat. */
function keyOf(happening: Happening): string {
  switch (happening.kind) {
    case 'asked':
    case 'started':
      return String(happening.spot.user);
    case 'nameless':
      return String(happening.place.chat);
    case 'reachable':
      return happening.contact.person;
    case 'left':
      return happening.departure.person;
    case 'migrated':
      return happening.migration.from;
    default:
      return happening satisfies never;
  }
}
