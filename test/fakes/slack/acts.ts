import { type Block, type Element, elementsOf } from './blocks.ts';
import type { Ack, Kind, Payload } from './delivery.ts';
import { type Filled, fillIn } from './fill-in.ts';
import type { Ephemeral, Message, SlackState, User } from './state.ts';
import { readView, type View } from './view.ts';

type Deliver = (kind: Kind, payload: Payload) => Promise<Ack>;

/** A message or a view, or its ts or id. */
export type Seen = string | { readonly ts: string } | { readonly id: string };

const keyOf = (seen: Seen): string => (typeof seen === 'string' ? seen : 'ts' in seen ? seen.ts : seen.id);

/** What people do in Slack, as Slack tells it to the app. */
export class Acts {
  readonly #state: SlackState;
  readonly #deliver: Deliver;
  readonly #base: () => string;

  constructor(state: SlackState, deliver: Deliver, base: () => string) {
    this.#state = state;
    this.#deliver = deliver;
    this.#base = base;
  }

  /** Types a slash command: `/meeting now`, or only the words after `/meeting`. */
  async slash(user: string, channel: string, typed: string): Promise<Ack> {
    const from = this.#state.user(user);
    const [, command = '/meeting', text = typed] = /^(\/\S+) ?(.*)$/s.exec(typed) ?? [];
    const place = this.#state.channels.get(channel) ?? this.#state.dm(from);
    const ack = await this.#deliver('slash_commands', {
      token: 'unused',
      team_id: from.team,
      team_domain: 'local',
      channel_id: place.id,
      channel_name: place.kind === 'private' ? 'privategroup' : place.name,
      user_id: user,
      user_name: from.name.toLowerCase(),
      command,
      text,
      api_app_id: 'A00000001',
      is_enterprise_install: 'false',
      response_url: this.#response(user, place.id, null),
      trigger_id: this.#state.trigger(user),
    });
    const words = ack?.['text'];
    if (typeof words === 'string') this.#show(from, place.id, words);
    return ack;
  }

  /** Presses the button with this value or label; on the Home tab with `home`. `forged`: as if another value stood there. */
  press(user: string, seen: Seen, button: string, forged?: string): Promise<Ack> {
    const key = keyOf(seen);
    const ephemeral = this.#state.ephemerals.find(({ ts, to }) => ts === key && to === user);
    const message = ephemeral ?? this.#state.messages.find(({ ts }) => ts === key);
    const home = this.#state.homes.get(user);
    const view =
      key === 'home' || key === home?.id ? home : this.#state.views.get(user)?.find(({ id }) => id === key);
    const [blockId, pressed] = find(message?.blocks ?? view?.blocks ?? [], button);
    const value = forged === undefined ? {} : { value: forged };
    const action = { ...pressed, ...value, block_id: blockId, action_ts: this.#state.ts() };
    const rest = message ? this.#inMessage(user, message, ephemeral !== undefined) : this.#inView(view);
    return this.#deliver('interactive', {
      type: 'block_actions',
      ...this.#who(user, message && this.#state.channels.get(message.channel)?.team),
      trigger_id: this.#state.trigger(user, view?.id ?? null),
      ...rest,
      actions: [action],
    });
  }

  /** Fills in a modal and sends it. Its answer is what the modal then shows. */
  async submit(user: string, seen: Seen, filled: Filled): Promise<Ack> {
    const stack = this.#state.views.get(user) ?? [];
    const view = stack.find(({ id }) => id === keyOf(seen));
    if (!view) throw new Error(`${user} does not see this view`);
    const values = fillIn(view, filled);
    const ack = await this.#deliver('interactive', {
      type: 'view_submission',
      ...this.#who(user),
      trigger_id: this.#state.trigger(user, view.id),
      view: { ...this.#shownView(view), state: { values } },
      response_urls: [],
    });
    this.#state.views.set(user, after(this.#state.views.get(user) ?? [], view, ack, this.#state));
    return ack;
  }

  /** Starts a global shortcut; with a message, the shortcut of that message. */
  shortcut(
    user: string,
    callbackId: string,
    on?: { readonly channel: string; readonly ts: string },
  ): Promise<Ack> {
    const message = this.#state.messages.find(({ ts }) => ts === on?.ts);
    const rest =
      on && message
        ? {
            type: 'message_action',
            channel: { id: on.channel, name: this.#state.channels.get(on.channel)?.name },
            message: { ...message, type: 'message', thread_ts: message.thread ?? undefined },
            message_ts: on.ts,
            response_url: this.#response(user, on.channel, on.ts),
          }
        : { type: 'shortcut' };
    return this.#deliver('interactive', {
      ...this.#who(user),
      ...rest,
      callback_id: callbackId,
      action_ts: this.#state.ts(),
      trigger_id: this.#state.trigger(user),
    });
  }

  /** Tells of something that happened. */
  event(event: Payload & { readonly type: string }, team: string): Promise<Ack> {
    return this.#deliver('events_api', {
      token: 'unused',
      team_id: team,
      api_app_id: 'A00000001',
      event,
      type: 'event_callback',
      event_id: this.#state.id('Ev'),
      event_time: Math.floor(this.#state.now() / 1000),
      authorizations: [
        { enterprise_id: null, team_id: team, user_id: this.#state.team(team).botUser, is_bot: true },
      ],
      is_ext_shared_channel: false,
    });
  }

  openHome(user: string): Promise<Ack> {
    const from = this.#state.user(user);
    const channel = this.#state.dm(from).id;
    return this.event(
      { type: 'app_home_opened', user, channel, tab: 'home', event_ts: this.#state.ts() },
      from.team,
    );
  }

  /** Writes a message, as people do. */
  say(user: string, channel: string, text: string, thread: string | null = null): Message {
    const rest = { ts: this.#state.ts(), blocks: [], metadata: null, edited: false };
    return this.#state.put({ ...rest, user, channel, text, thread });
  }

  /** In a connected channel the team is the one that the app is installed in, whoever acts. */
  #who(user: string, home = this.#state.user(user).team) {
    const { team, name } = this.#state.user(user);
    return {
      user: { id: user, username: name.toLowerCase(), name: name.toLowerCase(), team_id: team },
      team: { id: home, domain: 'local' },
      api_app_id: 'A00000001',
      token: 'unused',
      enterprise: null,
      is_enterprise_install: false,
    };
  }

  #inMessage(user: string, message: Message, ephemeral: boolean) {
    const { ts, channel, text, blocks } = message;
    const shown = { type: 'message', ts, user: message.user, text, blocks };
    const kind = this.#state.channels.get(channel);
    return {
      container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: ephemeral },
      channel: { id: channel, name: kind?.kind === 'private' ? 'privategroup' : kind?.name },
      ...(ephemeral ? {} : { message: shown }),
      state: { values: {} },
      response_url: this.#response(user, channel, ts),
    };
  }

  #inView(view: View | undefined) {
    if (!view) throw new Error('there is no such view');
    return { container: { type: 'view', view_id: view.id }, view: this.#shownView(view) };
  }

  #shownView({ errors: _, ...view }: View) {
    return { ...view, previous_view_id: null, root_view_id: view.id, state: { values: {} } };
  }

  #response(user: string, channel: string, ts: string | null): string {
    return `${this.#base()}/response/${this.#state.response(user, channel, ts)}`;
  }

  #show(to: User, channel: string, text: string): void {
    const user = this.#state.team(to.team).botUser;
    const rest = { blocks: [], metadata: null, thread: null, edited: false };
    const message: Ephemeral = { ...rest, ts: this.#state.ts(), channel, user, text, to: to.id };
    this.#state.ephemerals.push(message);
  }
}

