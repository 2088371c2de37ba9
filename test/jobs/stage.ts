import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { HOUR } from '../../src/clock.ts';
import { sealPasscode } from '../../src/commands/codes.ts';
import type { ProviderInfo } from '../../src/commands/command.ts';
import { createAttendance } from '../../src/door/attendance.ts';
import { createCallNews } from '../../src/door/call-news.ts';
import { createHostOf } from '../../src/door/host.ts';
import {
  type AccountId,
  asId,
  type ConferenceId,
  type ForeignId,
  fresh,
  type InvitationId,
  MAIL,
  type MeetingKey,
  type OccurrenceId,
  type Platform,
  type ProviderName,
  type WorkspaceId,
} from '../../src/ids.ts';
import { createConferenceJob } from '../../src/jobs/conference.ts';
import { createDeliver } from '../../src/jobs/deliver.ts';
import { createDrop } from '../../src/jobs/drop.ts';
import { programFacts } from '../../src/jobs/facts.ts';
import { createLook } from '../../src/jobs/look.ts';
import { costOf } from '../../src/jobs/pace.ts';
import { createRemind } from '../../src/jobs/remind.ts';
import { createRenderer } from '../../src/jobs/render.ts';
import { createSchedule } from '../../src/jobs/schedule.ts';
import { createSweep } from '../../src/jobs/sweep.ts';
import { createWorker, type WorkerParts } from '../../src/jobs/worker.ts';
import type { Log } from '../../src/log.ts';
import type { Account } from '../../src/meeting/account.ts';
import { combine, emptyChange, recordChange } from '../../src/meeting/change.ts';
import { createMeeting, type MeetingDraft, type OccurrenceDraft } from '../../src/meeting/create.ts';
import type { InvitationDraft } from '../../src/meeting/invite.ts';
import type { MeetingRecord, Occurrence } from '../../src/meeting/meeting.ts';
import { makeMeetingId } from '../../src/meeting/meeting-id.ts';
import { makePasscode } from '../../src/meeting/passcode.ts';
import { isRefused, type Refused } from '../../src/meeting/refusal.ts';
import { createRoom, holdCall } from '../../src/meeting/room.ts';
import { rotatePasscode } from '../../src/meeting/rotate.ts';
import { defaultSettings, type Workspace } from '../../src/meeting/workspace.ts';
import type { ConferenceParts } from '../../src/ports/adapter.ts';
import type { Abilities, ConferenceProvider } from '../../src/ports/conference.ts';
import type { Messenger, Pace } from '../../src/ports/messenger.ts';
import type { Change, Store } from '../../src/ports/store.ts';
import type { RandomBytes } from '../../src/random.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { createVault } from '../../src/vault/vault.ts';
import { openEmptyStore } from '../db/open-empty-store.ts';
import { FakeChat } from '../fakes/fake-chat.ts';
import { FakeClock } from '../fakes/fake-clock.ts';
import { FakeProvider } from '../fakes/fake-provider.ts';
import { seededRandom } from '../fakes/seeded-random.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export const PLATFORM = asId<Platform>('playground');
export const GENERAL = asId<ForeignId>('general');
const PROVIDER = asId<ProviderName>('room');

export const ROOM: Abilities = {
  seats: 2,
  presence: true,
  waitingRoom: true,
  ownCodes: false,
  rotate: 'nothing',
};
export const ZOOM: Abilities = {
  seats: null,
  presence: false,
  waitingRoom: true,
  ownCodes: true,
  rotate: 'in-place',
};

/** So fast that no test has to wait for it. */
const UNPACED: Pace = {
  perPlace: { messages: 1, per: 0 },
  perWorkspace: { messages: 1, per: 0 },
  overall: { messages: 1, per: 0 },
};

type Line = { readonly level: string; readonly event: string; readonly data: object };

type Options = {
  readonly abilities?: Abilities;
  readonly pace?: Pace;
  readonly concurrency?: number;
  /** Randomness of the pauses between tries. */
  readonly jitter?: RandomBytes;
  /** Other stores, messengers or providers in the place of the usual ones. */
  readonly wrapStore?: (store: Store) => Store;
  readonly messengers?: ReadonlyMap<Platform, Messenger>;
  /** Brings mail; without it nobody can be invited by e-mail. */
  readonly mail?: Messenger;
  readonly providers?: ReadonlyMap<ProviderName, ConferenceProvider>;
  /** Real providers in the place of the fake one; the first is the workspace's. */
  readonly provide?: (parts: ProviderParts) => ReadonlyMap<ProviderName, ConferenceProvider>;
  readonly clock?: FakeClock;
};

