import type { Time } from '../clock.ts';
import type { Command, FormReader } from '../commands/command.ts';
import { commandName } from '../commands/command-name.ts';
import { fieldsOf } from '../commands/fields.ts';
import { readWords } from '../commands/words.ts';
import { asId, type FormId } from '../ids.ts';
import { readPasscode } from '../meeting/passcode.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import type { Scope } from '../meeting/series.ts';
import type { Workspace } from '../meeting/workspace.ts';
import { type Catalogue, catalogueFor } from '../messages/catalogue.ts';
import { readerOf } from '../messages/reader-of.ts';
import type { Conversation, Invocation, Token, Values } from '../ports/inbox.ts';
import type { StoredForm } from '../ports/store/forms.ts';
import type { Store } from '../ports/store.ts';
import { Secret } from '../vault/secret.ts';
import type { Vault } from '../vault/vault.ts';
import { askField, fieldWanted, filledIn, fillFields, fillSaid, submitStep } from './fill-form.ts';
import type { Identity } from './identity.ts';
import { unknownCommand } from './unknown-command.ts';
import { openForm, type Waiting } from './waiting.ts';

/** What is asked: run a command, open its form, or show a step of it that is open already. */
export type Asked = {
  readonly kind: 'run' | 'open' | 'form';
  readonly command: Command;
  readonly values: Values;
  readonly confirmed: boolean;
  /** Of what is repeated: the time that was asked about alone, unless *all that follow* was pressed. */
  readonly scope: Scope;
  /** The form or question that it comes from, to be dropped once it is done. */
  readonly form: FormId | null;
  readonly step: number;
  /** By field, shown with the step. */
  readonly errors: Readonly<Record<string, string>>;
  /** Where it was asked first, which counts although the rest may come from elsewhere. */
  readonly workspace: Workspace;
  readonly conversation: Conversation;
  readonly next: Waiting['next'];
  /** The field of the form that the asker's next plain text fills in. */
  readonly asking: string | null;
};

/** The asker does not want it after all. */
export type Dropped = { readonly kind: 'dropped'; readonly form: FormId };

/** A passcode was typed where others can read it: nothing is done with it. */
export type Exposed = { readonly kind: 'exposed'; readonly meetingId: string; readonly passcode: Secret };

type Parts = {
  readonly commandOf: ReadonlyMap<string, Command>;
  readonly store: Store;
  readonly vault: Vault;
  readonly now: Time;
};

/**
 * Buttons of the dispatcher itself, on what waits: `yes:<form>`, `yes:<form>:following`, `no:<form>`, `edit:<form>` from
 * its beginning, `next:<form>` where it stands, `pick:<form>:<meeting>`; and `ask:<form>:<field>`, which without a field
 * is the command that asks the organizer.
 */
const WAITING = new Set(['yes', 'no', 'edit', 'next', 'pick']);

const blank = {
  confirmed: false,
  scope: 'this',
  form: null,
  step: 0,
  errors: {},
  next: null,
  asking: null,
} as const;

/** More forms than anybody fills in at once. */
const FORMS = 10;

type Said = Extract<Invocation['request'], { kind: 'said' }>;

export async function readRequest(
  invocation: Invocation,
  who: Identity,
  parts: Parts,
): Promise<Asked | Dropped | Exposed | Refused> {
  const { request } = invocation;
  switch (request.kind) {
    case 'words': {
      const [first, ...rest] = request.words;
      const named = typeof first === 'string';
      const words = named ? rest : request.words;
      return called(named ? commandName(first) : 'new', invocation, who, parts, (command) =>
        valuesIn(command, words, catalogueFor(readerOf(who.actor, who.workspace).locale)),
      );
    }
    case 'call':
      return called(request.command, invocation, who, parts, () => filledIn(request.values));
    case 'press': {
      const [name = '', ...args] = request.press.split(':');
      if (!WAITING.has(name) && !(name === 'ask' && args.length > 1)) {
        return called(name, invocation, who, parts, (command) => pressed(command, args));
      }
      const asked = await reopen(args[0], who, parts);
      return isRefused(asked) ? asked : goOn(name, asked, args[1]);
    }
    case 'submit': {
      const asked = await reopen(request.submit.split(':')[1], who, parts);
      return isRefused(asked) ? asked : submitStep(asked, request.values, formReader(asked, who, parts.now));
    }
    case 'fill': {
      const asked = await reopen(request.submit.split(':')[1], who, parts);
      return isRefused(asked) ? asked : fillFields(asked, request.values, formReader(asked, who, parts.now));
    }
    case 'said':
      return said(request, who, parts);
    default:
      return request satisfies never;
  }
}

