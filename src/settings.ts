import { type Config, isLocalUrl, readConfig } from './config.ts';
import { ConfigError } from './errors.ts';
import type {
  ChatEntry,
  ChatOn,
  ConferenceEntry,
  ConferenceOn,
  Configured,
  Env,
  MailEntry,
  MailOn,
} from './ports/adapter.ts';

type On<Entry, Given> = { readonly entry: Entry } & Given;

/** All that the environment decides: the core's settings, and which adapters are on. */
export type Settings = {
  readonly config: Config;
  readonly chat: readonly On<ChatEntry, ChatOn>[];
  readonly conference: readonly On<ConferenceEntry, ConferenceOn>[];
  /** Null: nobody is invited by e-mail. */
  readonly mail: MailOn | null;
};

export type Entries = {
  readonly chatEntries: readonly ChatEntry[];
  readonly conferenceEntries: readonly ConferenceEntry[];
  readonly mailEntry: MailEntry;
};

/** Throws one ConfigError with every problem of the core and of every adapter, each with how to fix it. */
export function readSettings(env: Env, { chatEntries, conferenceEntries, mailEntry }: Entries): Settings {
  const problems: string[] = [];
  const config = readOr(problems, () => readConfig(env));
  const conference = switchedOn(conferenceEntries, env, problems);
  const [mail = null] = switchedOn([mailEntry], env, problems);
  // What a platform of its own is, is what is on without the playground.
  const platforms = switchedOn(chatEntries, { ...env, PLAYGROUND: 'off' }, problems);
  const playground = env['PLAYGROUND'] === 'on' || (env['PLAYGROUND'] !== 'off' && platforms.length === 0);
  const chat = playground ? switchedOn(chatEntries, { ...env, PLAYGROUND: 'on' }, []) : platforms;

  if (config) problems.push(...together(config, platforms.length > 0, conference));
  if (chat.length === 0) problems.push('There is no chat platform: set the token of one, or PLAYGROUND=on.');
  if (!config || problems.length > 0) throw new ConfigError(problems);
  return { config, chat, conference, mail };
}

/** What is wrong only in view of other settings. */
function together(
  config: Config,
  hasPlatform: boolean,
  conference: Settings['conference'],
): readonly string[] {
  const problems: string[] = [];
  const { publicUrl } = config;
  if (hasPlatform && (publicUrl === null || !(publicUrl.startsWith('https:') || isLocalUrl(publicUrl)))) {
    problems.push(
      'PUBLIC_URL: with a chat platform, set it to the https address at which people reach this machine, such as https://meet.example.org.',
    );
  }
  // A new workspace has no account of its own yet.
  const names = conference.filter(({ needsAccount }) => !needsAccount).map(({ entry }) => entry.name);
  if (!names.includes(config.conference)) {
    problems.push(
      `CONFERENCE: ${config.conference} is not set up: use one of ${names.join(', ')}, or set its own settings.`,
    );
  }
  return problems;
}

function switchedOn<Entry, Given>(
  entries: readonly (Entry & { configure(env: Env): Configured<Given> })[],
  env: Env,
  problems: string[],
): On<Entry, Given>[] {
  return entries.flatMap((entry) => {
    const configured = entry.configure(env);
    if (configured.kind === 'wrong') problems.push(...configured.problems);
    return configured.kind === 'on' ? [{ entry, ...configured }] : [];
  });
}

function readOr<T>(problems: string[], read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}
