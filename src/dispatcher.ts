import type { Clock } from './clock.ts';
import type { Command, Context, MeetingContext, ProviderInfo } from './commands/command.ts';
import { fieldsOf } from './commands/fields.ts';
import { type Asked, readRequest } from './dispatch/asked.ts';
import { findMeeting } from './dispatch/find-meeting.ts';
import { formStep } from './dispatch/form-step.ts';
import { type Identity, identify, identityChange, type NewWorkspace } from './dispatch/identity.ts';
import { findPeople } from './dispatch/people.ts';
import { suggest } from './dispatch/suggest.ts';
import { dropForm, keepForm, storedForm, type Waiting } from './dispatch/waiting.ts';
import type { Door } from './door/door.ts';
import { asId, type EventId, type FormId, fresh, type Platform, type ProviderName } from './ids.ts';
import type { Log } from './log.ts';
import { combine, emptyChange } from './meeting/change.ts';
import { isRefused, type Refusal } from './meeting/refusal.ts';
import { may, mayCreate } from './meeting/rights.ts';
import type { Answer } from './messages/answer.ts';
import { catalogueFor } from './messages/catalogue.ts';
import type { Reader } from './messages/message.ts';
import { questionMessage } from './messages/question.ts';
import { refusalMessage } from './messages/refusal.ts';
import type { Directory } from './ports/directory.ts';
import type { Conversation, Dispatcher, Invocation } from './ports/inbox.ts';
import type { Change, Store } from './ports/store.ts';
import type { RandomBytes } from './random.ts';
import type { Vault } from './vault/vault.ts';

export type DispatcherParts = {
  readonly store: Store;
  readonly vault: Vault;
  readonly random: RandomBytes;
  readonly clock: Clock;
  readonly log: Log;
  readonly door: Door;
  readonly commands: readonly Command[];
  readonly providers: ReadonlyMap<ProviderName, ProviderInfo>;
  readonly directoryOf: (platform: Platform) => Directory;
  readonly newWorkspace: NewWorkspace;
  readonly publicUrl: string;
  /** Called after each commit: there may be jobs to run. */
  readonly committed: () => void;
};

/** Lost races in a row until the asker is told to try again; each one means that somebody else got through. */
const ATTEMPTS = 10;

