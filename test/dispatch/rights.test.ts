import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Answer } from '../../src/messages/answer.ts';
import { openWorkspace, pressIn, textOf, type Who } from '../journeys/workspace.ts';

/** Organizer, co-organizer, invitee, admin, member, guest, and an invitee who has left the workspace. */
const PEOPLE = ['olga', 'ivan', 'zoe', 'ada', 'pat', 'gus', 'mia'] as const satisfies readonly Who[];

/**
 * What each of them reads: `+` it is theirs to do, `o` only the organizer can, `i` not invited, `a` only admins can,
 * `c` may not create meetings, `n` not in the workspace. `ID` stands for the meeting's
 * number, `KEY` for its row, `REQ` for a code request.
 */
const TABLE = [
  // organizer, co-organizer, invitee, admin, member, guest, gone
  ['new', '+ c c + c c n'],
  ['now Retro', '+ c c + c c n'],
  ['plan Retro at tomorrow 9:00', '+ c c + c c n'],
  ['room', '+ c c + c c n'],
  ['number', '+ c c + c c n'],
  ['list', '+ + + + + + +'],
  ['home', '+ + + + + + +'],
  ['my', '+ + + + + + +'],
  ['web', '+ + + + + + +'],
  ['help', '+ + + + + + +'],
  ['me', '+ + + + + + +'],
  ['zone', '+ + + + + + +'],
  ['unmute:nobody', '+ + + + + + +'],
  ['join 234 5678 9012 K7QW3M9XTB', '+ + + + + + +'],
  ['settings', 'a a a + a a n'],
  ['lock', 'a a a + a a n'],
  ['unlock', 'a a a + a a n'],
  ['show ID', '+ + + + i i n'],
  ['mute:KEY', '+ + + + i i n'],
  ['copy-id:KEY', '+ + + + i i n'],
  ['code ID', '+ + + i i i n'],
  ['enter:KEY', '+ + + i i i n'],
  ['ask:KEY', '+ + + + + + n'],
  ['reveal:KEY', '+ + + i i i n'],
  ['copy-code:KEY', '+ + + i i i n'],
  ['rsvp:KEY:yes', '+ + + i i i n'],
  ['invite ID @gus', '+ + o o o o n'],
  ['uninvite ID @zoe', '+ + o o o o n'],
  ['cohost ID @ivan', '+ + o o o o n'],
  ['transfer ID @ivan', '+ o o + o o n'],
  ['rotate ID', '+ + o + o o n'],
  ['cancel ID', '+ + o + o o n'],
  ['move ID tomorrow 10:00', '+ + o o o o n'],
  ['recreate ID', '+ + o o o o n'],
  ['start ID', '+ + o o o o n'],
  ['end ID', '+ + o o o o n'],
  ['extend:KEY', '+ + o o o o n'],
  ['approve:REQ', '+ + o o o o n'],
  ['deny:REQ', '+ + o o o o n'],
  ['deny-all:KEY', '+ + o o o o n'],
  ['close-requests:KEY', '+ + o o o o n'],
  ['note:KEY', '+ + o o o o n'],
  ['invitation:KEY', '+ + o o o o n'],
  ['place:KEY', '+ + o o o o n'],
  ['retry:KEY', '+ + o o o o n'],
  ['use-room:KEY', '+ + o o o o n'],
] as const;

const REFUSALS = [
  ['o', 'Only the organizer can do that.'],
  ['i', 'You are not invited.'],
  ['a', 'Only admins of this workspace can do that.'],
  ['c', 'You may not create meetings here.'],
  ['n', 'You are not a member of this workspace.'],
] as const;

const markOf = (answer: Answer): string =>
  REFUSALS.find(([, text]) => textOf(answer).startsWith(text))?.[0] ?? '+';

it.each(TABLE)('%s: %s', async (asked, marks) => {
  const { says, presses, chat, meetingNamed, furnish, workspace } = await openWorkspace();
  await furnish({ settings: { ...workspace.settings, access: 'request' } });
  const question = await says('olga', 'plan Standup at tomorrow 9:00 @ivan @zoe @mia');
  await presses('olga', pressIn(question, 'Plan it'));
  await says('olga', 'cohost Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  await presses('gus', `ask:${meeting.key}`);
  const [request] = (await meetingNamed('Standup')).requests;
  const mia = chat.members.get(asId<ForeignId>('mia'));
  if (!mia || !request) throw new Error('the stage is not set');
  chat.members.set(mia.person.foreignId, { ...mia, role: 'none' });

  const line = asked.replace('ID', meeting.meetingId).replace('KEY', meeting.key).replace('REQ', request.id);
  const read: string[] = [];
  for (const who of PEOPLE) {
    read.push(markOf(await (isPress(asked) ? presses(who, line) : says(who, line))));
  }
  expect(read.join(' ')).toBe(marks);
});

it('has a row for every command', () => {
  const rows = new Set(TABLE.map(([asked]) => asked.split(/[ :]/)[0]));
  expect(commands.map(({ name }) => name).filter((name) => !rows.has(name))).toEqual([]);
});

const isPress = (asked: string): boolean => /:(?:KEY|REQ|nobody)/.test(asked);
