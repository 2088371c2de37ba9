import type { Time } from '../clock.ts';
import type { Command, FormReader } from '../commands/command.ts';
import { fieldsOf } from '../commands/fields.ts';
import { readWords } from '../commands/words.ts';
import { asId, type FormId } from '../ids.ts';
import { isRefused, type Refused, refuse } from '../meeting/refusal.ts';
import type { Workspace } from '../meeting/workspace.ts';
import type { FieldValue } from '../messages/form.ts';
import type { Conversation, Invocation, Token, Values } from '../ports/inbox.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../vault/vault.ts';
import { checkStep } from './check-step.ts';
import type { Identity } from './identity.ts';
import { unknownCommand } from './unknown-command.ts';
import { openForm, type Waiting } from './waiting.ts';

/** What is asked: run a command, open its form, or show a step of it that is open already. */
export type Asked = {
  readonly kind: 'run' | 'open' | 'form';
  readonly command: Command;
  readonly values: Values;
  readonly confirmed: boolean;
  /** The form or question that it comes from, to be dropped once it is done. */
  readonly form: FormId | null;
  readonly step: number;
  /** By field, shown with the step. */
  readonly errors: Readonly<Record<string, string>>;
  /** Where it was asked first, which counts although the rest may come from elsewhere. */
  readonly workspace: Workspace;
  readonly conversation: Conversation;
  readonly next: Waiting['next'];
};

/** The asker does not want it after all. */
export type Dropped = { readonly kind: 'dropped'; readonly form: FormId };

type Parts = {
  readonly commandOf: ReadonlyMap<string, Command>;
  readonly store: Store;
  readonly vault: Vault;
  readonly now: Time;
};

/** Buttons of the dispatcher itself, on what waits: `yes:<form>`, `no:<form>`, `edit:<form>`, `pick:<form>:<meeting>`. */
const WAITING = new Set(['yes', 'no', 'edit', 'pick']);

const blank = { confirmed: false, form: null, step: 0, errors: {}, next: null } as const;

