import { chatEntries, conferenceEntries, mailEntry } from '../adapters/registry.ts';
import { createWeb } from '../adapters/web/index.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Command, ProviderInfo } from './commands/command.ts';
import { commands } from './commands/registry.ts';
import { createDispatcher } from './dispatcher.ts';
import { createAttendance } from './door/attendance.ts';
import { createCallNews } from './door/call-news.ts';
import { createDoor } from './door/door.ts';
import { createHostOf } from './door/host.ts';
import { createIsMember } from './door/membership.ts';
import { freePort } from './free-port.ts';
import { MAIL, type Platform, type ProviderName } from './ids.ts';
import { type Installation, openInstallation } from './installation.ts';
import { createConferenceJob } from './jobs/conference.ts';
import { createDeliver } from './jobs/deliver.ts';
import { createDrop } from './jobs/drop.ts';
import { createLook } from './jobs/look.ts';
import { costOf } from './jobs/pace.ts';
import { createRemind } from './jobs/remind.ts';
import { createRenderer } from './jobs/render.ts';
import { createSchedule } from './jobs/schedule.ts';
import { createSweep, sweepJobs } from './jobs/sweep.ts';
import { createWorker } from './jobs/worker.ts';
import { createLog, type Log } from './log.ts';
import { emptyChange } from './meeting/change.ts';
import type { ChatAdapter, Env } from './ports/adapter.ts';
import type { Directory } from './ports/directory.ts';
import { newId, type RandomBytes, systemRandom } from './random.ts';
import { type Entries, readSettings, type Settings } from './settings.ts';
import { createCredentials } from './vault/adapter-credentials.ts';
import { createWorkspaceAccounts } from './workspace-accounts.ts';

/** What a whole Latchkey is made of; a test puts its own in. */
export type Choices = Entries & {
  readonly commands: readonly Command[];
  readonly clock: Clock;
  readonly random: RandomBytes;
  /** Null: as `LOG_LEVEL` says, on stdout. */
  readonly log: Log | null;
};

const DEFAULTS: Choices = {
  chatEntries,
  conferenceEntries,
  mailEntry,
  commands,
  clock: systemClock,
  random: systemRandom,
  log: null,
};

export type App = {
  /** Base of every link that people get. */
  readonly url: string;
  /** The playground's page; null: it is off. */
  readonly playground: string | null;
  /** Whether a chat platform other than the playground is on. */
  readonly hasPlatform: boolean;
  readonly log: Log;
  /** Takes no more events, lets what runs finish, closes the store. */
  stop(): Promise<void>;
};

/** Jobs at once: enough that one slow platform does not hold up the others. */
const CONCURRENCY = 16;

/**
 * Puts the program together and starts it. Throws ConfigError with every problem of the settings, and what the
 * system says when the port cannot be had; then nothing runs and nothing was sent.
 */
export async function compose(env: Env, choices: Partial<Choices> = {}): Promise<App> {
  const chosen = { ...DEFAULTS, ...choices };
  const settings = readSettings(env, chosen);
  const log = chosen.log ?? createLog(settings.config.logLevel);
  const installation = await openInstallation(settings.config, { random: chosen.random, log, create: true });
  try {
    return await run(settings, installation, { ...chosen, log });
  } catch (error) {
    await installation.store.close();
    throw error;
  }
}

