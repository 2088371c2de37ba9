import type { Clock } from './clock.ts';
import type { Command, Context } from './commands/command.ts';
import { fieldsOf } from './commands/fields.ts';
import { acknowledgement } from './dispatch/acknowledgement.ts';
import { type Asked, type Exposed, readRequest } from './dispatch/asked.ts';
import { reach } from './dispatch/contact.ts';
import { depart } from './dispatch/departure.ts';
import { formStep } from './dispatch/form-step.ts';
import { type Identity, identify, type NewWorkspace } from './dispatch/identity.ts';
import { keepCopy } from './dispatch/keep-copy.ts';
import { migrate } from './dispatch/migration.ts';
import { type Situation, type Surroundings, situate } from './dispatch/situation.ts';
import { suggest } from './dispatch/suggest.ts';
import type { Stale, Turn } from './dispatch/turn.ts';
import { dropForm, keepForm, type Waiting } from './dispatch/waiting.ts';
import { createWriter } from './dispatch/writer.ts';
import { asId, type EventId, type FormId, fresh } from './ids.ts';
import type { Log } from './log.ts';
import { accountsChange, combine, emptyChange } from './meeting/change.ts';
import { isRefused, type Refusal } from './meeting/refusal.ts';
import type { Answer } from './messages/answer.ts';
import { catalogueFor } from './messages/catalogue.ts';
import type { Reader } from './messages/message.ts';
import { questionMessage } from './messages/question.ts';
import { readerOf } from './messages/reader-of.ts';
import { refusalMessage } from './messages/refusal.ts';
import { say } from './messages/say.ts';
import type { Dispatcher, Invocation } from './ports/inbox.ts';
import type { Store } from './ports/store.ts';

export type DispatcherParts = Surroundings & {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly newWorkspace: NewWorkspace;
  /** Called after each commit: there may be jobs to run. */
  readonly committed: () => void;
};

/** Lost races in a row until the asker is told to try again; each one means that somebody else got through. */
const ATTEMPTS = 10;