function called(
  name: string,
  { conversation, confidential, request }: Invocation,
  { workspace }: Identity,
  { commandOf }: Parts,
  valuesOf: (command: Command) => Values | Refused,
): Asked | Exposed | Refused {
  const command = commandOf.get(name);
  if (!command) return refuse(unknownCommand(name, [...commandOf.values()]));
  const values = valuesOf(command);
  if (isRefused(values)) return values;
  const exposed = confidential ? null : exposedIn(command, values);
  if (exposed) return exposed;
  // Whoever calls with values of their own has them from people already.
  const opens = command.form !== null && (request.kind !== 'call' || Object.keys(values).length === 0);
  return { ...blank, kind: opens ? 'open' : 'run', command, values, workspace, conversation };
}

/**
 * The passcode among what was typed. Where one is needed, whatever looks like one counts, even without a meeting ID;
 * where one may follow a topic, a last word with a digit in it, since a topic's own may read as a passcode too.
 */
function exposedIn({ input }: Command, values: Values): Exposed | null {
  const field = fieldsOf(input).find(({ kind }) => kind === 'passcode');
  if (!field) return null;
  const { meeting, [field.name]: typed } = values;
  const meetingId = typeof meeting === 'string' ? meeting : '';
  const words = meetingId.split(/\s+/u);
  const ending = words
    .slice(1)
    .slice(-1)
    .filter((last) => /\p{Nd}/u.test(last));
  const word = (field.required ? words : ending).find(looksLikePasscode);
  const passcode = typeof typed === 'string' ? typed : word;
  return passcode === undefined ? null : { kind: 'exposed', meetingId, passcode: new Secret(passcode) };
}

const looksLikePasscode = (word: string): boolean => /\p{L}/u.test(word) && readPasscode(word) !== null;

type Reopened = Asked & { readonly form: FormId };

/** What waits under the id, if it waits for this very asker. */
async function reopen(id: string | undefined, who: Identity, parts: Parts): Promise<Reopened | Refused> {
  const form = await parts.store.forms.byId(asId<FormId>(id ?? ''), parts.now);
  const asked = form && (await reopened(form, who, parts));
  return asked ? { ...asked, asking: null } : refuse({ why: 'form-expired' });
}

async function reopened(
  form: StoredForm,
  { actor }: Identity,
  { store, vault, commandOf }: Parts,
): Promise<Reopened | null> {
  const command = commandOf.get(form.command);
  const workspace = await store.workspaces.byId(form.workspaceId);
  if (!workspace || !command || form.account !== actor.id) return null;
  return { ...blank, ...openForm(form, vault), kind: 'run', command, workspace, form: form.id };
}

/** What was said is for the newest form that asks for something. */
async function said(request: Said, who: Identity, parts: Parts): Promise<Asked | Refused> {
  for (const form of await parts.store.forms.ofAccount(who.actor.id, parts.now, FORMS)) {
    const asked = await reopened(form, who, parts);
    const field = asked && fieldWanted(asked, request);
    if (field) return fillSaid(asked, field, request, formReader(asked, who, parts.now));
  }
  return refuse({ why: 'nothing-asked' });
}

function goOn(name: string, asked: Reopened, picked: string | undefined): Asked | Dropped | Refused {
  switch (name) {
    case 'no':
      return { kind: 'dropped', form: asked.form };
    case 'yes':
      return { ...asked, confirmed: true, scope: picked === 'following' ? 'following' : 'this' };
    case 'edit':
      return asked.command.form ? { ...asked, kind: 'form', step: 0 } : refuse({ why: 'form-expired' });
    case 'next':
      return asked.command.form ? { ...asked, kind: 'form' } : refuse({ why: 'form-expired' });
    case 'ask':
      return askField(asked, picked ?? '') ?? refuse({ why: 'form-expired' });
    default:
      return { ...asked, values: { ...asked.values, meeting: picked } };
  }
}

const formReader = ({ workspace }: Asked, { actor }: Identity, now: Time): FormReader => ({
  ...readerOf(actor, workspace),
  now,
});

/** Words that nothing can be made of are said, not dropped. */
function valuesIn(command: Command, words: readonly Token[], text: Catalogue): Values | Refused {
  const { values, rest } = readWords(words, fieldsOf(command.input), text);
  const { example } = command;
  return rest === '' ? values : refuse({ why: 'not-understood', field: '', typed: rest, example });
}

/** A button's arguments fill the command's fields in their order; a toggle is on with `yes`. */
function pressed(command: Command, args: readonly string[]): Values {
  const fields = fieldsOf(command.input).slice(0, args.length);
  return Object.fromEntries(
    fields.map(({ name, kind }, index) => [name, kind === 'toggle' ? args[index] === 'yes' : args[index]]),
  );
}
