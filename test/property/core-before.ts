import { commands } from '../../src/commands/registry.ts';
import { createDispatcher } from '../../src/dispatcher.ts';
import { createDoor } from '../../src/door/door.ts';
import type { ProviderName } from '../../src/ids.ts';
import { asId, type EventId, type ForeignId } from '../../src/ids.ts';
import { emptyChange } from '../../src/meeting/change.ts';
import type { MeetingRecord } from '../../src/meeting/meeting.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { ConferenceProvider } from '../../src/ports/conference.ts';
import type { Invocation, Token } from '../../src/ports/inbox.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';
import { GENERAL, PLATFORM, setStage } from '../jobs/stage.ts';

/** Organizers: two with an account at the provider, one without. */
export const PEOPLE = ['olga', 'ada', 'ivan'] as const;
export type Who = (typeof PEOPLE)[number];

type Provide = NonNullable<NonNullable<Parameters<typeof setStage>[0]>['provide']>;

/** Commands, jobs and store, all real, before these providers; what commands ask is answered with yes. */
export async function coreBefore(clock: FakeClock, provide: Provide) {
  const made = new Map<ProviderName, ConferenceProvider>();
  const stage = await setStage({
    clock,
    provide: (parts) => {
      for (const [name, provider] of provide(parts)) made.set(name, provider);
      return made;
    },
  });
  const { store, vault, log, random, publicUrl, chat, workspace, worker, hostOf } = stage;
  for (const name of PEOPLE) {
    chat.join(name, 'creator', [GENERAL]);
    if (name !== 'ivan') chat.emails.set(asId<ForeignId>(name), `${name}@example.org`);
  }
  const settings = { ...workspace.settings, meetingsPerHour: 1_000, inviteesPerDay: 10_000 };
  await store.commit({ ...emptyChange, workspaces: [{ ...workspace, settings, version: 2 }] });

  const door = createDoor({
    ...{ store, vault, log, clock, hostOf, providers: made, sharedNetworks: [], committed: worker.wake },
    isMember: async () => true,
  });
  const dispatcher = createDispatcher({
    ...{ store, vault, random, clock, log, door, commands, providers: stage.infos, publicUrl },
    directoryOf: () => chat,
    newWorkspace: { plan: 'free', provider: workspace.settings.provider },
    mail: false,
    committed: worker.wake,
  });

  let events = 0;
  async function handle(who: Who, request: Invocation['request']): Promise<Answer> {
    const member = chat.members.get(asId<ForeignId>(who));
    if (!member) throw new Error(`nobody is called ${who}`);
    events += 1;
    const answer = await dispatcher.handle({
      event: asId<EventId>(`event-${events}`),
      platform: PLATFORM,
      workspace: { foreignId: workspace.foreignId, name: workspace.name },
      conversation: { foreignId: asId<ForeignId>(`dm-${who}`), name: who, visibility: 'direct' },
      actor: member.person,
      confidential: true,
      request,
    });
    const yes = yesIn(answer);
    return yes === null ? answer : handle(who, { kind: 'press', press: yes });
  }

  const tokensOf = (typed: string): readonly Token[] =>
    typed
      .split(' ')
      .map((word) =>
        word.startsWith('@') ? { kind: 'person', foreignId: asId<ForeignId>(word.slice(1)) } : word,
      );

  return {
    ...stage,
    says: (who: Who, typed: string) => handle(who, { kind: 'words', words: tokensOf(typed) }),
    presses: (who: Who, press: string) => handle(who, { kind: 'press', press }),
    /** The one open meeting of that organizer. */
    async meetingOf(who: Who): Promise<MeetingRecord> {
      const { id } = await stage.person(who);
      const [only, second] = (await store.meetings.ofAccount(id, 10)).filter(
        ({ meeting }) => meeting.organizer === id,
      );
      if (!only || second) throw new Error(`${who} has none or several meetings`);
      return only;
    },
  };
}

function yesIn(answer: Answer): string | null {
  if (!('message' in answer)) return null;
  for (const block of answer.message.blocks) {
    if (block.kind !== 'buttons') continue;
    for (const button of block.buttons)
      if (button.kind === 'press' && button.press.startsWith('yes:')) return button.press;
  }
  return null;
}