/** Who is it, what is asked, may they, run, commit, answer: the one way into the core for chat and web. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { store, vault, clock, log, commands } = parts;
  const { commit, keep, refuseOnce, stored } = createWriter(parts);
  const commandOf = new Map(commands.map((command) => [command.name, command]));

  async function handle(invocation: Invocation): Promise<Answer> {
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const answer = await attemptOnce(invocation);
        if (answer !== 'stale') return answer;
      }
      log.warn({ event: invocation.event }, 'command lost every race');
      return refusal({ why: 'busy' }, readerBefore(invocation));
    } catch (err) {
      log.error({ err, event: invocation.event }, 'command failed');
      return refusal({ why: 'failed' }, readerBefore(invocation));
    }
  }

  async function attemptOnce(invocation: Invocation): Promise<Answer | Stale> {
    const { event } = invocation;
    const asker = await identify(invocation, store, parts.newWorkspace);
    const asked = await readRequest(invocation, asker, { commandOf, store, vault, now: clock.now() });
    if (isRefused(asked)) return refuseOnce(event, refusal(asked.refused, readerFor(asker)));
    if (asked.kind === 'exposed') return retract(asked, event, asker);
    if (asked.kind === 'dropped') {
      const text = catalogueFor(readerFor(asker).locale);
      const message = say({ title: text.answers.nothingChanged }, text);
      return (await commit(dropForm(asked.form), event, asker)) ?? { kind: 'private', message };
    }
    // What waited goes on in the workspace where it was asked, wherever its asker presses the button.
    const who = { actor: asker.actor, workspace: asked.workspace };
    const turn = { invocation, asked, who, unknown: asker.unknown };
    const situation = await situate(event, turn.who, asked, parts);
    return isRefused(situation) ? refuse(turn, situation.refused) : act(turn, situation);
  }

  /** Written after the try was counted, so that what a crash interrupts is done and answered once more. */
  async function retract({ meetingId, passcode }: Exposed, event: EventId, asker: Identity) {
    try {
      await parts.door.leaked(asker.actor.id, { kind: 'passcode', meetingId, passcode });
    } catch (err) {
      log.error({ err, event }, 'a passcode in public was not looked at'); // it is to be taken away all the same
    }
    const message = refusalMessage({ why: 'typed-in-public' }, readerFor(asker));
    return (await commit(emptyChange, event, asker)) ?? ({ kind: 'retract', message } as const);
  }

  async function act(turn: Turn, { context, found }: Situation): Promise<Answer | Stale> {
    const { asked, who, invocation } = turn;
    const { command, values } = asked;
    if (asked.kind !== 'open' && lacksZone(asked, who)) return askZone(turn, context);
    if (asked.kind !== 'run') return showForm(turn, context);

    const outcome = await command.run(context, values, found);
    if (isRefused(outcome)) return refuse(turn, outcome.refused);
    // Worded before it is committed: what cannot be answered is not done.
    const reply = outcome.data(readerFor(who));
    if (outcome.kind === 'question') {
      if (reply.kind !== 'question') throw new Error(`${command.name} has a question without its words`);
      const id = asked.form ?? fresh<FormId>();
      const lost = await keep(turn, id, { values: outcome.values });
      return lost ?? questionMessage(reply, id, readerFor(who));
    }
    if (reply.kind === 'question') throw new Error(`${command.name} asks after it has acted`);
    if (outcome.change || asked.form) {
      const change = combine(outcome.change ?? emptyChange, asked.form ? dropForm(asked.form) : emptyChange);
      const lost = await commit(change, invocation.event, who, context.people.accounts);
      if (lost) return lost;
    } else if (turn.unknown) {
      // Who has only looked is known by name from now on too: others may want to invite them by it.
      await store.commit(accountsChange([who.actor])); // a lost race has written them as well
    }
    return asked.next ? resume(turn, asked.next) : reply;
  }

  /** What was asked waits; a form with the step that was filled in, to be read again in the zone. */
  function askZone(turn: Turn, context: Context): Promise<Answer | Stale> {
    const { asked } = turn;
    const { command, values, form } = asked;
    const filled =
      asked.kind === 'form' && Object.keys(asked.errors).length === 0 ? asked.step - 1 : asked.step;
    const kept = form && command.form ? keepForm(stored(turn, form, { step: filled })) : emptyChange;
    const next = { command: command.name, values, form: command.form ? form : null };
    const zone = {
      ...asked,
      kind: 'open',
      command: named('zone'),
      values: {},
      step: 0,
      form: null,
      asking: null,
      next,
    } as const;
    return showForm({ ...turn, asked: zone }, context, kept);
  }

  /** What waited for this one goes on, as an event of its own. */
  function resume(
    { invocation, who, asked }: Turn,
    { command, values, form }: NonNullable<Waiting['next']>,
  ): Promise<Answer> {
    return handle({
      ...invocation,
      event: asId<EventId>(`${invocation.event}/next`),
      workspace: who.workspace,
      conversation: asked.conversation,
      confidential: true, // it was looked at when it was asked
      request: form
        ? { kind: 'submit', submit: `${command}:${form}`, values }
        : { kind: 'call', command, values },
    });
  }

  async function showForm(turn: Turn, context: Context, more = emptyChange): Promise<Answer | Stale> {
    const { asked, who } = turn;
    const id = asked.form ?? fresh<FormId>();
    const start = asked.kind === 'open' ? (asked.command.form?.prefill(context) ?? {}) : {};
    if (isRefused(start)) return refuse(turn, start.refused);
    const values = { ...start, ...asked.values };
    const lost = await keep(turn, id, { values }, more);
    return lost ?? formStep({ ...asked, id, values }, context, readerFor(who));
  }

  /** A refusal that loses nothing: what was filled in stays, behind *Edit again* or a picker. */
  async function refuse(turn: Turn, why: Refusal): Promise<Answer | Stale> {
    const { asked, who, invocation } = turn;
    const picks = why.why === 'several-meetings';
    const edits = asked.form !== null && asked.command.form !== null;
    if (!picks && !edits) return refuseOnce(invocation.event, refusal(why, readerFor(who), asked.command));
    const id = asked.form ?? fresh<FormId>();
    const lost = await keep(turn, id, {});
    if (lost) return lost;
    const shown = picks ? { ...why, command: `pick:${id}` } : why;
    return refusal(shown, readerFor(who), asked.command, edits ? id : null);
  }

  function named(name: string): Command {
    const command = commandOf.get(name);
    if (!command) throw new Error(`there is no command ${name}`);
    return command;
  }

  return {
    handle,
    acknowledgement: (invocation) => acknowledgement(invocation, commandOf),
    left: (departure) => depart(departure, parts),
    migrated: (migration) => migrate(migration, parts),
    reachable: (contact) => reach(contact, parts),
    async kept(kept) {
      try {
        await keepCopy(kept, parts);
      } catch (err) {
        log.error({ err }, 'a copy of a slip was not kept'); // it was shown all the same
      }
    },
    async suggest(invocation, limit) {
      try {
        return await suggest(invocation, limit, parts);
      } catch (err) {
        log.error({ err, event: invocation.event }, 'no suggestions');
        return [];
      }
    },
  };
}

/** A time is read in its asker's own zone, which is asked once. */
const lacksZone = ({ command, values }: Asked, { actor }: Identity): boolean =>
  actor.zone === null &&
  fieldsOf(command.input).some(({ kind, name }) => kind === 'when' && values[name] !== undefined);

const refusal = (why: Refusal, reader: Reader, command?: Command, form: FormId | null = null): Answer => ({
  kind: 'private',
  message: refusalMessage(why, reader, { fields: command ? fieldsOf(command.input) : [], edit: form }),
  refused: true,
});

const readerFor = ({ actor, workspace }: Identity): Reader => readerOf(actor, workspace);

/** As far as the event itself tells. */
const readerBefore = ({ actor }: Invocation): Reader => ({ locale: actor.locale, zone: actor.zone ?? 'UTC' });
