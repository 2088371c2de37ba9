import type { ViewResponseAction, webApi } from '@slack/bolt';
import { type Clock, SECOND } from '../../../src/clock.ts';
import { asId, type ForeignId } from '../../../src/ids.ts';
import type { Log } from '../../../src/log.ts';
import type { Directory, Person } from '../../../src/ports/directory.ts';
import type { Conversation, Dispatcher, Invocation } from '../../../src/ports/inbox.ts';
import { type Asked, type Surface, showAnswer, showSubmitted } from './answer.ts';
import type { SlackApi } from './api.ts';
import { readValues } from './encode-form.ts';
import { homeView } from './home.ts';
import { personId } from './ids.ts';
import {
  CommandPayload,
  HomeOpened,
  type Interacted,
  PressPayload,
  readMetadata,
  ShortcutPayload,
  SubmitPayload,
} from './payload.ts';
import { type Actor, invocation, personOf, privateChat, readConversation, readTokens } from './receive.ts';
import { MEETING_WITH_THREAD, NEW_MEETING, newWithThread } from './shortcuts.ts';
import { within } from './within.ts';

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

type Team = { readonly id: string; readonly name: string };

/** One function for each kind of event: from Slack's payload to the dispatcher, and back to the asker. */
export function createHandlers({ api, directory, clock, log }: Parts) {
  async function describe(workspace: string, actor: Actor): Promise<Person> {
    const profile = directory.profile(asId<ForeignId>(workspace), personId(actor.team, actor.user));
    const person = await within(
      clock,
      DESCRIBED,
      profile.catch(() => null),
    );
    return person ?? personOf(actor);
  }

  /** Asks the core, and shows what it answers. */
  async function ask(
    invoked: Invocation,
    to: Dispatcher,
    client: webApi.WebClient,
    asked: Pick<Asked, 'user' | 'trigger' | 'surface'>,
  ): Promise<void> {
    const acknowledged = to.acknowledgement(invoked);
    const { conversation } = invoked;
    await showAnswer(to.handle(invoked), { ...asked, conversation, acknowledged }, { client, clock, log });
  }

  async function command(body: unknown, to: Dispatcher): Promise<void> {
    const read = CommandPayload.parse(body);
    const { team_id: id, user_id: user, trigger_id: trigger } = read;
    const [person, client] = await Promise.all([
      describe(id, { team: id, user, name: read.user_name }),
      api.clientOf(id),
    ]);
    const conversation = readConversation({ id: read.channel_id, name: read.channel_name });
    const words = readTokens(read.text, id);
    const team = { id, name: read.team_domain || id };
    const invoked = invocation(trigger, team, conversation, person, { kind: 'words', words });
    const surface = { kind: 'command', responseUrl: read.response_url } as const;
    await ask(invoked, to, client, { user, trigger, surface });
  }

  async function press(body: unknown, to: Dispatcher): Promise<void> {
    const read = PressPayload.parse(body);
    const value = read.actions[0]?.value;
    if (!value) return; // a button that opened a link
    const { team, actor } = whoOf(read);
    const [person, client] = await Promise.all([describe(team.id, actor), api.clientOf(team.id)]);
    const { trigger_id: trigger } = read;
    const request = { kind: 'press', press: value } as const;
    const invoked = invocation(trigger, team, conversationOf(read, actor), person, request);
    await ask(invoked, to, client, { user: actor.user, trigger, surface: surfaceOf(read) });
    if (read.view?.type === 'home') await publish(trigger, team, person, actor.user, to);
  }

  async function submit(body: unknown, to: Dispatcher, ack: Ack): Promise<void> {
    const read = SubmitPayload.safeParse(body);
    const metadata = read.success ? readMetadata(read.data.view.private_metadata) : null;
    if (!read.success || !metadata?.submit) return ack();
    const { view } = read.data;
    const { team, actor } = whoOf(read.data);
    const [person, client] = await Promise.all([describe(team.id, actor), api.clientOf(team.id)]);
    const invoked = invocation(
      `${view.id}:${view.hash}`,
      team,
      { ...metadata.conversation, foreignId: asId<ForeignId>(metadata.conversation.id) },
      person,
      { kind: 'submit', submit: metadata.submit, values: readValues(view.state.values, team.id) },
    );
    to.acknowledgement(invoked);
    await showSubmitted(
      to.handle(invoked),
      { user: actor.user, conversation: invoked.conversation, view: view.id },
      ack,
      { client, clock, log },
    );
  }

  async function shortcut(body: unknown, to: Dispatcher): Promise<void> {
    const read = ShortcutPayload.parse(body);
    const { callback_id: name, channel, message, trigger_id: trigger } = read;
    if (name !== NEW_MEETING && name !== MEETING_WITH_THREAD) return;
    const { team, actor } = whoOf(read);
    const { user } = actor;
    const [person, client] = await Promise.all([describe(team.id, actor), api.clientOf(team.id)]);
    const words =
      channel && message && name === MEETING_WITH_THREAD
        ? await newWithThread(client, {
            team: team.id,
            asker: user,
            channel: channel.id,
            ts: message.thread_ts ?? message.ts,
            author: message.user ?? null,
          })
        : ['new'];
    const conversation = channel ? readConversation(channel) : privateChat(user);
    const invoked = invocation(trigger, team, conversation, person, { kind: 'words', words });
    await ask(invoked, to, client, { user, trigger, surface: { kind: 'none' } });
  }

  async function home(body: unknown, to: Dispatcher): Promise<void> {
    const { team_id: id, event_id, event } = HomeOpened.parse(body);
    if (event.tab !== 'home') return;
    const person = await describe(id, { team: id, user: event.user, name: event.user });
    await publish(event_id, { id, name: id }, person, event.user, to);
  }

  /** *My meetings* as they are now. Guests have no room of their own. */
  async function publish(id: string, team: Team, person: Person, user: string, to: Dispatcher) {
    const role = await directory.roleOf(asId<ForeignId>(team.id), person.foreignId);
    const commands = role === 'guest' ? ['list'] : ['list', 'room'];
    const answers = await Promise.all(
      commands.map((name) => {
        const request = { kind: 'call', command: name, values: {} } as const;
        return to.handle(invocation(`${id}/${name}`, team, privateChat(user), person, request));
      }),
    );
    const client = await api.clientOf(team.id);
    await client.views.publish({ user_id: user, view: homeView(answers) });
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
