import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../db/index.ts';
import { systemClock } from '../../src/clock.ts';
import { commands } from '../../src/commands/registry.ts';
import { createDispatcher } from '../../src/dispatcher.ts';
import { createDoor } from '../../src/door/door.ts';
import { asId, type EventId, type ForeignId, fresh } from '../../src/ids.ts';
import { createLog } from '../../src/log.ts';
import type { Workspace } from '../../src/meeting/workspace.ts';
import type { Answer } from '../../src/messages/answer.ts';
import type { Abilities } from '../../src/ports/conference.ts';
import type { Store } from '../../src/ports/store.ts';
import { systemRandom } from '../../src/random.ts';
import { createKeyring } from '../../src/vault/keyring.ts';
import { createVault, type Vault } from '../../src/vault/vault.ts';
import { aHost } from '../fakes/a-host.ts';
import { FakeChat } from '../fakes/fake-chat.ts';
import { FakeProvider } from '../fakes/fake-provider.ts';
import { aChange, aWorkspace } from '../fakes/records.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { median } from './median.ts';

/** The built-in room's, as far as texts depend on it. */
const ABILITIES: Abilities = {
  seats: 8,
  presence: true,
  waitingRoom: true,
  ownCodes: false,
  rotate: 'nothing',
};

const FEW = 1_000;
const MANY = 1_000_000;
/** Of the other meetings: so many workspaces and organizers share them. */
const WORKSPACES = 1_000;
const PEOPLE = 50_000;
/** Of the one who asks: within what one person may create in an hour. */
const OWN = 10;
const ROUNDS = 1_000;
const WARM_UP = 300; // until the compiler has done its part on both sides

export type ManyFigures = {
  /** Medians in milliseconds, from the invocation to its answer, in turns in one run. */
  readonly list: { readonly few: number; readonly many: number };
  readonly adminList: { readonly few: number; readonly many: number };
  readonly code: { readonly few: number; readonly many: number };
  /** Seconds that it took to fill the database with the many. */
  readonly filling: number;
};

/** The same ten meetings, asked about in a database of 1,000 and in one of 1,000,000. */
export async function benchMany(): Promise<ManyFigures> {
  const folder = temporaryFolder('bench-many');
  const few = await aDatabase(join(folder, 'few.db'), FEW);
  const began = performance.now();
  const many = await aDatabase(join(folder, 'many.db'), MANY);
  const filling = (performance.now() - began) / 1_000;
  const measure = async (asks: (database: typeof few, round: number) => Promise<unknown>) => {
    const took = { few: [] as number[], many: [] as number[] };
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      for (const [name, database] of Object.entries({ few, many })) {
        const start = performance.now();
        await asks(database, round);
        if (round >= 0) took[name === 'few' ? 'few' : 'many'].push(performance.now() - start);
      }
    }
    return { few: median(took.few), many: median(took.many) };
  };
  const figures = {
    list: await measure(({ asks }) => asks('ivan', ['list'])),
    adminList: await measure(({ asks }) => asks('ada', ['list'])),
    code: await measure(({ asks, ids }, round) => asks('ivan', ['code', ids[Math.abs(round) % OWN] ?? ''])),
    filling,
  };
  await Promise.all([few.store.close(), many.store.close()]);
  await rm(folder, { recursive: true });
  return figures;
}

/** A workspace with ten meetings that Ivan is invited to, among so many of other workspaces. */
async function aDatabase(file: string, count: number) {
  const workspace = aWorkspace();
  const vault = createVault(createKeyring(systemRandom), systemRandom);
  const empty = await openStore(file);
  await empty.commit(aChange({ workspaces: [workspace] }));
  const olga = talkingTo(empty, workspace, vault);
  for (let at = 1; at <= OWN; at += 1) await olga('olga', ['now', `Own ${at}`, '@ivan']);
  const own = await empty.meetings.ofWorkspace(workspace.id, OWN);
  await empty.close();
  fill(file, count - OWN);
  const store = await openStore(file);
  const asks = talkingTo(store, workspace, vault);
  return { store, asks, ids: own.map(({ meeting }) => meeting.meetingId) };
}

