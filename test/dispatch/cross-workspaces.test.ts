import { expect, it } from 'vitest';
import { commands } from '../../src/commands/registry.ts';
import { onTheWeb } from '../../src/dispatch/on-the-web.ts';
import { asId, type ForeignId, type FormId, fresh, type MeetingKey } from '../../src/ids.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Invocation } from '../../src/ports/inbox.ts';
import { tellFigure } from '../figure.ts';
import { openWorkspace, pressIn } from '../journeys/workspace.ts';

/** Workspaces, each of which tries everything on the next one's meeting. */
const WORKSPACES = Math.max(2, Number(process.env['CROSS_WORKSPACES'] ?? 10));

/** More meetings than each workspace has. */
const MANY = 100;

type Request = Invocation['request'];

/** Of somebody else's workspace: what stands in buttons, links and forms, and the number and topic of a meeting. */
type Found = {
  readonly meetingId: string;
  readonly topic: string;
  readonly parts: readonly string[];
  readonly forms: readonly string[];
};

const about = commands.filter(({ needs }) => needs.about === 'meeting').map(({ name }) => name);

const word = (name: string, id: string): Request => ({ kind: 'words', words: [name, id] });
const press = (name: string, id: string): Request => ({
  kind: 'press',
  press: name === 'rsvp' ? `${name}:${id}:yes` : `${name}:${id}`,
});
const call = (command: string, meeting: string): Request => {
  const values = { meeting, people: [], coming: 'yes', when: 'tomorrow 10:00', conversation: 'nowhere' };
  return { kind: 'call', command, values };
};

/** Every command about a meeting, as it can be named: typed by number or topic, and by what stands in a button. */
const asking = ({ meetingId, topic, parts: [key = '', ...parts] }: Found): readonly Request[] =>
  about.flatMap((name) => [
    ...[meetingId, topic].flatMap((typed) => [word(name, typed), call(name, typed)]),
    ...[key, ...parts].map((id) => press(name, id)),
    call(name, key),
  ]);

/** What is done to a form or a question that waits, by its id. */
const filling = ({ forms, parts: [key = ''] }: Found): readonly Request[] =>
  forms.flatMap((form) => [
    ...['yes', 'no', 'edit', 'next'].map((name): Request => ({ kind: 'press', press: `${name}:${form}` })),
    { kind: 'press', press: `pick:${form}:${key}` },
    { kind: 'press', press: `ask:${form}:topic` },
    ...['new', 'place'].flatMap((name): readonly Request[] => [
      { kind: 'submit', submit: `${name}:${form}`, values: { topic: 'Mine' } },
      { kind: 'fill', submit: `${name}:${form}`, values: { topic: 'Mine' } },
    ]),
  ]);