/** Who is it, what is asked, may they, run, commit, answer: the one way into the core for chat and web. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { store, vault, clock, log, commands } = parts;
  const commandOf = new Map(commands.map((command) => [command.name, command]));

  async function handle(invocation: Invocation): Promise<Answer> {
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const answer = await attemptOnce(invocation);
        if (answer !== 'stale') return answer;
      }
      return refusal(invocation, { why: 'busy' });
    } catch (err) {
      log.error({ err, event: invocation.event }, 'command failed');
      return refusal(invocation, { why: 'failed' });
    }
  }

  async function attemptOnce(invocation: Invocation): Promise<Answer | 'stale'> {
    const who = await identify(invocation, store, parts.newWorkspace);
    const asked = await readRequest(invocation, who, { commandOf, store, vault, now: clock.now() });
    if (isRefused(asked)) return refusal(invocation, asked.refused);
    if (asked.kind === 'dropped') {
      return (await commit(dropForm(asked.form), invocation.event, who)) ?? nothingDone(who);
    }
    return run(invocation, who, asked);
  }

  async function run(invocation: Invocation, who: Identity, asked: Asked): Promise<Answer | 'stale'> {
    const { command, values } = asked;
    const reader = readerOf(who);
    const context = await contextOf(invocation, who, asked);

    const barred = command.needs.about === 'nothing' && barrier(command, context, null);
    if (barred) return refuseWaiting(invocation, who, asked, barred);
    if (asked.kind === 'form') return showForm(invocation, context, who, asked, asked.step);

    const found = await meetingFor(command, context, values);
    if (found && isRefused(found)) return refuseWaiting(invocation, who, asked, found.refused);
    const scoped = found ? { ...context, role: found.role, workspace: found.workspace } : context;
    const forbidden = barrier(command, scoped, found);
    if (forbidden) return refuseWaiting(invocation, who, asked, forbidden);

    const outcome = await command.run(scoped, values, found);
    if (isRefused(outcome)) return refuseWaiting(invocation, who, asked, outcome.refused);
    if (outcome.kind === 'ask-zone') {
      const zone = commandOf.get('zone');
      if (!zone) throw new Error('a command asks for the zone, and there is no command to ask it');
      const next = { command: command.name, values };
      return showForm(invocation, context, who, { ...asked, command: zone, values: {}, next }, 0);
    }
    if (outcome.kind === 'question') {
      const id = asked.form ?? fresh<FormId>();
      const waiting = { ...waitingOf(asked), values: outcome.values };
      const lost = await commit(keep(id, waiting, who), invocation.event, who);
      const question = outcome.data(reader);
      return lost ?? (question.kind === 'question' ? questionMessage(question, id, reader) : question);
    }

    const dropped = asked.form ? dropForm(asked.form) : emptyChange;
    if (outcome.change || asked.form) {
      const change = combine(outcome.change ?? emptyChange, dropped);
      const lost = await commit(change, invocation.event, who, context.people.accounts);
      if (lost) return lost;
    }
    if (asked.next) return resume(invocation, asked.next, asked.conversation);
    const answer = outcome.data(reader);
    if (answer.kind === 'question') throw new Error(`${command.name} asks a question after it has acted`);
    return answer;
  }

  /** The command that waited for this one goes on, as an event of its own. */
  function resume(
    invocation: Invocation,
    { command, values }: NonNullable<Asked['next']>,
    conversation: Conversation,
  ): Promise<Answer> {
    const event = asId<EventId>(`${invocation.event}/next`);
    return handle({ ...invocation, event, conversation, request: { kind: 'call', command, values } });
  }

  async function contextOf(invocation: Invocation, who: Identity, asked: Asked): Promise<Context> {
    const directory = parts.directoryOf(invocation.platform);
    const named = fieldsOf(asked.command.input).find(({ kind }) => kind === 'people');
    const refs = named ? asked.values[named.name] : undefined;
    const [role, people] = await Promise.all([
      directory.roleOf(who.workspace.foreignId, who.actor.foreignId),
      findPeople(Array.isArray(refs) ? refs : [], who.actor, who.workspace, directory, store.accounts),
    ]);
    return {
      now: clock.now(),
      event: invocation.event,
      ...who,
      role,
      conversation: asked.conversation,
      zone: who.actor.zone,
      people,
      confirmed: asked.confirmed,
      store,
      vault,
      random: parts.random,
      door: parts.door,
      providers: parts.providers,
      commands,
      publicUrl: parts.publicUrl,
    };
  }

  /** The meeting that a command is about, with the workspace and role under which everything then runs. */
  async function meetingFor(command: Command, context: Context, values: Asked['values']) {
    if (command.needs.about === 'nothing') return null;
    const { right } = command.needs;
    const typed = typeof values['meeting'] === 'string' ? values['meeting'] : null;
    const found = await findMeeting({ ...context, typed, right, command: command.name }, store.meetings);
    if (isRefused(found)) return found;
    const { meeting } = found.record;
    const home = meeting.workspaceId === context.workspace.id;
    const workspace = home ? context.workspace : await store.workspaces.byId(meeting.workspaceId);
    if (!workspace) throw new Error(`meeting ${meeting.key} has no workspace`);
    const directory = parts.directoryOf(workspace.platform);
    const { foreignId } = context.actor;
    const [role, seesCard] = await Promise.all([
      home ? context.role : directory.roleOf(workspace.foreignId, foreignId),
      meeting.access === 'members' && found.occurrence.card
        ? directory.isIn(found.occurrence.card, foreignId)
        : false,
    ]);
    return { ...found, workspace, role, seesCard };
  }

  function barrier(
    { needs, stoppedByLock }: Command,
    context: Context,
    found: Pick<MeetingContext, 'record'> | null,
  ): Refusal | null {
    const { workspace, role, actor } = context;
    if (workspace.locked && stoppedByLock) return { why: 'locked' };
    if (needs.about === 'meeting') {
      if (!found || may(needs.right, { account: actor.id, role }, found.record)) return null;
      const { access, key } = found.record.meeting;
      return needs.right === 'see' || needs.right === 'reveal' || needs.right === 'rsvp'
        ? { why: 'not-invited', canAsk: access === 'request', meeting: key }
        : { why: 'not-organizer' };
    }
    const { creators } = workspace.settings;
    if (needs.who === 'admin' && role !== 'admin') return { why: 'not-admin' };
    if (needs.who === 'creator' && !mayCreate(role, creators))
      return { why: 'may-not-create', who: creators };
    return null;
  }

  async function showForm(
    invocation: Invocation,
    context: Context,
    who: Identity,
    asked: Asked,
    step: number,
  ) {
    const id = asked.form ?? fresh<FormId>();
    const start = asked.form ? {} : (asked.command.form?.prefill(context) ?? {});
    const waiting = { ...waitingOf(asked), values: { ...start, ...asked.values }, step };
    const lost = await commit(keep(id, waiting, who), invocation.event, who);
    if (lost) return lost;
    const errors = asked.kind === 'form' ? asked.errors : {};
    return formStep(asked.command, { id, ...waiting, errors }, context, readerOf(who));
  }

  /** A refusal that loses nothing: what was filled in stays, behind *Edit again* or a picker. */
  async function refuseWaiting(invocation: Invocation, who: Identity, asked: Asked, why: Refusal) {
    const picks = why.why === 'several-meetings';
    if (!asked.form && !picks) return refusal(invocation, why, asked.command);
    const id = asked.form ?? fresh<FormId>();
    const lost = await commit(keep(id, waitingOf(asked), who), invocation.event, who);
    if (lost) return lost;
    return refusal(invocation, picks ? { ...why, command: `pick:${id}` } : why, asked.command, id);
  }

  const keep = (id: FormId, waiting: Waiting, who: Identity): Change =>
    keepForm(storedForm(waiting, id, who, vault, clock.now()));

  /** Null when it is written; otherwise what to answer instead. */
  async function commit(
    change: Change,
    event: EventId,
    who: Identity,
    met: Context['people']['accounts'] = [],
  ): Promise<Answer | 'stale' | null> {
    const result = await store.commit({ ...combine(identityChange(who, met, change), change), event });
    if (result === 'stale') return 'stale';
    parts.committed();
    return result === 'seen' ? { kind: 'nothing' } : null;
  }

  function refusal(invocation: Invocation, why: Refusal, command?: Command, form?: FormId): Answer {
    const reader = { locale: invocation.actor.locale, zone: invocation.actor.zone ?? 'UTC' };
    const fields = command ? fieldsOf(command.input) : [];
    return { kind: 'private', message: refusalMessage(why, reader, { fields, edit: form ?? null }) };
  }

  const nothingDone = (who: Identity): Answer => {
    const text = catalogueFor(who.actor.locale);
    const spans = [{ kind: 'text', text: text.answers.nothingChanged }] as const;
    return {
      kind: 'private',
      message: { notice: text.answers.nothingChanged, blocks: [{ kind: 'paragraph', spans }] },
    };
  };

  return {
    handle,
    acknowledgement(invocation) {
      const { request } = invocation;
      const name =
        request.kind === 'words'
          ? (request.words[0] ?? 'new')
          : request.kind === 'call'
            ? request.command
            : request.kind === 'press'
              ? request.press.split(':')[0]
              : '';
      if (name === 'edit') return 'form';
      return (typeof name === 'string' ? commandOf.get(name)?.acknowledge : null) ?? 'private';
    },
    suggest: (invocation, limit) => suggest(invocation, limit, parts),
  };
}

const readerOf = ({ actor, workspace }: Identity): Reader => ({
  locale: actor.locale,
  zone: actor.zone ?? workspace.settings.zone,
});

const waitingOf = ({ command, values, conversation, next, step }: Asked): Waiting => ({
  command: command.name,
  values,
  step,
  conversation,
  next,
});