/** What it takes to give a command, over this store. */
function talkingTo(store: Store, workspace: Workspace, vault: Vault) {
  const clock = systemClock;
  const chat = new FakeChat(clock);
  const provider = new FakeProvider(clock, ABILITIES);
  const name = workspace.settings.provider;
  const people = { olga: 'creator', ivan: 'member', ada: 'admin' } as const;
  for (const [who, role] of Object.entries(people)) chat.join(who, role);
  const log = createLog('silent');
  const committed = () => {};
  const door = createDoor({
    ...{ store, vault, log, clock, committed },
    providers: new Map([[name, provider]]),
    hostOf: async () => aHost(),
    isMember: async () => true,
    sharedNetworks: [],
  });
  const dispatcher = createDispatcher({
    ...{ store, vault, clock, log, door, commands, committed },
    random: systemRandom,
    publicUrl: 'https://meet.example.org',
    providers: new Map([[name, { label: () => 'Calls', abilities: provider.abilities }]]),
    directoryOf: () => chat,
    newWorkspace: { plan: 'free', provider: name },
    mail: false,
  });

  return async function asks(who: keyof typeof people, words: readonly string[]): Promise<Answer> {
    const member = chat.members.get(asId<ForeignId>(who));
    if (!member) throw new Error(`nobody is called ${who}`);
    const answer = await dispatcher.handle({
      event: fresh<EventId>(),
      platform: workspace.platform,
      workspace: { foreignId: workspace.foreignId, name: workspace.name },
      conversation: { foreignId: asId<ForeignId>('general'), name: 'general', visibility: 'public' },
      actor: member.person,
      confidential: true,
      request: {
        kind: 'words',
        words: words.map((word) =>
          word.startsWith('@') ? { kind: 'person', foreignId: asId<ForeignId>(word.slice(1)) } : word,
        ),
      },
    });
    if (answer.kind !== 'private' || answer.refused) throw new Error(`not answered: ${words.join(' ')}`);
    return answer;
  };
}

/** Copies one of the meetings, with all that belongs to it, under other ids, into other workspaces. */
function fill(file: string, count: number): void {
  const client = new Database(file);
  client.pragma('foreign_keys = OFF'); // what refers to what comes one table after the other
  // Nobody else has it open, and a half of it is worth nothing.
  client.pragma('locking_mode = EXCLUSIVE');
  client.pragma('journal_mode = OFF');
  client.pragma('synchronous = OFF');
  client.pragma('cache_size = -500000'); // KiB
  const columnsOf = (table: string) =>
    client.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table).map(String);
  const copy = (table: string, where: string, many: number, changed: Readonly<Record<string, string>>) => {
    const columns = columnsOf(table);
    const values = columns.map((column) => changed[column] ?? `t."${column}"`);
    client.exec(
      `WITH RECURSIVE numbered(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbered WHERE n < ${many})
       INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
       SELECT ${values.join(', ')} FROM numbered, (SELECT * FROM "${table}" WHERE ${where}) t`,
    );
  };
  const key = client.prepare('SELECT key FROM meetings LIMIT 1').pluck().get();
  const of = `meeting_key = '${key}'`;
  const id = (kind: string) => `printf('${kind}%019d', n)`;
  const renumbered = `substr(t.id, 1, 10) || printf('%010d', n)`;
  const person = `printf('p%019d', n % ${PEOPLE})`;
  const account = `CASE t.role WHEN 'organizer' THEN ${person} ELSE printf('p%019d', (n * 7 + 1) % ${PEOPLE}) END`;
  const number = `CAST(30000000000 + n AS TEXT)`;
  const workspace = `printf('w%019d', n % ${WORKSPACES})`;
  client.exec('BEGIN IMMEDIATE');
  copy('workspaces', '1 = 1', WORKSPACES, { id: `printf('w%019d', n - 1)`, foreign_id: `'team-' || n` });
  copy('meetings', `key = '${key}'`, count, {
    key: id('m'),
    meeting_id: number,
    workspace_id: workspace,
    organizer: person,
    created_by: person,
  });
  copy('numbers', of, count, { meeting_id: number, meeting_key: id('m') });
  copy('occurrences', of, count, {
    id: id('o'),
    meeting_key: id('m'),
    card: `'channel-' || (n % ${WORKSPACES})`,
  });
  copy('conferences', of, count, { id: id('c'), meeting_key: id('m') });
  copy('invitations', of, count, {
    id: renumbered,
    meeting_key: id('m'),
    invitee: account,
    invited_by: person,
  });
  copy('deliveries', `${of} AND content = 'slip'`, count, {
    id: renumbered,
    key: `t.key || n`,
    workspace_id: workspace,
    meeting_key: id('m'),
    occurrence_id: id('o'),
    to: person,
  });
  client.exec('COMMIT');
  client.close();
}