/** The button, or the line of a menu, by its value, or by what stands on it; as Slack tells of it. */
function find(blocks: readonly Block[], button: string): readonly [block: string, pressed: object] {
  const all = blocks.flatMap((block) =>
    elementsOf(block).flatMap((element) =>
      pressable(element).map((each) => ({ ...each, block: block.block_id ?? '' })),
    ),
  );
  const found = all.find(({ value }) => value === button) ?? all.find(({ label }) => label === button);
  if (found) return [found.block, found.pressed];
  throw new Error(`there is no button ${button}, only ${all.map(({ label }) => label).join(', ')}`);
}

type Pressable = { readonly value: string | undefined; readonly label: string; readonly pressed: object };

function pressable(element: Element): readonly Pressable[] {
  const { type, action_id, options = [], text = '', value } = element;
  if (type !== 'overflow') {
    return [{ value, label: typeof text === 'object' ? text.text : text, pressed: element }];
  }
  return options.map((option) => ({
    value: option.value,
    label: option.text.text,
    pressed: { type, action_id, selected_option: option },
  }));
}

/** The modals that stand after an answer to a submit. */
function after(stack: readonly View[], view: View, ack: Ack, state: SlackState): View[] {
  const at = stack.findIndex(({ id }) => id === view.id);
  const below = stack.slice(0, Math.max(at, 0));
  const next = (id: string): View => {
    const read = readView(ack?.['view'], id, state.id('h'));
    if (typeof read === 'string') throw new Error(`Slack shows an error: ${read}`);
    return read;
  };
  switch (ack?.['response_action']) {
    case undefined:
      return below;
    case 'clear':
      return [];
    case 'update':
      return [...below, next(view.id)];
    case 'push':
      return [...below, view, next(state.id('V'))];
    case 'errors':
      return [...below, { ...view, errors: errorsOf(ack?.['errors'], view) }];
    default:
      throw new Error(`Slack knows no ${String(ack?.['response_action'])}`);
  }
}

function errorsOf(errors: unknown, view: View): Record<string, string> {
  const entries = Object.entries(typeof errors === 'object' && errors !== null ? errors : {});
  const unknown = entries.filter(([id]) => !view.blocks.some(({ block_id }) => block_id === id));
  if (entries.length === 0 || unknown.length > 0) throw new Error('Slack shows an error: errors of no block');
  return Object.fromEntries(entries.map(([id, text]) => [id, String(text)]));
}
