import { expect, onTestFinished } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { openPasscode } from '../../src/commands/codes.ts';
import type { ProviderInfo } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/registry.ts';
import { createDispatcher } from '../../src/dispatcher.ts';
import { createDoor } from '../../src/door/door.ts';
import { asId, type EventId, type ForeignId } from '../../src/ids.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import type { Workspace } from '../../src/meeting/workspace.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { PrivateButton } from '../../src/messages/message.ts';
import type { Abilities } from '../../src/ports/conference.ts';
import type { Role } from '../../src/ports/directory.ts';
import type { Conversation, Invocation, Token, Values } from '../../src/ports/inbox.ts';
import type { Messenger } from '../../src/ports/messenger.ts';
import type { Store } from '../../src/ports/store.ts';
import { aHost } from '../fakes/a-host.ts';
import { textOf as textOfMessage } from '../fakes/fake-chat.ts';
import { GENERAL, PLATFORM, ROOM, setStage } from '../jobs/stage.ts';

/** Where things are said: a public channel, a private one, or alone with the bot. */
export type Where = 'general' | 'team' | 'direct';

const TEAM = asId<ForeignId>('team');

const PEOPLE = {
  olga: 'creator',
  ada: 'admin',
  ivan: 'member',
  /** Her direct messages are closed. */
  mia: 'member',
  /** The platform does not tell his zone. */
  lee: 'member',
  zoe: 'member',
  gus: 'guest',
  /** A bot. */
  robo: 'member',
  /** Is in no conversation. */
  pat: 'member',
} as const satisfies Readonly<Record<string, Role>>;

export type Who = keyof typeof PEOPLE;

type Options = {
  /** The built-in room with six seats, unless told otherwise. */
  readonly abilities?: Abilities;
  readonly wrapStore?: (store: Store) => Store;
  readonly mail?: Messenger;
};

export type Journey = Awaited<ReturnType<typeof openWorkspace>>;

/**
 * A workspace full of people who talk to the real dispatcher, over a real store. When the test is over, nothing that
 * everybody can read holds a passcode or a personal link.
 */
