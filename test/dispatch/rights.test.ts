import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Role } from '../../src/ports/directory.ts';
import type { Invocation } from '../../src/ports/inbox.ts';
import { openWorkspace, pressIn, textOf, type Who } from '../journeys/workspace.ts';
import { standings } from './standings.ts';

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

let everybody: Awaited<ReturnType<typeof standings>>;
beforeAll(async () => {
  everybody = await standings();
});
afterAll(() => everybody.close());

/** A planned meeting of Olga's with a code request, and Mia, who was invited, gone. */
async function setTable(guests: readonly string[] = []) {
  const journey = await openWorkspace();
  const { says, presses, chat, meetingNamed, furnish, workspace } = journey;
  await furnish({ settings: { ...workspace.settings, access: 'request' } });
  for (const name of guests) chat.join(name, 'member');
  const named = ['ivan', 'zoe', 'mia', ...guests].map((name) => `@${name}`).join(' ');
  const question = await says('olga', `plan Standup at tomorrow 9:00 ${named}`);
  await presses('olga', pressIn(question, 'Plan it'));
  await says('olga', 'cohost Standup @ivan');
  const { meeting } = await meetingNamed('Standup');
  await presses('gus', `ask:${meeting.key}`);
  const record = await meetingNamed('Standup');
  const mia = chat.members.get(asId<ForeignId>('mia'));
  const [request] = record.requests;
  if (!mia || !request) throw new Error('the stage is not set');
  chat.members.set(mia.person.foreignId, { ...mia, role: 'none' });
  const lineOf = (asked: string): string =>
    asked.replace('ID', meeting.meetingId).replace('KEY', meeting.key).replace('REQ', request.id);
  return { ...journey, record, lineOf };
}

it.each(TABLE)('%s: %s', async (asked, marks) => {
  const { says, presses, lineOf } = await setTable();
  const read: string[] = [];
  for (const who of PEOPLE) {
    const line = lineOf(asked);
    read.push(markOf(await (isPress(asked) ? presses(who, line) : says(who, line))));
  }
  expect(read.join(' ')).toBe(marks);
});

/** What somebody of this role reads, who is nothing to the meeting, or its co-organizer. */
function markFor(marks: string, role: Role, relation: 'stranger' | 'cohost'): string | undefined {
  const [, cohost, , admin, member, guest, gone] = marks.split(' ');
  if (role === 'none') return gone;
  const own = relation === 'cohost' ? cohost : role === 'guest' ? guest : member;
  if (role === 'admin') return admin === '+' ? '+' : own;
  return role === 'creator' && own === 'c' ? '+' : own;
}

it.each(TABLE)('%s, for whatever one can be on Slack, Discord and Telegram', async (asked, marks) => {
  const { all, ofEachRole } = everybody;
  const partners = ofEachRole.map(({ name }) => idOf(name, 'cohost'));
  const names = [...all.map(({ name }) => idOf(name, 'stranger')), ...partners];
  const { chat, dispatcher, invocation, becomes, person, record, lineOf } = await setTable(partners);
  for (const name of names) chat.join(name, 'member');
  const hosts = new Set(await Promise.all(partners.map(async (name) => (await person(name)).id)));
  await becomes(record, {
    ...record,
    invitations: record.invitations.map((each) =>
      each.invitee.kind === 'account' && hosts.has(each.invitee.account) ? { ...each, role: 'cohost' } : each,
    ),
  });

  const read: string[] = [];
  const right: string[] = [];
  for (const { name, role, tells } of all) {
    for (const relation of RELATIONS) {
      if (relation === 'cohost' && !ofEachRole.some((each) => each.name === name)) continue;
      const who = chat.members.get(asId<ForeignId>(idOf(name, relation)));
      if (!who) throw new Error('the stage is not set');
      chat.members.set(who.person.foreignId, { ...who, role: await tells() });
      const request = requestOf(lineOf(asked), isPress(asked));
      const answer = await dispatcher.handle({
        ...invocation('zoe', request, 'general'),
        actor: who.person,
      });
      read.push(`${who.person.name}: ${markOf(answer)}`);
      right.push(`${idOf(name, relation)}: ${markFor(marks, role, relation)}`);
    }
  }
  expect(read).toEqual(right);
});

it('gives everybody on Slack, Discord and Telegram the role that the platform says', async () => {
  const told = await Promise.all(everybody.all.map(async ({ name, tells }) => [name, await tells()]));
  expect(told).toEqual(everybody.all.map(({ name, role }) => [name, role]));
});

it('has a row for every command', () => {
  const rows = new Set(TABLE.map(([asked]) => asked.split(/[ :]/)[0]));
  expect(commands.map(({ name }) => name).filter((name) => !rows.has(name))).toEqual([]);
});

const RELATIONS = ['stranger', 'cohost'] as const;

/** A word of its own, as it is typed after an @. */
const idOf = (name: string, relation: string): string => `${name} ${relation}`.replaceAll(' ', '-');

const requestOf = (line: string, press: boolean): Invocation['request'] =>
  press
    ? { kind: 'press', press: line }
    : {
        kind: 'words',
        words: line
          .split(' ')
          .map((word) =>
            word.startsWith('@') ? { kind: 'person', foreignId: asId<ForeignId>(word.slice(1)) } : word,
          ),
      };

const isPress = (asked: string): boolean => /:(?:KEY|REQ|nobody)/.test(asked);
