import type { ViewResponseAction } from '@slack/bolt';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { asId, type ForeignId } from '../../../src/ids.ts';
import type { Log } from '../../../src/log.ts';
import type { Answer } from '../../../src/messages/answer.ts';
import { type Catalogue, catalogueFor } from '../../../src/messages/catalogue.ts';
import type { Directory, Person } from '../../../src/ports/directory.ts';
import type { Conversation, Dispatcher, Invocation } from '../../../src/ports/inbox.ts';
import { within } from '../../../src/within.ts';
import { type Asked, type Surface, showAnswer, showSubmitted } from './answer.ts';
import type { SlackApi } from './api.ts';
import { homeView } from './home.ts';
import { personId } from './ids.ts';
import { createNaming } from './naming.ts';
import {
  CommandPayload,
  HomeOpened,
  type Interacted,
  PressPayload,
  readMetadata,
  ShortcutPayload,
  SubmitPayload,
} from './payload.ts';
import { readValues } from './read-values.ts';
import { type Actor, invocation, personOf, privateChat, readConversation, readTokens } from './receive.ts';
import { MEETING_WITH_THREAD, NEW_MEETING, newWithThread } from './shortcuts.ts';

type Parts = {
  readonly api: SlackApi;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly log: Log;
};

/** A trigger lives 3 s, so describing the asker must not take long; without it they are asked for their zone. */
const DESCRIBED = SECOND;

/** Of a submitted modal: what it shows next; nothing closes it. */
type Ack = (response?: ViewResponseAction) => Promise<void>;

type Answering = { readonly pending: Promise<Answer>; readonly text: Promise<Catalogue> };

type Team = { readonly id: string; readonly name: string };