export async function openWorkspace(options: Options = {}) {
  const stage = await setStage({ abilities: { ...ROOM, seats: 6 }, ...options });
  const { store, clock, vault, log, random, publicUrl, chat, provider, workspace, worker } = stage;
  for (const [name, role] of Object.entries(PEOPLE)) {
    const person = chat.join(name, role, name === 'pat' ? [] : [GENERAL, TEAM]);
    const odd = { zone: name === 'lee' ? null : person.zone, bot: name === 'robo' };
    chat.members.set(person.foreignId, {
      role,
      person: { ...person, ...odd },
      conversations: name === 'pat' ? [] : [GENERAL, TEAM],
    });
  }
  stage.close('mia');

  const committed = () => worker.wake();
  const name = workspace.settings.provider;
  const providers = new Map<typeof name, ProviderInfo>([
    [name, { label: () => 'Calls', abilities: provider.abilities }],
  ]);
  /** The door makes who guesses wait, which is tested where the door is. */
  const hasty: Clock = { now: () => clock.now(), sleep: async () => {} };
  const door = createDoor({
    store,
    vault,
    log,
    clock: hasty,
    providers: new Map([[name, provider]]),
    hostOf: async () => aHost(),
    isMember: async () => true,
    sharedNetworks: [],
    committed,
  });
  const dispatcher = createDispatcher({
    ...{ store, vault, random, clock, log, door, commands, providers, publicUrl, committed },
    directoryOf: () => chat,
    newWorkspace: { plan: 'free', provider: name },
    mail: options.mail !== undefined,
  });

  const secrets = new Set<string>();
  const publicAnswers: string[] = [];
  const notices: string[] = [];
  onTestFinished(() => {
    const posted = chat.posted.filter(({ place }) => place === GENERAL || place === TEAM);
    const open = JSON.stringify([posted, publicAnswers, notices, stage.lines]);
    expect([...secrets].filter((secret) => open.includes(secret))).toEqual([]);
  });

  const records = (): Promise<readonly MeetingRecord[]> => store.meetings.ofWorkspace(workspace.id, 1_000);

  /** What there is now that nobody but its owner may read. */
  async function noteSecrets(): Promise<void> {
    for (const record of await records()) {
      secrets.add(openPasscode({ vault }, record).open());
      for (const { id, link, linkKey } of record.invitations) {
        secrets.add(vault.linkToken({ invitationId: id, link, linkKey }).open());
      }
    }
  }

  const conversationOf = (who: Who, where: Where): Conversation =>
    where === 'direct'
      ? { foreignId: asId<ForeignId>(`dm-${who}`), name: who, visibility: 'direct' }
      : {
          foreignId: where === 'team' ? TEAM : GENERAL,
          name: where,
          visibility: where === 'team' ? 'private' : 'public',
        };

  let events = 0;
  function invocation(who: Who, request: Invocation['request'], where: Where): Invocation {
    const member = chat.members.get(asId<ForeignId>(who));
    if (!member) throw new Error(`nobody is called ${who}`);
    events += 1;
    return {
      event: asId<EventId>(`event-${events}`),
      platform: PLATFORM,
      workspace: { foreignId: workspace.foreignId, name: workspace.name },
      conversation: conversationOf(who, where),
      actor: member.person,
      confidential: request.kind !== 'words' || where === 'direct',
      request,
    };
  }

  async function handle(asked: Invocation): Promise<Answer> {
    const answer = await dispatcher.handle(asked);
    await noteSecrets();
    if (answer.kind === 'public') publicAnswers.push(JSON.stringify(answer));
    if (answer.kind === 'private' || answer.kind === 'retract') notices.push(answer.message.notice);
    return answer;
  }

  /** The words with `@ivan` as the platform marks it; `@nobody` stays what was typed. */
  const tokensOf = (typed: string): readonly Token[] =>
    typed.split(' ').map((word) => {
      const foreignId = asId<ForeignId>(word.slice(1));
      if (/^[^@]+@[^@]+$/.test(word)) return { kind: 'email', address: word };
      if (!word.startsWith('@')) return word;
      if (chat.groups.has(foreignId)) return { kind: 'group', foreignId, name: word };
      return chat.members.has(foreignId) ? { kind: 'person', foreignId } : word;
    });

  return {
    ...stage,
    door,
    dispatcher,
    invocation,
    handle,
    records,
    /** Types `/meeting <typed>`. */
    says: (who: Who, typed: string, where: Where = 'general'): Promise<Answer> =>
      handle(invocation(who, { kind: 'words', words: tokensOf(typed) }, where)),
    presses: (who: Who, press: string, where: Where = 'general'): Promise<Answer> =>
      handle(invocation(who, { kind: 'press', press }, where)),
    fills: (who: Who, submit: string, values: Values, where: Where = 'general'): Promise<Answer> =>
      handle(invocation(who, { kind: 'submit', submit, values }, where)),
    /** What somebody was sent, or what stands in a conversation, now. */
    seen: (who: Who | 'general' | 'team'): readonly string[] => chat.seen(asId<ForeignId>(who)),
    /** The one meeting of this topic that is not over. */
    async meetingNamed(topic: string): Promise<MeetingRecord> {
      const found = (await records()).filter(({ meeting }) => meeting.topic === topic);
      const [only, second] = found;
      if (!only || second) throw new Error(`${found.length} meetings are called ${topic}`);
      return only;
    },
    /** Changes the workspace as an operator or an admin would. */
    async furnish(change: Partial<Pick<Workspace, 'plan' | 'locked' | 'settings'>>): Promise<void> {
      const now = await store.workspaces.byId(workspace.id);
      if (!now) throw new Error('the workspace is gone');
      const next = { ...now, ...change, version: now.version + 1 };
      await store.commit({ ...emptyChange, workspaces: [next] });
    },
  };
}

/** Everything that the asker reads, secrets opened; of a form its title, what is wrong and its fields. */
export function textOf(answer: Answer): string {
  switch (answer.kind) {
    case 'private':
    case 'retract':
    case 'public':
      return textOfMessage(answer.message);
    case 'form': {
      const { title, fields, intro, button } = answer.form;
      const lines = fields.map(({ label, error }) => (error === null ? label : `${label}: ${error}`));
      return [title, ...intro.map((span) => ('text' in span ? span.text : '')), ...lines, button].join('\n');
    }
    case 'nothing':
      return '';
    default:
      return answer satisfies never;
  }
}

/** What the button of this label sends. */
export function pressIn(answer: Answer, label: string): string {
  const found = buttonsOf(answer).find((button) => button.label === label);
  if (!found || !('press' in found)) throw new Error(`no button ${label} in:\n${textOf(answer)}`);
  return found.press;
}

/** The address behind the button of this label. */
export function linkIn(answer: Answer, label: string): string {
  const found = buttonsOf(answer).find((button) => button.label === label);
  if (found?.kind !== 'open') throw new Error(`no link ${label} in:\n${textOf(answer)}`);
  return found.url.open();
}

/** What a form sends when it is filled in. */
export function submitOf(answer: Answer): string {
  if (answer.kind !== 'form') throw new Error(`no form but:\n${textOf(answer)}`);
  return answer.form.submit;
}

function buttonsOf(answer: Answer): readonly PrivateButton[] {
  if (!('message' in answer)) return [];
  return answer.message.blocks.flatMap((block): readonly PrivateButton[] =>
    block.kind === 'buttons' ? block.buttons : [],
  );
}
