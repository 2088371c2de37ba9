import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { asId, type ForeignId } from '../../src/ids.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Role } from '../../src/ports/directory.ts';
import type { Invocation } from '../../src/ports/inbox.ts';
import { openWorkspace, pressIn, textOf, type Who } from '../journeys/workspace.ts';
import { type Standing, standings } from './standings.ts';

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
  ['language', '+ + + + + + +'],
  ['reminders', '+ + + + + + +'],
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
  ['calendar:KEY', '+ + + i i i n'],
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

/** A planned meeting of Olga's with co-organizers and a code request, and Mia, who was invited, gone. */
async function setTable(hosts: readonly string[]) {
  const journey = await openWorkspace();
  const { says, presses, chat, meetingNamed, furnish, workspace, person, becomes } = journey;
  await furnish({ settings: { ...workspace.settings, access: 'request' } });
  for (const name of hosts) chat.join(name, 'member');
  const named = ['ivan', 'zoe', 'mia', ...hosts].map((name) => `@${name}`).join(' ');
  await presses('olga', pressIn(await says('olga', `plan Standup at tomorrow 9:00 ${named}`), 'Plan it'));
  const planned = await meetingNamed('Standup');
  await presses('gus', `ask:${planned.meeting.key}`);
  const accounts = await Promise.all(['ivan', ...hosts].map(person));
  const record = await meetingNamed('Standup');
  await becomes(record, {
    ...record,
    invitations: record.invitations.map((each) => {
      const { invitee } = each;
      const host = invitee.kind === 'account' && accounts.some(({ id }) => id === invitee.account);
      return host ? { ...each, role: 'cohost' } : each;
    }),
  });
  const mia = chat.members.get(asId<ForeignId>('mia'));
  const [request] = record.requests;
  if (!mia || !request) throw new Error('the stage is not set');
  chat.members.set(mia.person.foreignId, { ...mia, role: 'none' });
  const { key, meetingId } = record.meeting;
  const lineOf = (asked: string): string =>
    asked.replace('ID', meetingId).replace('KEY', key).replace('REQ', request.id);
  return { ...journey, lineOf };
}

/** What somebody of this role reads, who is nothing to the meeting, or its co-organizer. */
function markFor(marks: string, role: Role, relation: (typeof RELATIONS)[number]): string | undefined {
  const [, cohost, , admin, member, guest, gone] = marks.split(' ');
  if (role === 'none') return gone;
  const own = relation === 'cohost' ? cohost : role === 'guest' ? guest : member;
  if (role === 'admin') return admin === '+' ? '+' : own;
  return role === 'creator' && own === 'c' ? '+' : own;
}

it.each(TABLE)('%s: %s, and so for whatever one can be on a platform', async (asked, marks) => {
  const { all, ofEachRole } = everybody;
  const hosts = ofEachRole.map(({ name }) => idOf(name, 'cohost'));
  const { chat, dispatcher, says, presses, invocation, lineOf } = await setTable(hosts);
  const line = lineOf(asked);
  const marked: string[] = [];
  for (const who of PEOPLE) {
    marked.push(markOf(await (isPress(asked) ? presses(who, line) : says(who, line))));
  }
  expect(marked.join(' ')).toBe(marks);

  const read: string[] = [];
  const right: string[] = [];
  const reads = async ({ name, role, tells }: Standing, relation: (typeof RELATIONS)[number]) => {
    const actor = chat.join(idOf(name, relation), await tells());
    const request = requestOf(line, isPress(asked));
    const answer = await dispatcher.handle({ ...invocation('zoe', request, 'general'), actor });
    read.push(`${actor.name}: ${markOf(answer)}`);
    right.push(`${actor.name}: ${markFor(marks, role, relation)}`);
  };
  for (const standing of all) await reads(standing, 'stranger');
  for (const standing of ofEachRole) await reads(standing, 'cohost');
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
