import type { Clock } from '../clock.ts';
import type { Command, Context, MeetingContext, ProviderInfo } from '../commands/command.ts';
import { fieldsOf, NOWHERE } from '../commands/fields.ts';
import type { Door } from '../door/door.ts';
import { asId, type EventId, type ForeignId, type Platform, type ProviderName } from '../ids.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import type { Workspace } from '../meeting/workspace.ts';
import { readerOf } from '../messages/reader-of.ts';
import type { Directory, Role } from '../ports/directory.ts';
import type { Store } from '../ports/store.ts';
import type { RandomBytes } from '../random.ts';
import type { Vault } from '../vault/vault.ts';
import type { Asked } from './asked.ts';
import { barrier } from './barrier.ts';
import { findMeeting } from './find-meeting.ts';
import type { Identity } from './identity.ts';
import { findPeople } from './people.ts';

/** What commands decide with, whoever asks. */
export type Surroundings = {
  readonly store: Store;
  readonly vault: Vault;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly door: Door;
  readonly commands: readonly Command[];
  readonly providers: ReadonlyMap<ProviderName, ProviderInfo>;
  readonly directoryOf: (platform: Platform) => Directory;
  readonly publicUrl: string;
  /** Whether people can be invited by e-mail. */
  readonly mail: boolean;
};

type Found = Pick<MeetingContext, 'record' | 'occurrence' | 'seesCard'>;

/** Everything that a command decides on. */
export type Situation = { readonly context: Context; readonly found: Found | null };

/** The meeting's own workspace, which counts from here on, and what the actor is there. */
type Scope = { readonly found: Found | null; readonly workspace: Workspace; readonly role: Role };

/** Finds the meeting and the people that are meant, once it is clear that the actor may do what they ask. */
export async function situate(
  event: EventId,
  who: Identity,
  asked: Asked,
  parts: Surroundings,
): Promise<Situation | Refused> {
  const { actor } = who;
  const { command, conversation } = asked;
  const scope = await scopeOf(who, asked, parts);
  if (isRefused(scope)) return scope;
  const { found, workspace, role } = scope;
  const forbidden = barrier(command, { workspace, role, actor }, found?.record ?? null);
  if (forbidden) return refuse(forbidden);
  const directory = parts.directoryOf(workspace.platform);
  // Until then it can be chosen anew.
  if (asked.kind === 'run' && !(await isIn(asked, who, directory)))
    return refuse({ why: 'not-in-conversation' });

  const { store, vault, random, door, providers, commands, publicUrl, mail } = parts;
  const { accounts } = store;
  const people = await findPeople(named(asked), actor, workspace, { directory, accounts, mail });
  const context = {
    now: parts.clock.now(),
    event,
    actor,
    role,
    workspace,
    conversation,
    origin: who.workspace.id,
    ...readerOf(actor, workspace),
    people,
    confirmed: asked.confirmed,
    scope: asked.scope,
    ...{ store, vault, random, door, providers, commands, publicUrl },
  };
  return { context, found };
}

async function scopeOf(
  { actor, workspace }: Identity,
  { command, values, conversation }: Asked,
  { store, directoryOf, clock }: Surroundings,
): Promise<Scope | Refused> {
  const roleIn = ({ platform, foreignId }: Workspace) =>
    directoryOf(platform).roleOf(foreignId, actor.foreignId);
  if (command.needs.about === 'nothing') return { found: null, workspace, role: await roleIn(workspace) };

  const typed = typeof values['meeting'] === 'string' ? values['meeting'] : null;
  const search = { typed, right: command.needs.right, command: command.name, actor, workspace, conversation };
  const meant = await findMeeting({ ...search, now: clock.now() }, store.meetings);
  if (isRefused(meant)) return meant;
  const { meeting } = meant.record;
  const home =
    meeting.workspaceId === workspace.id ? workspace : await store.workspaces.byId(meeting.workspaceId);
  if (!home) throw new Error(`meeting ${meeting.key} has no workspace`);
  const { card } = meant.occurrence;
  const [role, seesCard] = await Promise.all([
    roleIn(home),
    // Where access does not depend on it, the platform need not be asked.
    meeting.access === 'members' && card ? directoryOf(home.platform).isIn(card, actor.foreignId) : false,
  ]);
  return { found: { ...meant, seesCard }, workspace: home, role };
}

/** A card goes only where its organizer is: another conversation's id may come from anywhere. */
async function isIn({ command, values, conversation }: Asked, { actor }: Identity, directory: Directory) {
  const chosen = fieldsOf(command.input)
    .filter(({ kind }) => kind === 'conversation')
    .map(({ name }) => values[name])
    .filter((value) => typeof value === 'string' && value !== NOWHERE && value !== conversation.foreignId);
  const answers = await Promise.all(
    chosen.map((value) => directory.isIn(asId<ForeignId>(String(value)), actor.foreignId)),
  );
  return answers.every((answer) => answer);
}

function named({ command, values }: Asked) {
  const field = fieldsOf(command.input).find(({ kind }) => kind === 'people');
  const refs = field && values[field.name];
  return Array.isArray(refs) ? refs : [];
}
