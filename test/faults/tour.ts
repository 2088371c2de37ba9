import type { Answer } from '../../src/messages/answer.ts';
import { type Journey, pressIn, submitOf, textOf } from '../journeys/workspace.ts';

/** One thing that somebody does, and which may be done again where nothing came of it. */
export type Step = {
  readonly name: string;
  act(): Promise<Answer>;
  /** What the answer says when it is done. */
  readonly says: string;
};

type Get = () => Answer;

/**
 * A working day of Olga's, step by step: creating, getting in, changing, deciding and ending, by words, buttons and
 * forms. `last` is the answer to the step before.
 */
export async function* tour(journey: Journey, last: Get): AsyncGenerator<Step> {
  const { says, presses, fills, meetingNamed, passcodeOf, person } = journey;
  const step = (name: string, words: string, act: () => Promise<Answer>): Step => ({
    name,
    says: words,
    act,
  });
  const press = (name: string, label: string, words: string): Step => {
    const pressed = pressIn(last(), label);
    return step(name, words, () => presses('olga', pressed));
  };

  yield step('now', 'Standup is live', () => says('olga', 'now Standup @ivan @mia @zoe'));
  const { meeting, occurrences, invitations } = await meetingNamed('Standup');
  const passcode = passcodeOf(await meetingNamed('Standup'));
  const { id: ivan } = await person('ivan');
  const own = invitations.find(({ invitee }) => invitee.kind === 'account' && invitee.account === ivan);
  const call = occurrences[0]?.id;

  yield step('plan', 'Review', () => says('olga', 'plan Review at 15 Dec 9:00 @ivan @zoe'));
  yield press('plan it', 'Plan it', 'Review is planned');
  yield step('new', 'New meeting', () => says('olga', 'new'));
  const first = submitOf(last());
  const when = { topic: 'Retro', when: 'tomorrow 9:00', duration: '45 min' };
  yield step('new, first step', 'Understood as', () => fills('olga', first, when));
  const second = submitOf(last());
  const rest = { people: [{ kind: 'handle', handle: 'ivan' } as const], conversation: 'general' };
  const chosen = { access: 'members', waitingRoom: 'off', provider: 'room' };
  yield step('new, second step', 'Retro is planned', () => fills('olga', second, { ...rest, ...chosen }));

  yield step('list', 'Standup', () => says('ivan', 'list'));
  yield step('show', 'Standup', () => says('ivan', 'show Standup'));
  yield step('code', passcode, () => says('ivan', 'code Standup', 'direct'));
  yield step('me', 'reminded', () => says('ivan', 'me'));
  yield step('help', 'help', () => says('ivan', 'help'));
  yield step('web', 'My meetings', () => says('ivan', 'web'));
  yield step('rsvp', 'Standup', () => presses('ivan', `rsvp:${call}:yes`));
  yield step('copy-code', passcode, () => presses('ivan', `copy-code:${own?.id}`));
  yield step('enter', 'Standup', () => presses('ivan', `enter:${call}`));
  yield step('invitation', passcode, () => presses('olga', `invitation:${meeting.key}:passcode`));
  yield step('join', 'You can join', () => says('zoe', `join ${meeting.meetingId} ${passcode}`, 'direct'));
  yield step('join wrongly', 'Invalid', () => says('zoe', `join ${meeting.meetingId} 0123456789`, 'direct'));
  yield step('join in public', 'where others can', () =>
    says('zoe', `join ${meeting.meetingId} ${passcode}`),
  );

  yield step('invite', 'invited', () => says('olga', 'invite Standup @lee'));
  yield step('cohost', 'zoe', () => says('olga', 'cohost Standup @zoe'));
  yield step('rotate', 'Standup', () => says('olga', 'rotate Standup'));
  yield step('uninvite', 'lee', () => says('olga', 'uninvite Standup @lee'));
  yield press('take it back', 'Take it back', 'lee');
  yield step('move', 'Review', () => says('olga', 'move Review to 16 Dec 9:00'));
  yield step('extend', 'It goes on until', () => presses('olga', `extend:${call}`));
  yield step('room', 'Personal room', () => says('olga', 'room'));

  yield step('settings', 'Workspace settings', () => says('ada', 'settings'));
  const policy = submitOf(last());
  const asked = { ...valuesOf(last()), access: 'request' };
  yield step('settings, first step', 'Workspace settings', () => fills('ada', policy, asked));
  for (const [name, says] of [
    ['settings, second step', 'Workspace settings'],
    ['settings, third step', 'saved'],
  ] as const) {
    const next = submitOf(last());
    const kept = valuesOf(last());
    yield step(name, says, () => fills('ada', next, kept));
  }
  yield step('now, for those who ask', 'Open is live', () => says('olga', 'now Open @ivan'));
  const open = (await meetingNamed('Open')).meeting;
  yield step('ask', 'has your request', () => presses('gus', `ask:${open.key}`));
  const [request] = (await meetingNamed('Open')).requests;
  yield step('approve', 'gus is invited', () => presses('olga', `approve:${request?.id}`));

  yield step('lock', 'Acme', () => says('ada', 'lock'));
  yield step('end', 'Standup', () => says('olga', 'end Standup'));
  yield step('cancel', 'Review', () => says('olga', 'cancel Review'));
  yield press('cancel it', 'Cancel the meeting', 'Review is cancelled');
}

/** What stands in a form when it is shown. */
function valuesOf(answer: Answer): Readonly<Record<string, string>> {
  if (answer.kind !== 'form') throw new Error(`no form but:\n${textOf(answer)}`);
  return Object.fromEntries(
    answer.form.fields.flatMap(({ name, value }) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}
