import { type Call, type Method, refused, text } from './call.ts';
import type { Trigger } from './state.ts';
import { readView, type View } from './view.ts';

/** Slack keeps at most three modals on top of each other. */
const STACK = 3;

/** Takes the trigger: good once, for three seconds. A string: why not. */
function take({ state, args }: Call): Trigger | string {
  const trigger = state.triggers.get(text(args, 'trigger_id'));
  if (!trigger) return 'invalid_trigger_id';
  if (trigger.used) return 'exchanged_trigger_id';
  if (state.now() > trigger.expires) return 'expired_trigger_id';
  trigger.used = true;
  return trigger;
}

const shown = (view: View, team: string) => ({
  ...view,
  team_id: team,
  root_view_id: view.id,
  state: { values: {} },
});

const opening =
  (on: 'empty' | 'top'): Method =>
  (call) => {
    const { state, args, team } = call;
    const view = readView(args['view'], state.id('V'), state.id('h'));
    if (typeof view === 'string') return refused('invalid_arguments', view);
    if (view.type !== 'modal') return refused('invalid_arguments', 'a modal is needed');
    const trigger = take(call);
    if (typeof trigger === 'string') return refused(trigger);
    const stack = state.views.get(trigger.user) ?? [];
    if (on === 'top' && !stack.some(({ id }) => id === trigger.view)) return refused('not_found');
    if (on === 'top' && stack.length >= STACK) return refused('push_limit_reached');
    state.views.set(trigger.user, on === 'top' ? [...stack, view] : [view]);
    return { ok: true, view: shown(view, team.id) };
  };

const update: Method = ({ state, args, team }) => {
  for (const [user, stack] of state.views) {
    const old = stack.find(
      ({ id, external_id }) =>
        id === text(args, 'view_id') ||
        (external_id !== undefined && external_id === text(args, 'external_id')),
    );
    if (!old) continue;
    if (text(args, 'hash') && text(args, 'hash') !== old.hash) return refused('hash_conflict');
    const view = readView(args['view'], old.id, state.id('h'));
    if (typeof view === 'string') return refused('invalid_arguments', view);
    state.views.set(
      user,
      stack.map((one) => (one === old ? view : one)),
    );
    return { ok: true, view: shown(view, team.id) };
  }
  return refused('not_found');
};

const publish: Method = ({ state, args, team }) => {
  const user = text(args, 'user_id');
  if (!state.users.has(user)) return refused('user_not_found');
  const old = state.homes.get(user);
  if (text(args, 'hash') && text(args, 'hash') !== old?.hash) return refused('hash_conflict');
  const view = readView(args['view'], old?.id ?? state.id('V'), state.id('h'));
  if (typeof view === 'string') return refused('invalid_arguments', view);
  if (view.type !== 'home') return refused('invalid_arguments', 'a home view is needed');
  state.homes.set(user, view);
  return { ok: true, view: shown(view, team.id) };
};

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': opening('empty'),
  'views.push': opening('top'),
  'views.update': update,
  'views.publish': publish,
};