export async function readRequest(
  invocation: Invocation,
  who: Identity,
  parts: Parts,
): Promise<Asked | Dropped | Refused> {
  const { request } = invocation;
  switch (request.kind) {
    case 'words': {
      const [first, ...rest] = request.words;
      const named = typeof first === 'string';
      const words = named ? rest : request.words;
      return called(named ? first.toLowerCase() : 'new', invocation, who, parts, (command) =>
        valuesIn(command, words),
      );
    }
    case 'call':
      return called(request.command, invocation, who, parts, () => filledIn(request.values));
    case 'press': {
      const [name = '', ...args] = request.press.split(':');
      if (!WAITING.has(name)) {
        return called(name, invocation, who, parts, (command) => pressed(command, args));
      }
      const asked = await reopen(args[0], who, parts);
      return isRefused(asked) ? asked : goOn(name, asked, args[1]);
    }
    case 'submit': {
      const asked = await reopen(request.submit.split(':')[1], who, parts);
      return isRefused(asked) ? asked : submitted(asked, filledIn(request.values), who, parts.now);
    }
    case 'fill': {
      const asked = await reopen(request.submit.split(':')[1], who, parts);
      return isRefused(asked) ? asked : filled(asked, request.values, who, parts.now);
    }
    case 'said':
      return refuse({ why: 'form-expired' });
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
): Asked | Refused {
  const command = commandOf.get(name);
  if (!command) return refuse(unknownCommand(name, [...commandOf.values()]));
  const values = valuesOf(command);
  if (isRefused(values)) return values;
  const secret = fieldsOf(command.input).find(({ kind }) => kind === 'passcode');
  if (secret && secret.name in values && !confidential) return refuse({ why: 'typed-in-public' });
  // Whoever calls with values of their own has them from people already.
  const opens = command.form !== null && (request.kind !== 'call' || Object.keys(values).length === 0);
  return { ...blank, kind: opens ? 'open' : 'run', command, values, workspace, conversation };
}

type Reopened = Asked & { readonly form: FormId };

/** What waits under the id, if it waits for this very asker. */
async function reopen(
  id: string | undefined,
  { actor }: Identity,
  { store, vault, now, commandOf }: Parts,
): Promise<Reopened | Refused> {
  const form = await store.forms.byId(asId<FormId>(id ?? ''), now);
  const workspace = form && (await store.workspaces.byId(form.workspaceId));
  const command = form && commandOf.get(form.command);
  if (!workspace || !command || form.account !== actor.id) return refuse({ why: 'form-expired' });
  return { ...blank, ...openForm(form, vault), kind: 'run', command, workspace, form: form.id };
}

function goOn(name: string, asked: Reopened, picked: string | undefined): Asked | Dropped | Refused {
  switch (name) {
    case 'no':
      return { kind: 'dropped', form: asked.form };
    case 'yes':
      return { ...asked, confirmed: true };
    case 'edit':
      return asked.command.form ? { ...asked, kind: 'form', step: 0 } : refuse({ why: 'form-expired' });
    default:
      return { ...asked, values: { ...asked.values, meeting: picked } };
  }
}

/** Some fields of the step: kept, and the same step is shown again with what is wrong with these. */
function filled(asked: Reopened, chosen: Values, who: Identity, now: Time): Asked {
  const { command, step } = asked;
  const names = (command.form?.steps[step] ?? []).filter((name) => name in chosen);
  const given = Object.entries(filledIn(chosen)).filter(([name]) => names.includes(name));
  const others = Object.entries(asked.values).filter(([name]) => !names.includes(name));
  const values = { ...Object.fromEntries(others), ...Object.fromEntries(given) };
  const errors = Object.entries(checkStep(command, step, values, readerOf(asked, who, now)));
  const theirs = Object.fromEntries(errors.filter(([name]) => names.includes(name)));
  return { ...asked, kind: 'form', values, errors: theirs };
}

const readerOf = ({ workspace }: Asked, { actor }: Identity, now: Time): FormReader => ({
  locale: actor.locale,
  zone: actor.zone ?? workspace.settings.zone,
  now,
});

/** A filled-in step: shown again with its errors, followed by the next step, or the last one and run. */
function submitted(asked: Asked, filled: Values, who: Identity, now: Time): Asked {
  const { command, step } = asked;
  const names = command.form?.steps[step] ?? [];
  // A field that came back empty was emptied.
  const others = Object.entries(asked.values).filter(([name]) => !names.includes(name));
  const values = { ...Object.fromEntries(others), ...filled };
  const errors = checkStep(command, step, values, readerOf(asked, who, now));
  if (Object.keys(errors).length > 0) return { ...asked, kind: 'form', values, errors };
  if (step + 1 < (command.form?.steps.length ?? 0)) return { ...asked, kind: 'form', values, step: step + 1 };
  return { ...asked, values };
}

/** Words that nothing can be made of are said, not dropped. */
function valuesIn(command: Command, words: readonly Token[]): Values | Refused {
  const { values, rest } = readWords(words, fieldsOf(command.input));
  const { example } = command;
  return rest === '' ? values : refuse({ why: 'not-understood', field: '', typed: rest, example });
}

/** Platforms send empty fields as they like: an empty one is none. */
const filledIn = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && !isBlank(value)));

const isBlank = (value: FieldValue): boolean => typeof value === 'string' && value.trim() === '';

/** A button's arguments fill the command's fields in their order; a toggle is on with `yes`. */
function pressed(command: Command, args: readonly string[]): Values {
  const fields = fieldsOf(command.input).slice(0, args.length);
  return Object.fromEntries(
    fields.map(({ name, kind }, index) => [name, kind === 'toggle' ? args[index] === 'yes' : args[index]]),
  );
}
