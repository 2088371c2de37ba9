import { elementsOf } from '../fakes/slack/blocks.ts';
import type { FakeSlack } from '../fakes/slack/slack-server.ts';
import type { Message } from '../fakes/slack/state.ts';
import { mentioned, newest, pressable, type Town, tryAll, type Who } from './town.ts';

/** Olga's address in Slack, by which Zoom may know her. */
export const HOST = 'olga@example.org';

export function townInSlack(slack: FakeSlack): Town & { readonly acks: (readonly [string, unknown])[] } {
  const acks: (readonly [string, unknown])[] = [];
  const ids = {
    olga: slack.addUser({ name: 'Olga', admin: true, email: HOST }),
    ivan: slack.addUser({ name: 'Ivan' }),
    lee: slack.addUser({ name: 'Lee' }),
    mia: slack.addUser({ name: 'Mia', dmClosed: true }),
    pat: slack.addUser({ name: 'Pat' }),
  };
  const team = slack.addChannel({ name: 'team', members: Object.values(ids) });
  const told = async (who: Who, ack: Promise<unknown>) => acks.push([`slack:${ids[who]}`, await ack]);
  const gone = new Set<Who>();
  const seen = (who: Who): readonly (readonly Message[])[] => [
    slack.dm(ids[who]),
    ...(gone.has(who) ? [] : [slack.ephemerals(ids[who]), slack.messages(team)]),
  ];
  const buttonsOf = ({ blocks }: Message): readonly string[] =>
    blocks
      .flatMap(elementsOf)
      .flatMap(({ value, options = [] }) => [value, ...options.map((option) => option.value)])
      .filter((value) => value !== undefined);
  return {
    platform: 'slack',
    home: slack.team,
    ids,
    acks,
    async says(who, line, where) {
      const words = mentioned(line, ids, (id) => `<@${id}>`);
      const channel = where === 'private' ? (slack.dm(ids[who])[0]?.channel ?? 'D') : team;
      return tryAll([() => told(who, slack.slash(ids[who], channel, `/meeting ${words}`))]);
    },
    presses: (who, what = '') =>
      tryAll(
        newest(seen(who)).flatMap((message) =>
          buttonsOf(message)
            .filter((press) => press.startsWith(what))
            .map((button) => () => told(who, slack.press(ids[who], message, button))),
        ),
      ),
    async forges(who, presses) {
      const before = pressable(seen(who), buttonsOf);
      if (before === null) return;
      const [message, button] = before;
      await tryAll(presses.map((press) => () => told(who, slack.forge(ids[who], message, button, press))));
    },
    loses(who) {
      gone.add(who);
      const user = slack.state.user(ids[who]);
      user.deleted = true;
      const change = { id: user.id, team_id: user.team, deleted: true };
      slack.event({ type: 'user_change', user: change }).catch(() => {});
    },
    readsInPrivate: (who) => JSON.stringify([slack.dm(ids[who]), slack.ephemerals(ids[who])]),
    hurts() {
      for (const fault of ['502', 'drop-answer', 'drop', 'rate'] as const)
        slack.fail('chat.postMessage', fault);
      slack.fail('chat.update', { error: 'internal_error' });
      slack.fail('response_url', '502');
      slack.fail('views.open', { error: 'internal_error' });
    },
    violations: () => [],
  };
}
