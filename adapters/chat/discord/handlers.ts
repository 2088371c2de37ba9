import { type Client, GatewayIntentBits as Intent } from 'discord.js';
import { type Clock, SECOND } from '../../../src/clock.ts';
import type { Log } from '../../../src/log.ts';
import { catalogueFor } from '../../../src/messages/catalogue.ts';
import { cut } from '../../../src/messages/cut.ts';
import type { FieldValue } from '../../../src/messages/form.ts';
import type { Dispatcher, Invocation, Suggestion, Values } from '../../../src/ports/inbox.ts';
import type { Messenger } from '../../../src/ports/messenger.ts';
import { showAnswer, showChoices } from './answer.ts';
import { InteractionPayload } from './payload.ts';
import type { People } from './people.ts';
import { createPlaces } from './places.ts';
import { type Received, receive, receiveDeparture } from './receive.ts';

type Parts = {
  readonly client: Client;
  readonly people: Pick<People, 'guild' | 'channel'>;
  readonly messenger: Pick<Messenger, 'send'>;
  readonly applicationId: string;
  readonly clock: Clock;
  readonly log: Log;
};

/** How long Discord is asked about a place. */
const PATIENCE = 10 * SECOND;
/** A form must open within 3 s of its command. */
const HASTE = SECOND;

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const CHOICES = 25;
const LONGEST_CHOICE = 100;

/** One function for each kind of event: from Discord's payload to the dispatcher, and back to the asker. */
export function createHandlers({ client, people, messenger, applicationId, clock, log }: Parts) {
  const { rest } = client;
  const places = createPlaces(people, clock, PATIENCE);
  const placesOfForms = createPlaces(people, clock, HASTE);
  const roles = client.options.intents.has(Intent.GuildMembers);

  /** What Discord's events lack is asked while the asker sees that something is being done. */
  async function described({ invocation, spot }: Received, opensForm: boolean): Promise<Invocation> {
    const [place, request] = await Promise.all([
      (opensForm ? placesOfForms : places).describe(spot, invocation.actor.locale),
      named(invocation.request, spot.guild),
    ]);
    return { ...invocation, ...place, request };
  }

  async function named(request: Invocation['request'], guild: string | null): Promise<typeof request> {
    if (!('values' in request)) return request;
    const pairs = Object.entries(request.values).map(
      async ([name, value]) => [name, await namedIn(value, guild)] as const,
    );
    const values: Values = Object.fromEntries(await Promise.all(pairs));
    return { ...request, values };
  }

  async function namedIn(value: FieldValue | undefined, guild: string | null) {
    if (typeof value !== 'object') return value;
    return Promise.all(value.map((ref) => places.named(ref, guild)));
  }

  async function interaction(payload: unknown, to: Dispatcher): Promise<void> {
    const received = receive(InteractionPayload.parse(payload));
    if (!received) return;
    const { invocation, spot } = received;
    if (received.completing) {
      const suggested = await to.suggest(invocation, CHOICES);
      return showChoices(suggested.flatMap(choiceOf), received, { rest, log });
    }
    const acknowledged = to.acknowledgement(invocation);
    const asked = described(received, acknowledged === 'form');
    asked.catch(() => {}); // looked at once it is acknowledged
    const text = catalogueFor(invocation.actor.locale);
    const lists = { inGuild: spot.guild !== null, roles, text };
    await showAnswer(
      async () => to.handle(await asked),
      { ...received, acknowledged, lists },
      { rest, applicationId, messenger, clock, log },
    );
  }

  return {
    interaction,
    departure: (payload: unknown, to: Dispatcher): Promise<void> => to.left(receiveDeparture(payload)),
  };
}

/** None where the value would be cut: it is what comes back. */
function choiceOf({ value, label, hint }: Suggestion) {
  if (value === '' || value.length > LONGEST_CHOICE) return [];
  const shown = hint.length > LONGEST_CHOICE / 2 ? '' : ` · ${hint}`;
  return [{ name: `${cut(label, LONGEST_CHOICE - shown.length)}${shown}`, value }];
}