/** One function for each kind of event: from Slack's payload to the dispatcher, and back to the asker. */
export function createHandlers({ api, directory, clock, log }: Parts) {
  const nameAll = createNaming(api, clock);

  async function describe(workspace: string, actor: Actor): Promise<Person> {
    const profile = directory.profile(asId<ForeignId>(workspace), personId(actor.team, actor.user));
    const person = await within(
      clock,
      DESCRIBED,
      profile.catch(() => null),
    );
    return person ?? personOf(actor);
  }

  /** The asker is described and channels are named meanwhile: Slack's patience began with the event. */
  function answer(asked: Invocation, actor: Actor, to: Dispatcher): Answering {
    const person = describe(asked.workspace.foreignId, actor);
    const text = person.then(({ locale }) => catalogueFor(locale));
    const pending = Promise.all([person, nameAll(asked, text)]).then(([described, named]) =>
      to.handle({ ...asked, ...named, actor: described }),
    );
    return { pending, text };
  }

  /** Asks the core, and shows what it answers. */
  async function ask(
    asked: Invocation,
    actor: Actor,
    to: Dispatcher,
    shown: Pick<Asked, 'trigger' | 'surface'>,
  ): Promise<void> {
    const acknowledged = to.acknowledgement(asked);
    const { pending, text } = answer(asked, actor, to);
    const client = await api.clientOf(asked.workspace.foreignId);
    const { conversation } = asked;
    await showAnswer(
      pending,
      { ...shown, conversation, acknowledged, text, user: actor.user },
      { client, clock, log },
    );
  }

  async function command(body: unknown, to: Dispatcher): Promise<void> {
    const read = CommandPayload.parse(body);
    const { team_id: id, trigger_id: trigger, response_url: responseUrl } = read;
    const actor = { team: id, user: read.user_id, name: read.user_name };
    const conversation = readConversation({ id: read.channel_id, name: read.channel_name });
    const request = { kind: 'words', words: readTokens(read.text, id) } as const;
    const team = { id, name: read.team_domain || id };
    const asked = invocation(trigger, team, conversation, personOf(actor), request);
    await ask(asked, actor, to, { trigger, surface: { kind: 'command', responseUrl } });
  }

  async function press(body: unknown, to: Dispatcher): Promise<void> {
    const read = PressPayload.parse(body);
    const [action] = read.actions;
    const value = action?.value ?? action?.selected_option?.value;
    if (!value) return; // a button that opened a link
    const { team, actor } = whoOf(read);
    const { trigger_id: trigger } = read;
    const request = { kind: 'press', press: value } as const;
    const asked = invocation(trigger, team, conversationOf(read, actor), personOf(actor), request);
    await ask(asked, actor, to, { trigger, surface: surfaceOf(read) });
    await refresh(asked, actor, to);
  }

  async function submit(body: unknown, to: Dispatcher, ack: Ack): Promise<void> {
    const read = SubmitPayload.safeParse(body);
    const metadata = read.success ? readMetadata(read.data.view.private_metadata) : null;
    if (!read.success || !metadata?.submit) return ack();
    const { view } = read.data;
    const { team, actor } = whoOf(read.data);
    const { id, name, visibility } = metadata.conversation;
    const conversation = { foreignId: asId<ForeignId>(id), name, visibility };
    const values = readValues(view.state.values, team.id);
    const request = { kind: 'submit', submit: metadata.submit, values } as const;
    const asked = invocation(`${view.id}:${view.hash}`, team, conversation, personOf(actor), request);
    const { pending, text } = answer(asked, actor, to);
    const client = await api.clientOf(team.id);
    await showSubmitted(pending, { user: actor.user, conversation, text, view: view.id }, ack, {
      client,
      clock,
      log,
    });
    await refresh(asked, actor, to);
  }

  async function shortcut(body: unknown, to: Dispatcher): Promise<void> {
    const read = ShortcutPayload.parse(body);
    const { callback_id: name, channel, message, trigger_id: trigger } = read;
    if (name !== NEW_MEETING && name !== MEETING_WITH_THREAD) return;
    const { team, actor } = whoOf(read);
    const words =
      channel && message && name === MEETING_WITH_THREAD
        ? await newWithThread(await api.clientOf(team.id), clock, {
            team: team.id,
            asker: actor.user,
            channel: channel.id,
            ts: message.thread_ts ?? message.ts,
            author: message.user ?? null,
          })
        : ['new'];
    const conversation = channel ? readConversation(channel) : privateChat(actor.user);
    const asked = invocation(trigger, team, conversation, personOf(actor), { kind: 'words', words });
    await ask(asked, actor, to, { trigger, surface: { kind: 'none' } });
  }

  async function home(body: unknown, to: Dispatcher): Promise<void> {
    const { team_id: id, event_id, event } = HomeOpened.parse(body);
    if (event.tab !== 'home') return;
    const actor = { team: id, user: event.user, name: event.user };
    await publish(event_id, { id, name: id }, await describe(id, actor), event.user, to);
  }

  /** What was asked on the Home tab, or by a shortcut, has no conversation that shows what came of it. */
  async function refresh(asked: Invocation, actor: Actor, to: Dispatcher) {
    const { event, workspace, conversation } = asked;
    if (conversation.foreignId !== privateChat(actor.user).foreignId) return;
    const team = { id: workspace.foreignId, name: workspace.name };
    await publish(`${event}/home`, team, await describe(team.id, actor), actor.user, to);
  }

  /** *My meetings* as they are now. */
  async function publish(id: string, team: Team, person: Person, user: string, to: Dispatcher) {
    const request = { kind: 'call', command: 'home', values: {} } as const;
    const answer = await to.handle(invocation(id, team, privateChat(user), person, request));
    const view = homeView(answer);
    if (!view) return;
    const client = await api.clientOf(team.id);
    await client.views.publish({ user_id: user, view });
  }

  return { command, press, submit, shortcut, home };
}

/** Somebody of a connected workspace is a person of that one. */
function whoOf({ team, user }: Interacted): { readonly team: Team; readonly actor: Actor } {
  const id = team?.id ?? user.team_id ?? '';
  return {
    team: { id, name: team?.domain || id },
    actor: { team: user.team_id ?? id, user: user.id, name: user.username ?? user.name ?? user.id },
  };
}

type Pressed = Pick<ReturnType<typeof PressPayload.parse>, 'channel' | 'container' | 'view' | 'response_url'>;

function conversationOf({ channel, view }: Pressed, { user }: Actor): Conversation {
  if (channel) return readConversation(channel);
  const metadata = view ? readMetadata(view.private_metadata) : null;
  if (!metadata) return privateChat(user);
  const { id, name, visibility } = metadata.conversation;
  return { foreignId: asId<ForeignId>(id), name, visibility };
}

function surfaceOf({ view, response_url: responseUrl, container }: Pressed): Surface {
  if (view?.type === 'modal') return { kind: 'modal', view: view.id };
  if (!responseUrl) return { kind: 'none' };
  return { kind: container?.is_ephemeral ? 'ephemeral' : 'message', responseUrl };
}