async function run(
  { config, chat, conference, mail }: Settings,
  { store, vault }: Installation,
  { commands, clock, random, log }: Choices & { readonly log: Log },
): Promise<App> {
  const port = config.port || (await freePort(config.host));
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`;
  const base = { store, vault, clock, random, log };
  const committed = () => worker.wake();

  const providerInfos = new Map<ProviderName, ProviderInfo>(
    conference.map(({ entry: { name, label, abilities }, openLinks = false, needsAccount = false }) => [
      name,
      { label, abilities, openLinks, needsAccount },
    ]),
  );
  const attendance = createAttendance({ ...base, providers: providerInfos, committed });
  const adapterParts = { vault, clock, random, log, publicUrl, dataDir: config.dataDir };
  const credentialsOf = (adapter: string) => createCredentials(adapter, store.credentials, vault);
  const [chats, conferences] = await Promise.all([
    loadAll(chat, (name) => ({ ...adapterParts, credentials: credentialsOf(`chat/${name}`) })),
    loadAll(conference, (name) => ({
      ...adapterParts,
      credentials: credentialsOf(`conference/${name}`),
      attendance,
      news: createCallNews({ ...base, providers: providerInfos, attendance, committed }, name),
    })),
  ]);
  const providers = new Map([...conferences].map(([name, { provider }]) => [name, provider]));
  const directoryOf = (platform: Platform): Directory => {
    const adapter = chats.get(platform);
    if (!adapter) throw new Error(`${platform} is switched off`);
    return adapter.directory;
  };

  const hostOf = createHostOf(store, directoryOf);
  const door = createDoor({
    ...base,
    providers,
    hostOf,
    isMember: createIsMember(store, directoryOf),
    sharedNetworks: config.sharedNetworks,
    committed,
  });

  const dispatcher = createDispatcher({
    ...base,
    door,
    commands,
    providers: providerInfos,
    directoryOf,
    newWorkspace: { plan: config.defaultPlan, provider: config.conference },
    publicUrl,
    mail: mail !== null,
    committed,
  });

  const renderer = createRenderer({ store, vault, clock, providers: providerInfos, publicUrl });
  const post = mail ? [[MAIL, await mail.load({ publicUrl })] as const] : [];
  const senders = new Map([...chats, ...post]);
  const messengers = new Map([...senders].map(([name, { messenger }]) => [name, messenger]));
  const worker = createWorker({
    ...base,
    runners: {
      ...createSchedule({ ...base, providers: providerInfos }),
      remind: createRemind({ ...base, providers: providerInfos }),
      deliver: createDeliver({ ...base, messengers, renderer }),
      conference: createConferenceJob({ ...base, providers, hostOf }),
      look: createLook({ ...base, providers, hostOf }),
      drop: createDrop({ ...base, providers, hostOf }),
      sweep: createSweep({
        ...base,
        providers: providerInfos,
        attendance,
        retentionDays: config.retentionDays,
      }),
    },
    cost: costOf(new Map([...senders].map(([name, { pace }]) => [name, pace]))),
    name: newId(),
    concurrency: CONCURRENCY,
  });

  const web = createWeb({
    ...base,
    door,
    dispatcher,
    accounts: createWorkspaceAccounts({
      ...base,
      publicUrl,
      providers: providerInfos,
      committed,
      accounts: new Map(
        [...conferences].flatMap(([name, { accounts }]) => (accounts ? [[name, accounts] as const] : [])),
      ),
      credentialsOf: (provider) => credentialsOf(`conference/${provider}`),
      directoryOf,
    }),
    publicUrl,
    trustedProxies: config.trustedProxies,
    metricsToken: config.metricsToken,
    routes: [...chats.values(), ...conferences.values()].flatMap(({ routes }) => routes),
    checks: checksOf(store, chats),
    backlog: () => store.jobs.backlog(clock.now()),
  });
  const inboxes = [...chats.values()].map(({ inbox }) => inbox);

  await web.listen(config.host, port);
  try {
    await store.commit({ ...emptyChange, jobs: sweepJobs(clock.now()) });
    await Promise.all(inboxes.map((inbox) => inbox.start(dispatcher)));
  } catch (error) {
    await Promise.allSettled(inboxes.map((inbox) => inbox.stop()));
    await web.close();
    throw error;
  }
  worker.start();
  if (await store.jobs.isPaused()) log.warn({ resume: 'npm run latchkey -- resume' }, 'queue held back');
  log.info({ url: publicUrl, chat: [...chats.keys()], conference: [...conferences.keys()] }, 'ready');

  const playground = [...chats].find(([name]) => name === 'playground')?.[1].routes[0];
  return {
    url: publicUrl,
    playground: playground ? `http://localhost:${port}${playground.path}` : null,
    hasPlatform: chats.size > (playground ? 1 : 0),
    log,
    async stop() {
      await Promise.all(inboxes.map((inbox) => inbox.stop()));
      await web.close();
      await worker.stop();
      await store.close();
      log.info({}, 'stopped');
    },
  };
}

type Loadable<Name, Adapter, Parts> = {
  readonly entry: { readonly name: Name };
  load(parts: Parts): Promise<Adapter>;
};

/** Loads the adapters that are on, side by side; nothing of the others is ever read. */
async function loadAll<Name, Adapter, Parts>(
  entries: readonly Loadable<Name, Adapter, Parts>[],
  partsOf: (name: Name) => Parts,
): Promise<ReadonlyMap<Name, Adapter>> {
  return new Map(
    await Promise.all(
      entries.map(async ({ entry, load }) => [entry.name, await load(partsOf(entry.name))] as const),
    ),
  );
}

/** What `/readyz` asks. */
function checksOf(store: Installation['store'], chats: ReadonlyMap<Platform, ChatAdapter>) {
  const answers = async () => {
    await store.ping();
    return true;
  };
  const inboxes = [...chats].map(([name, { inbox }]) => [name, async () => inbox.ready()] as const);
  return new Map<string, () => Promise<boolean>>([['store', answers], ...inboxes]);
}