async function openWorkspaces() {
  const journey = await openWorkspace();
  const { chat, dispatcher, store, invocation } = journey;
  const home = new Map<ForeignId, ForeignId>();
  chat.roleOf = async (workspace, person) =>
    home.get(person) === workspace ? (chat.members.get(person)?.role ?? 'none') : 'none';

  const people = (at: number, name: string): ForeignId => asId(`${name}-${at}`);
  const place = (at: number) => ({
    workspace: { foreignId: asId<ForeignId>(`ws-${at}`), name: `Workspace ${at}` },
    conversation: {
      foreignId: asId<ForeignId>(`ws-${at}-general`),
      name: 'general',
      visibility: 'public' as const,
    },
  });

  const asked = (at: number, name: string, request: Request): Invocation => {
    const actor = chat.members.get(people(at, name))?.person;
    if (!actor) throw new Error('the stage is not set');
    return { ...invocation('olga', request, 'general'), ...place(at), actor, confidential: true };
  };
  const asks = (at: number, name: string, request: Request): Promise<Answer> =>
    dispatcher.handle(asked(at, name, request));

  /** A planned meeting of Olga's with Ivan, a request of Gus's, and a question and a form of Olga's that wait. */
  async function furnish(at: number): Promise<Found> {
    for (const [name, role] of [
      ['olga', 'admin'],
      ['ivan', 'member'],
      ['gus', 'member'],
    ] as const) {
      home.set(chat.join(`${name}-${at}`, role).foreignId, place(at).workspace.foreignId);
    }
    const topic = `Secret ${at} of ours`;
    const words = ['plan', ...topic.split(' '), 'at', 'tomorrow', '9:00'];
    const ivan = { kind: 'person', foreignId: people(at, 'ivan') } as const;
    const question = await asks(at, 'olga', { kind: 'words', words: [...words, ivan] });
    await asks(at, 'olga', { kind: 'press', press: pressIn(question, 'Plan it') });
    const waiting = await asks(at, 'olga', { kind: 'words', words });
    const form = await asks(at, 'olga', { kind: 'words', words: ['new'] });
    const record = await meetingOf(topic);
    await asks(at, 'gus', { kind: 'press', press: `ask:${record.meeting.key}` });
    const { meeting, occurrences, invitations, requests, conference } = await meetingOf(topic);
    return {
      meetingId: meeting.meetingId,
      topic,
      parts: [
        meeting.key,
        ...occurrences.map(({ id }) => id),
        ...invitations.slice(-1).map(({ id }) => id),
        ...requests.map(({ id }) => id),
        conference.id,
      ],
      forms: [
        pressIn(waiting, 'Plan it').split(':')[1] ?? '',
        form.kind === 'form' ? (form.form.submit.split(':')[1] ?? '') : '',
      ],
    };
  }

  async function all(): Promise<readonly MeetingRecord[]> {
    const keys: MeetingRecord[] = [];
    for (let at = 0; at < WORKSPACES; at += 1) {
      const workspace = await store.workspaces.byForeign(asId('playground'), place(at).workspace.foreignId);
      if (workspace) keys.push(...(await store.meetings.ofWorkspace(workspace.id, MANY)));
    }
    return keys;
  }

  async function meetingOf(topic: string): Promise<MeetingRecord> {
    const found = (await all()).find(({ meeting }) => meeting.topic === topic);
    if (!found) throw new Error(`no meeting is called ${topic}`);
    return found;
  }

  /** The same, of somebody who is signed in on the web in their own workspace. */
  async function asksOnTheWeb(at: number, name: string, request: Request): Promise<Answer> {
    const invoked = asked(at, name, request);
    const account = await store.accounts.byForeign(invoked.platform, invoked.actor.foreignId);
    const workspace = await store.workspaces.byForeign(invoked.platform, invoked.workspace.foreignId);
    if (!account || !workspace) throw new Error('the stage is not set');
    return dispatcher.handle(onTheWeb(invoked.event, account, workspace, request));
  }

  return { ...journey, asks, asked, asksOnTheWeb, furnish, all };
}

it(`answers ${WORKSPACES} workspaces about each other's meetings as about none, byte for byte`, async () => {
  const { asks, asked, asksOnTheWeb, furnish, all, dispatcher } = await openWorkspaces();
  const found: Found[] = [];
  for (let at = 0; at < WORKSPACES; at += 1) found.push(await furnish(at));
  const before = JSON.stringify(await all());

  // In turns in chat and on the web, where somebody is signed in for one workspace too.
  const answered = async (at: number, requests: readonly Request[]): Promise<readonly string[]> => {
    const answers: string[] = [];
    for (const [index, request] of requests.entries()) {
      const way = index % 2 === 0 ? asks : asksOnTheWeb;
      answers.push(JSON.stringify(await way(at, 'olga', request)));
    }
    return answers;
  };
  const nobodys: Found = {
    meetingId: '29999999999',
    topic: 'Nothing is called so',
    parts: (found[0]?.parts ?? []).map(() => fresh<MeetingKey>()),
    forms: [fresh<FormId>(), fresh<FormId>()],
  };
  const none = { asking: await answered(0, asking(nobodys)), filling: await answered(0, filling(nobodys)) };
  expect(none.asking.filter((answer) => !answer.includes('No such meeting.'))).toEqual([]);
  expect(
    none.filling.filter((answer) => !answer.includes('This form is too old or was sent already.')),
  ).toEqual([]);

  let tries = 0;
  for (let at = 0; at < WORKSPACES; at += 1) {
    const victim = found[(at + 1) % WORKSPACES];
    if (!victim) throw new Error('the stage is not set');
    expect(await answered(at, asking(victim))).toEqual(none.asking);
    expect(await answered(at, filling(victim))).toEqual(none.filling);
    tries += none.asking.length + none.filling.length;
    for (const typed of [victim.meetingId, victim.topic, 'Secret']) {
      const request = { kind: 'words', words: ['show', typed] } as const;
      const offered = await dispatcher.suggest(asked(at, 'olga', request), 25);
      expect(offered.map(({ label }) => label)).not.toContain(victim.topic);
    }
  }
  expect(JSON.stringify(await all())).toBe(before);
  tellFigure(`${tries} attempts across ${WORKSPACES} workspaces: 0 succeeded`, 'none');
}, 3_600_000);