type ProviderParts = Omit<ConferenceParts, 'dataDir' | 'credentials' | 'news'>;

export type Stage = Awaited<ReturnType<typeof setStage>>;

/** Everything that jobs work with: a real store, and fakes for the clock, the platform and the provider. */
export async function setStage(options: Options = {}) {
  const clock = options.clock ?? new FakeClock();
  const chat = new FakeChat(clock);
  const random = seededRandom('jobs');
  const vault = createVault(createKeyring(random), random);
  const folder = temporaryFolder('jobs');
  const opened = await openEmptyStore(join(folder, 'latchkey.db'));
  const store = options.wrapStore?.(opened) ?? opened;
  const lines: Line[] = [];
  const write = (level: string) => (data: object, event: string) => void lines.push({ level, event, data });
  const log: Log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const provider = new FakeProvider(clock, options.abilities ?? ROOM);
  const info: ProviderInfo = { label: () => 'Calls', abilities: provider.abilities };
  const infos = new Map([[PROVIDER, info]]);
  const usual: ReadonlyMap<ProviderName, ConferenceProvider> = new Map([[PROVIDER, provider]]);
  const publicUrl = 'https://latchkey.example';

  const parts = { store, clock, random, log, vault, publicUrl };
  const attendance = createAttendance({ ...parts, providers: infos, committed: () => worker.wake() });
  const news = createCallNews(
    { ...parts, providers: infos, attendance, committed: () => worker.wake() },
    PROVIDER,
  );
  const hostOf = createHostOf(store, () => chat);
  const renderer = createRenderer({ ...parts, providers: infos });
  const messengers =
    options.messengers ??
    new Map<Platform, Messenger>([
      [PLATFORM, chat],
      ...(options.mail ? [[MAIL, options.mail] as const] : []),
    ]);
  const real = options.provide?.({ ...parts, attendance });
  for (const [name, { abilities }] of real ?? []) infos.set(name, { label: () => name, abilities });
  const providers = real ?? options.providers ?? usual;
  const [first = PROVIDER] = (real ?? usual).keys();
  const runners: WorkerParts['runners'] = {
    ...createSchedule({ ...parts, providers: infos }),
    remind: createRemind({ ...parts, providers: infos }),
    deliver: createDeliver({ ...parts, random: options.jitter ?? random, messengers, renderer }),
    conference: createConferenceJob({ ...parts, providers, hostOf }),
    look: createLook({ ...parts, providers, hostOf }),
    drop: createDrop({ ...parts, providers, hostOf }),
    sweep: createSweep({ ...parts, providers: infos, attendance, retentionDays: 30 }),
  };
  const cost = costOf(new Map([[PLATFORM, options.pace ?? UNPACED]]));
  const worker = createWorker({ ...parts, runners, cost, name: 'w1', concurrency: options.concurrency ?? 8 });
  onTestFinished(async () => {
    await worker.stop();
    await opened.close();
    await rm(folder, { recursive: true });
  });

  const workspace: Workspace = {
    id: fresh<WorkspaceId>(),
    platform: PLATFORM,
    foreignId: asId<ForeignId>('acme'),
    name: 'Acme',
    plan: 'free',
    locked: false,
    settings: defaultSettings(first, 'Europe/Berlin', 'en'),
    version: 1,
  };
  await store.commit({ ...emptyChange, workspaces: [workspace] });

  async function person(name: string): Promise<Account> {
    const foreignId = asId<ForeignId>(name);
    const known = await store.accounts.byForeign(PLATFORM, foreignId);
    if (known !== null) return known;
    const account: Account = {
      id: fresh<AccountId>(),
      platform: PLATFORM,
      foreignId,
      name,
      handle: name,
      bot: false,
      zone: null,
      locale: 'en',
      unreachable: null,
      muted: [],
      language: null,
      reminder: 10,
      version: 1,
    };
    await store.commit({ ...emptyChange, accounts: [account] });
    return account;
  }

  /** Commits what somebody, or the program, made of a meeting. */
  async function becomes(
    before: MeetingRecord | null,
    after: MeetingRecord | Refused,
    actor: AccountId | null = null,
    more: Partial<Change> = {},
  ): Promise<MeetingRecord> {
    if (isRefused(after)) throw new Error(`refused: ${after.refused.why}`);
    const facts = { ...(await programFacts({ store, providers: infos }, after, clock.now())), actor };
    const result = await store.commit(
      combine(recordChange(before, after, facts), { ...emptyChange, ...more }),
    );
    if (result !== 'done') throw new Error(`commit: ${result}`);
    return read(after);
  }

  async function read({ meeting }: MeetingRecord): Promise<MeetingRecord> {
    const record = await store.meetings.byKey(meeting.key);
    if (record === null) throw new Error('no such meeting');
    return record;
  }

  const invitations = async (names: readonly string[]): Promise<readonly InvitationDraft[]> => {
    const accounts = await Promise.all(names.map(person));
    return accounts.map(({ id }) => ({
      id: fresh<InvitationId>(),
      invitee: { kind: 'account', account: id },
    }));
  };

  async function draftOf(): Promise<MeetingDraft> {
    const key = fresh<MeetingKey>();
    const draft = { key, meetingId: makeMeetingId(random), workspaceId: workspace.id };
    return {
      ...draft,
      ...sealPasscode({ vault }, { ...draft, revision: 1 }, makePasscode(random)),
      topic: 'Standup',
      organizer: (await person('olga')).id,
      organizerInvitation: fresh<InvitationId>(),
      access: 'invitees',
      waitingRoom: 'off',
      provider: PROVIDER,
      conferenceId: fresh<ConferenceId>(),
      linkKey: vault.primary,
    };
  }

  /** A meeting of Olga's, held now unless told otherwise, with its card in #general. */
  async function meeting(
    invited: readonly string[],
    time: Partial<Pick<OccurrenceDraft, 'startsAt' | 'endsAt' | 'card'>> = {},
  ): Promise<MeetingRecord> {
    const startsAt = time.startsAt ?? clock.now();
    const created = createMeeting(
      {
        recurrence: null,
        ...(await draftOf()),
        occurrence: {
          id: fresh<OccurrenceId>(),
          zone: 'Europe/Berlin',
          card: GENERAL,
          endsAt: startsAt + HOUR,
          ...time,
          startsAt,
        },
        invitees: await invitations(invited),
      },
      clock.now(),
    );
    return becomes(null, created);
  }

  /** A call in a personal room of Olga's, held now unless told otherwise. */
  async function call(
    invited: readonly string[],
    time: Partial<Pick<OccurrenceDraft, 'startsAt' | 'endsAt'>> = {},
  ): Promise<MeetingRecord> {
    const room = createRoom(
      { ...(await draftOf()), founding: { id: fresh<OccurrenceId>(), zone: 'Europe/Berlin' } },
      clock.now(),
    );
    const startsAt = time.startsAt ?? clock.now();
    const id = fresh<OccurrenceId>();
    const times = { startsAt, endsAt: time.endsAt ?? startsAt + HOUR, zone: 'Europe/Berlin', card: GENERAL };
    const invitees = await invitations(invited);
    const held = holdCall(
      room,
      { id, ...times, invitees, topic: 'Review', linkKey: vault.primary },
      clock.now(),
    );
    return becomes(null, held);
  }

  /** The record with a new passcode. */
  const rotated = (record: MeetingRecord): MeetingRecord | Refused => {
    const next = { ...record.meeting, revision: record.meeting.revision + 1 };
    return rotatePasscode(record, sealPasscode({ vault }, next, makePasscode(random)), provider.abilities);
  };

  /** Lets time pass, running each job when it is due. */
  async function pass(ms: number): Promise<void> {
    const end = clock.now() + ms;
    for (;;) {
      await worker.runDue();
      const next = await store.jobs.nextAt();
      if (next === null || next > end) break;
      await clock.advance(Math.max(next - clock.now(), 1));
    }
    await clock.advance(end - clock.now());
  }

  return {
    ...parts,
    chat,
    infos,
    providers,
    provider,
    attendance,
    news,
    hostOf,
    worker,
    lines,
    workspace,
    messengers,
    runners,
    cost,
    person,
    becomes,
    read,
    meeting,
    call,
    renderer,
    rotated,
    pass,
    /** What somebody, or a conversation, sees now. */
    sees: (who: string): readonly string[] => chat.seen(asId<ForeignId>(who)),
    close: (who: string) => chat.closed.add(asId<ForeignId>(who)),
    open: (who: string) => chat.closed.delete(asId<ForeignId>(who)),
    passcodeOf: ({ meeting }: MeetingRecord): string =>
      vault
        .open(
          'passcode',
          { workspaceId: meeting.workspaceId, row: meeting.key, revision: meeting.revision },
          meeting.passcode,
        )
        .open(),
  };
}

/** A meeting's only occurrence, or the only call that was held in a personal room after its founding. */
export function onlyOccurrence({ meeting, occurrences }: MeetingRecord): Occurrence {
  const held = meeting.kind === 'personal' ? occurrences.filter(({ topic }) => topic !== null) : occurrences;
  const [occurrence] = held;
  if (occurrence === undefined || held.length > 1) throw new Error('not one occurrence');
  return occurrence;
}
